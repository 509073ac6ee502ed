"""Themes (一件事): which items and variants, what is asked, in what order, compared with what."""

from collections.abc import Mapping
from dataclasses import dataclass

from banhao.core.catalogue.answers import answer_ids, possible, read_answer
from banhao.core.catalogue.baselines import read_baseline
from banhao.core.catalogue.faq import read_faq
from banhao.core.catalogue.fields import Place
from banhao.core.catalogue.grounds import read_basis
from banhao.core.catalogue.items import read_forbidden
from banhao.core.catalogue.library import Library
from banhao.core.catalogue.life_lists import read_stage
from banhao.core.catalogue.names import STANDING, askable
from banhao.core.catalogue.places import JointInspection
from banhao.core.catalogue.shelf import Shelf
from banhao.core.catalogue.values import (
    Edge,
    Element,
    Implementation,
    Question,
    Theme,
    ThemeItem,
)
from banhao.core.conditions.tree import Value
from banhao.core.messages import Text

FAMILIES = ("business", "construction", "property", "life")
OWN_NUMBERS = ("promise", "limit", "days", "promise_days", "inspection", "mode")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a theme stands on: the library and its own region's implementations."""

    library: Library
    implementations: Shelf[Implementation]


def read_theme(
    place: Place, region: str, usual_name: str, themes: Shelf[Theme], ground: Ground
) -> Theme:
    """Read one theme; its id is "<region>/<name of its file>" unless it says another name."""
    name = place.id(default=usual_name)
    items = _items(place, ground)
    asked = _questions(place, ground)
    theme = Theme(
        id=f"{region}/{name}",
        title=place.text("title", required=True),
        summary=place.text("summary"),
        family=_word(place, "family", FAMILIES),
        stage=read_stage(place, ground.library),
        items=tuple(items.things.values()),
        questions=tuple(asked.things.values()),
        given=_given(place, asked, ground),
        reference_standing=_standing(place),
        baseline=read_baseline(place, items, ground.implementations),
        composite=_composite(place, ground.library),
        edges=_edges(place, items),
        inspections=_inspections(place, items),
        forbidden=read_forbidden(place, ground.library.names),
        promise=place.decimal("promise"),
        popular=place.whole("popular"),
        online=place.flag("online"),
        faq=read_faq(place),
        trade=place.text("trade"),
    )
    if name:
        themes.put(place, theme.id, theme)
    place.done()
    return theme


def _word(place: Place, key: str, known: tuple[str, ...]) -> str:
    word = place.string(key) or known[0]
    if word not in known:
        place.note(key, "value_unknown", value=word, possible="、".join(known))
    return word


def _items(place: Place, ground: Ground) -> Shelf[ThemeItem]:
    shelf: Shelf[ThemeItem] = Shelf(Text("主题里的事项", "item of the theme"))
    shelf.excused = ground.library.items.excused
    entries = place.tables("items", short="item")
    if not entries:
        place.note("items", "theme_without_items")
    for entry in entries:
        item = entry.string("item", required=True)
        if ground.library.items.look(entry, "item", item) is not None:
            shelf.put(entry, item, _item(entry, item, ground), key="item")
            entry.done()
    return shelf


def _item(entry: Place, item: str, ground: Ground) -> ThemeItem:
    for key in OWN_NUMBERS:
        if entry.has(key):
            entry.raw(key)
            entry.note(key, "theme_own_number", key=key, item=item)
    return ThemeItem(
        item,
        ground.library.names.condition(entry, "when"),
        _variant(entry, item, ground),
        entry.flag("gate", default=True),
        entry.flag("listed", default=True),
        entry.text("section_title"),
    )


def _variant(entry: Place, item: str, ground: Ground) -> str:
    variant = entry.string("variant")
    implementation = ground.implementations.things.get(item)
    if implementation is None:
        if not ground.implementations.excused:
            entry.note("item", "item_not_implemented", item=item)
        return variant
    if variant and variant not in {one.id for one in implementation.variants}:
        known = "、".join(one.id for one in implementation.variants) or "—"
        entry.note("variant", "variant_unknown", variant=variant, item=item, possible=known)
    return variant


def _questions(place: Place, ground: Ground) -> Shelf[Question]:
    shelf: Shelf[Question] = Shelf(Text("问题", "question"))
    for entry in place.tables("questions"):
        element = ground.library.elements.look(
            entry, "element", entry.string("element", required=True)
        )
        if element is not None:
            _question(entry, element, shelf)
    return shelf


def _question(entry: Place, element: Element, shelf: Shelf[Question]) -> None:
    if not askable(element):
        entry.note("element", "not_askable", element=element.id, type=str(element.type))
        return
    title = entry.text("title") if entry.has("title") else element.title
    reference = read_answer(entry, "reference", element)
    question = Question(
        element.id,
        title,
        entry.text("hint"),
        entry.text("why"),
        False if reference is None else reference,
        _consequences(entry, element),
    )
    entry.done()
    shelf.put(entry, element.id, question, key="element")


def _consequences(entry: Place, element: Element) -> Mapping[str, Text]:
    inner = entry.inner("consequences")
    if inner is None:
        return {}
    answers = answer_ids(element)
    found = {answer: inner.text(answer) for answer in answers if inner.has(answer)}
    for key in set(inner.table) - set(answers) - {f"{answer}_en" for answer in answers}:
        inner.note(key, "consequence_unknown", answer=key, possible=possible(element))
    return found


def _given(place: Place, asked: Shelf[Question], ground: Ground) -> Mapping[str, Value]:
    inner = place.inner("given")
    found: dict[str, Value] = {}
    for name in inner.table if inner else ():
        assert inner is not None
        element = ground.library.elements.look(inner, name, name)
        if element is not None and not askable(element):
            inner.note(name, "not_askable", element=name, type=str(element.type))
        elif name in asked.things:
            inner.note(name, "given_and_asked", element=name)
        elif element is not None:
            value = read_answer(inner, name, element)
            found |= {} if value is None else {name: value}
    return found


def _standing(place: Place) -> Mapping[str, bool]:
    """Read the standing of the theme's figures; what it does not say is true."""
    inner = place.inner("standing")
    if inner is None:
        return dict.fromkeys(STANDING, True)
    found = {name: inner.flag(name, default=True) for name in STANDING}
    inner.done()
    return found


def _composite(place: Place, library: Library) -> str:
    composite = library.certificates.reference(place, "composite", required=True)
    kind = library.certificates.things.get(composite)
    if kind is not None and not kind.composite:
        place.note("composite", "not_composite", id=composite)
    return composite


def _edges(place: Place, items: Shelf[ThemeItem]) -> tuple[Edge, ...]:
    found = []
    for entry in place.tables("edges"):
        before = items.reference(entry, "before", required=True)
        after = items.reference(entry, "after", required=True)
        basis = read_basis(entry)
        entry.done()
        if before and after:
            found.append(Edge(before, after, basis))
    return tuple(found)


def _inspections(place: Place, items: Shelf[ThemeItem]) -> tuple[JointInspection, ...]:
    shelf: Shelf[JointInspection] = Shelf(Text("联合踏勘", "joint inspection"))
    for entry in place.tables("inspections"):
        inspection = JointInspection(
            entry.id(),
            entry.text("title", required=True),
            items.references(entry, "members"),
            items.references(entry, "needs"),
        )
        if not entry.table.get("members"):
            entry.note("members", "inspection_without_members")
        entry.done()
        shelf.put(entry, inspection.id, inspection)
    return tuple(shelf.things.values())
