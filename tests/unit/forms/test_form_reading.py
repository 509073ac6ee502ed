"""What people type becomes values, or a problem at the field; no input ever raises."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banhao.core.catalogue.values import Element, ElementType, Option
from banhao.core.forms.fields import fields_of
from banhao.core.forms.reading import read_form
from banhao.core.forms.values import Facts
from banhao.core.messages import Text
from banhao.demo_sources.population import firm, person

FACTS = Facts(date(2026, 9, 17), frozenset({"999999", "370303"}))
OPTIONS = (Option("own", Text("自有", "owned")), Option("lease", Text("租赁", "leased")))


def element(kind: ElementType, id_: str = "x", **more) -> Element:
    options = OPTIONS if kind in {ElementType.CHOICE, ElementType.MULTI_CHOICE} else ()
    return Element(id_, Text(id_), kind, "people", **{"options": options, **more})


TABLE = element(
    ElementType.TABLE,
    columns=(
        element(ElementType.TEXT, "name"),
        element(ElementType.ID_NUMBER, "id_no"),
        element(ElementType.DATE, "since", optional=True),
    ),
)


def read(one: Element, **fields: str | list[str]):
    sent = {n.replace("__", "-"): [f] if isinstance(f, str) else f for n, f in fields.items()}
    return read_form([one], sent, FACTS)


def value(kind: ElementType, text: str, **more):
    return read(element(kind, **more), x=text).values.get("x")


def codes(kind: ElementType, text: str, **more) -> list[str]:
    return [problem.message.code for problem in read(element(kind, **more), x=text).problems]


@pytest.mark.parametrize(
    ("kind", "text", "stored"),
    [
        (ElementType.TEXT, "  张三 ", "张三"),
        (ElementType.TEXT, "两行\r\n文字", "两行\n文字"),
        (ElementType.NUMBER, "1,200.50", "1200.5"),
        (ElementType.NUMBER, "１２０", "120"),
        (ElementType.NUMBER, "-0.0", "0"),
        (ElementType.NUMBER, "007", "7"),
        (ElementType.MONEY, "￥10,000.00", "10000"),
        (ElementType.DATE, "2026年9月7日", "2026-09-07"),
        (ElementType.DATE, "2026/9/7", "2026-09-07"),
        (ElementType.DATE, "20260907", "2026-09-07"),
        (ElementType.BOOLEAN, "yes", True),
        (ElementType.BOOLEAN, "否", False),
        (ElementType.CHOICE, "lease", "lease"),
        (ElementType.CHOICE, "租赁", "lease"),
        (ElementType.USCC, firm(1).uscc.lower(), firm(1).uscc),
        (ElementType.ID_NUMBER, person(1).id_number, person(1).id_number),
        (ElementType.MOBILE, "+86 199-0000-0001", "19900000001"),
    ],
)
def test_what_is_right_is_read(kind: ElementType, text: str, stored: object) -> None:
    assert value(kind, text) == stored


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (ElementType.TEXT, "a" * 2001, "forms.too_long"),
        (ElementType.TEXT, "a\x00b", "forms.control_characters"),
        (ElementType.NUMBER, "twelve", "forms.not_a_number"),
        (ElementType.NUMBER, "1e999", "forms.not_a_number"),
        (ElementType.NUMBER, "NaN", "forms.not_a_number"),
        (ElementType.NUMBER, "9" * 40, "forms.not_a_number"),
        (ElementType.MONEY, "1.234", "forms.not_money"),
        (ElementType.MONEY, "-1", "forms.not_money"),
        (ElementType.DATE, "明天", "forms.not_a_date"),
        (ElementType.DATE, "2026-02-30", "forms.no_such_day"),
        (ElementType.DATE, "0001-01-01", "forms.no_such_day"),
        (ElementType.BOOLEAN, "maybe", "forms.not_an_option"),
        (ElementType.CHOICE, "stolen", "forms.not_an_option"),
    ],
)
def test_what_is_wrong_says_why_and_is_kept_as_typed(
    kind: ElementType, text: str, code: str
) -> None:
    reading = read(element(kind), x=text)

    assert [problem.message.code for problem in reading.problems] == [code]
    assert reading.typed == {"x": {"x": [text]}}
    assert not reading.values


@pytest.mark.parametrize("kind", [ElementType.ID_NUMBER, ElementType.USCC, ElementType.MOBILE])
def test_codes_are_checked_by_their_own_rules(kind: ElementType) -> None:
    assert codes(kind, "123") != []


def test_bounds_of_a_number_are_said_with_their_unit() -> None:
    one = element(ElementType.NUMBER, minimum=Decimal(1), maximum=Decimal(9), unit=Text("层"))

    assert read(one, x="0").problems[0].message.params == {"minimum": "1", "unit": Text("层")}
    assert read(one, x="10").problems[0].message.code == "forms.too_large"


def test_only_what_was_sent_is_touched_and_blank_is_cleared() -> None:
    both = [element(ElementType.TEXT, "a"), element(ElementType.TEXT, "b")]

    reading = read_form(both, {"a": [" "], "stranger": ["?"]}, FACTS)

    assert reading.cleared == {"a"}
    assert not reading.values
    assert not reading.typed


def test_several_options_are_kept_in_the_order_of_the_catalogue() -> None:
    one = element(ElementType.MULTI_CHOICE)

    assert read(one, x=["", "lease", "own"]).values == {"x": ["own", "lease"]}
    assert read(one, x=[""]).cleared == {"x"}
    assert read(one, x=["", "stolen"]).problems[0].message.code == "forms.not_an_option"


def test_an_address_has_words_and_a_region_of_the_table() -> None:
    one = element(ElementType.ADDRESS)

    right = read(one, x__text="柳泉路1号", x__region="370303001")
    wrong = read(one, x__text="柳泉路1号", x__region="123456")

    assert right.values == {"x": {"text": "柳泉路1号", "region": "370303001"}}
    assert [(p.field, p.message.code) for p in wrong.problems] == [
        ("x-region", "forms.region_unknown")
    ]


def test_a_person_has_a_name_a_number_and_a_phone() -> None:
    somebody = person(2)

    reading = read(
        element(ElementType.PERSON),
        x__name=somebody.name,
        x__id_number=somebody.id_number.lower(),
        x__mobile=somebody.mobile,
    )

    assert reading.values["x"] == {
        "name": somebody.name,
        "id_number": somebody.id_number,
        "mobile": somebody.mobile,
    }


def test_a_table_is_read_row_by_row_and_blank_rows_are_left_out() -> None:
    reading = read(
        TABLE,
        x__0__name="张三",
        x__0__id_no=person(1).id_number,
        x__3__name=" ",
        x__7__name="李四",
        x__7__since="2026.9.1",
    )

    assert reading.values["x"] == [
        {"name": "张三", "id_no": person(1).id_number},
        {"name": "李四", "since": "2026-09-01"},
    ]


def test_a_wrong_cell_is_named_by_row_and_column_and_the_table_stays_as_typed() -> None:
    reading = read(TABLE, x__0__name="张三", x__1__name="李四", x__1__id_no="123")

    problem = reading.problems[0]
    assert (problem.field, problem.row, problem.column) == ("x-1-id_no", 2, "id_no")
    assert reading.typed["x"] == {
        "x-0-name": ["张三"],
        "x-1-name": ["李四"],
        "x-1-id_no": ["123"],
    }


def test_rows_pasted_from_a_spreadsheet_are_added_without_their_titles() -> None:
    pasted = f"name\tid_no\tsince\n张三\t{person(1).id_number}\t2026-9-1\n\n李四\n"

    reading = read(TABLE, x__0__name="王五", x__paste=pasted)

    assert [row["name"] for row in reading.values["x"]] == ["王五", "张三", "李四"]
    assert reading.values["x"][1]["since"] == "2026-09-01"


def test_a_table_of_more_rows_than_people_type_is_refused() -> None:
    reading = read(TABLE, x__paste="\n".join(["张三"] * 501))

    assert reading.problems[0].message.code == "forms.too_many_rows"


def test_an_emptied_table_is_cleared() -> None:
    assert read(TABLE, x__0__name="").cleared == {"x"}


KINDS = st.sampled_from(list(ElementType))
NAMES = st.one_of(
    st.sampled_from(["x", "x-text", "x-region", "x-name", "x-id_number", "x-mobile", "x-paste"]),
    st.from_regex(r"x-[0-9]{1,8}-(name|id_no|since|zzz)", fullmatch=True),
    st.text(max_size=8),
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text("0123456789.,-/年月日Xx+¥\t\n 　１２", max_size=30),
    st.characters().map(lambda c: c * 3),
)


@given(KINDS, st.dictionaries(NAMES, st.lists(TEXTS, max_size=3), max_size=8))
def test_no_input_raises_and_none_is_lost(kind: ElementType, fields: dict[str, list[str]]) -> None:
    one = element(kind, columns=TABLE.columns if kind is ElementType.TABLE else ())

    reading = read_form([one], fields, FACTS)

    assert len({*reading.values} | reading.cleared | {*reading.typed}) <= 1
    assert bool(reading.typed) == bool(reading.problems)


@given(KINDS, st.dictionaries(NAMES, st.lists(TEXTS, max_size=3), max_size=8))
def test_a_value_shown_again_is_read_as_the_same_value(
    kind: ElementType, fields: dict[str, list[str]]
) -> None:
    one = element(kind, columns=TABLE.columns if kind is ElementType.TABLE else ())
    values = read_form([one], fields, FACTS).values
    shown = {name: text for v in values.values() for name, text in fields_of(one, v).items()}

    assert read_form([one], shown, FACTS).values == values
