"""What is missing before signing, and values as conditions read them."""

from datetime import date

import pytest

from banhao.core.catalogue.values import Element, ElementType
from banhao.core.conditions.parse import parse
from banhao.core.conditions.values import Kind, NameType
from banhao.core.forms.complete import condition_value, missing
from banhao.core.forms.values import FormValue
from banhao.core.messages import Text


def element(id_: str, kind: ElementType = ElementType.TEXT, **more) -> Element:
    return Element(id_, Text(id_), kind, "people", **more)


TABLE = element(
    "staff",
    ElementType.TABLE,
    columns=(element("name"), element("since", ElementType.DATE, optional=True)),
)


def holes(one: Element, values: dict[str, FormValue], known: dict | None = None) -> list[str]:
    return [problem.field for problem in missing([one], values, known or {})]


def test_what_is_blank_is_missing_unless_it_is_optional() -> None:
    assert holes(element("boss"), {}) == ["boss"]
    assert holes(element("boss"), {"boss": "赵"}) == []
    assert holes(element("fax", optional=True), {}) == []


def test_an_answer_counts_as_filled_in() -> None:
    assert holes(element("music", ElementType.BOOLEAN), {}, {"music": False}) == []


@pytest.mark.parametrize(
    ("known", "found"), [({"music": True}, ["db"]), ({"music": False}, []), ({}, [])]
)
def test_what_does_not_surely_apply_is_not_asked(known: dict, found: list[str]) -> None:
    loud = element("db", when=parse("music", {"music": NameType(Kind.BOOLEAN)}))

    assert holes(loud, {}, known) == found


def test_a_table_needs_a_row_and_each_row_its_required_cells() -> None:
    assert holes(TABLE, {}) == ["staff"]
    rows: FormValue = [{"name": "张三"}, {"since": "2026-09-01"}]
    problems = missing([TABLE], {"staff": rows}, {})
    assert [(p.row, p.column, p.field) for p in problems] == [(2, "name", "staff-1-name")]


def test_a_person_needs_a_name_and_a_number_an_address_its_words() -> None:
    boss, place = element("boss", ElementType.PERSON), element("place", ElementType.ADDRESS)

    assert holes(boss, {"boss": {"name": "赵", "id_number": "", "mobile": ""}}) == [
        "boss-id_number"
    ]
    assert holes(place, {"place": {"text": "", "region": "370303"}}) == ["place-text"]
    assert holes(place, {}) == ["place-text"]


@pytest.mark.parametrize(
    ("kind", "stored", "value"),
    [
        (ElementType.BOOLEAN, True, True),
        (ElementType.NUMBER, "120", 120),
        (ElementType.NUMBER, "85.5", None),  # conditions count in whole numbers
        (ElementType.DATE, "2026-09-17", date(2026, 9, 17)),
        (ElementType.MULTI_CHOICE, ["a", "b"], ("a", "b")),
        (ElementType.CHOICE, "a", "a"),
        (ElementType.ADDRESS, {"text": "a", "region": ""}, None),
    ],
)
def test_a_stored_value_is_told_to_conditions_in_their_types(
    kind: ElementType, stored: FormValue, value: object
) -> None:
    assert condition_value(element("x", kind), stored) == value
