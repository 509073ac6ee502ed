"""A made-up town whose catalogue fits on one page; each test changes what it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from banhao.core.catalogue.places import CertificateType, Department
from banhao.core.catalogue.values import (
    Baseline,
    Basis,
    Catalogue,
    Element,
    ElementType,
    Implementation,
    InspectionWhen,
    Item,
    Limit,
    Material,
    Mode,
    Option,
    Origin,
    Question,
    Region,
    Theme,
    ThemeItem,
    Way,
    WayKind,
)
from banhao.core.clock.values import Unit
from banhao.core.compiler.compile import compile_plan
from banhao.core.compiler.plan import Plan, Standing, Unlawful
from banhao.core.conditions.parse import parse
from banhao.core.conditions.tree import Condition, Value
from banhao.core.conditions.values import Kind, NameType
from banhao.core.messages import Text

BASIS = Basis(Origin.MODELLING)
THEME = "town/stall"
DAY = 480
FULL = Standing(pledge=True, e_licences=True, premises_registered=True, by_agent=True)
NONE = Standing(pledge=False, e_licences=False, premises_registered=False, by_agent=False)
YES_NO = NameType(Kind.BOOLEAN)
TYPES = {
    **dict.fromkeys(("pledge", "e_licences", "premises_registered", "by_agent"), YES_NO),
    **dict.fromkeys(("music", "cooking", "awning"), YES_NO),
    "goods": NameType(Kind.CHOICE, ("fruit", "books", "fireworks")),
    "area": NameType(Kind.INTEGER),
    "extras": NameType(Kind.MULTI_CHOICE, ("tea", "toys")),
}


SECTIONS = ("delivery", "equipment", "people", "premises", "enterprise")


def when(source: str) -> Condition:
    return parse(source, TYPES)


def material(id_: str, ways: str = "A", **more: Any) -> Material:
    kinds = tuple(Way(WayKind(letter), source=f"src-{letter}") for letter in ways)
    return Material(id_, Text(id_), Text("somebody"), kinds, **more)


def element(id_: str, section: str = "enterprise", **more: Any) -> Element:
    return Element(id_, Text(id_), more.pop("type", ElementType.TEXT), section, **more)


def item(id_: str, materials: str = "", results: str = "", elements: str = "", **more: Any) -> Item:
    limit = more.pop("limit", Limit(Decimal(20), Unit.WORKING_DAY, BASIS))
    return Item(
        id_,
        Text(id_),
        "01",
        (BASIS,),
        limit,
        tuple((results or f"{id_}-licence").split()),
        tuple(materials.split()),
        tuple(elements.split()),
        **more,
    )


def done(id_: str, days: str = "3", authority: str = "office", **more: Any) -> Implementation:
    inspection = InspectionWhen(more.pop("inspection", "none"))
    mode = more.pop("mode", Mode.ORDINARY)
    return Implementation(id_, authority, mode, Decimal(days), inspection, BASIS, **more)


def question(id_: str, reference: Value) -> Question:
    return Question(id_, Text(f"{id_}?"), Text(""), Text(""), reference, {})


ASKED = (
    element("music", "item", type=ElementType.BOOLEAN),
    element("cooking", "item", type=ElementType.BOOLEAN),
    element("awning", "item", type=ElementType.BOOLEAN),
    element(
        "goods",
        "item",
        type=ElementType.CHOICE,
        options=tuple(Option(o, Text(o)) for o in ("fruit", "books", "fireworks")),
    ),
    element("area", "premises", type=ElementType.NUMBER, minimum=Decimal(1)),
    element(
        "extras",
        "item",
        type=ElementType.MULTI_CHOICE,
        options=tuple(Option(o, Text(o)) for o in ("tea", "toys")),
    ),
)


def town(
    items: Iterable[Item],
    implementations: Iterable[Implementation] = (),
    materials: Iterable[Material] = (),
    elements: Iterable[Element] = (),
    *,
    questions: Iterable[Question] = (),
    **theme: Any,
) -> Catalogue:
    """A catalogue of one theme with these items; what is not told is the simplest there is."""
    items = tuple(items)
    told = {each.item: each for each in implementations}
    the_theme = _theme(items, tuple(questions), theme)
    region = Region(
        id="town",
        code="999999",
        title=Text("镇"),
        departments={id_: Department(id_, Text(id_)) for id_ in ("office", "fire")},
        counters={},
        implementations={each.id: told.get(each.id, done(each.id)) for each in items},
        themes={THEME: the_theme},
        office_hours=((510, 720), (780, 1050)),
    )
    results = {result for each in items for result in each.results}
    return Catalogue(
        version="0" * 64,
        elements={each.id: each for each in (*ASKED, *elements)},
        materials={each.id: each for each in materials},
        certificates={id_: CertificateType(id_, Text(id_)) for id_ in sorted(results)},
        sources={},
        items={each.id: each for each in items},
        regions={"town": region},
        sections={id_: Text(id_) for id_ in SECTIONS},
    )


def _theme(
    items: tuple[Item, ...], questions: tuple[Question, ...], told: Mapping[str, Any]
) -> Theme:
    gap_days = told.get("gap_days")
    usual: dict[str, Any] = {
        "items": tuple(ThemeItem(each.id) for each in items),
        "given": {},
        "reference_standing": {},
        "baseline": Baseline(
            days={each.id: Decimal(10) for each in items},
            visits={each.id: 1 for each in items},
            gap_days=gap_days,
            basis=BASIS,
        ),
    }
    names = {"within": "items"}
    given = {names.get(key, key): value for key, value in told.items() if key != "gap_days"}
    return Theme(
        id=THEME,
        title=Text("我要摆摊", "Open a stall"),
        summary=Text(""),
        family="",
        stage="",
        questions=questions,
        composite="composite",
        **{**usual, **given},
    )


def plan_of(
    catalogue: Catalogue, answers: Mapping[str, Value] | None = None, standing: Standing = FULL
) -> Plan:
    made = compile_plan(catalogue, THEME, answers or {}, standing)
    assert isinstance(made, Plan)
    return made


def refused_by(catalogue: Catalogue, answers: Mapping[str, Value]) -> Unlawful:
    made = compile_plan(catalogue, THEME, answers, FULL)
    assert isinstance(made, Unlawful)
    return made


def without(standing: Standing, *names: str) -> Standing:
    return replace(standing, **dict.fromkeys(names, False))
