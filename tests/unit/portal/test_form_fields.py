"""Elements become controls; what was typed stands in them again, errors beside them."""

from banhao.channels.portal.fields import Sheet, fields_of
from banhao.core.catalogue.values import Element, ElementType, Option
from banhao.core.forms.values import FormProblem
from banhao.core.messages import Message, Text


def element(kind, **more):
    return Element("x", Text("某项"), kind, "enterprise", **more)


def controls(kind, typed=None, **more):
    (field,) = fields_of([element(kind, **more)], Sheet(typed or {}, region="999999"))
    return field.controls


def options(n):
    return tuple(Option(f"o{i}", Text(f"选项{i}")) for i in range(n))


def test_a_short_choice_is_shown_whole_and_a_long_one_as_a_list():
    assert controls(ElementType.CHOICE, options=options(4))[0].kind == "radio"
    assert controls(ElementType.CHOICE, options=options(5))[0].kind == "select"
    assert controls(ElementType.MULTI_CHOICE, options=options(2))[0].kind == "checkbox"


def test_what_was_typed_stands_there_again():
    assert controls(ElementType.TEXT, {"x": ["甲"]})[0].value == "甲"
    assert controls(ElementType.BOOLEAN, {"x": ["yes"]})[0].options[0][2]


def test_a_person_has_three_inputs_and_an_address_knows_its_region():
    assert [c.name for c in controls(ElementType.PERSON)] == ["x-name", "x-id_number", "x-mobile"]
    assert controls(ElementType.ADDRESS)[0].region == "999999"
    typed = {"x-region": ["370300"]}
    assert controls(ElementType.ADDRESS, typed)[0].region == "370300"


def test_a_table_shows_its_rows_and_a_blank_one():
    table = element(ElementType.TABLE, columns=(element(ElementType.TEXT),))
    (field,) = fields_of([table], Sheet({"x-0-x": ["一"], "x-3-x": ["二"]}))

    assert [row[0].name for row in field.rows] == ["x-0-x", "x-3-x", "x-4-x"]


def test_an_error_stands_at_its_input():
    problem = FormProblem("x", Message("forms.required"), "x-name")
    (field,) = fields_of([element(ElementType.PERSON)], Sheet({}, [problem]))

    assert [c.error is not None for c in field.controls] == [True, False, False]
    assert field.wrong
