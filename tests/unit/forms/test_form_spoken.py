"""Values of a form are said in words, in one place for all who read them."""

from banhao.core.catalogue.values import Element, ElementType, Option
from banhao.core.forms.spoken import line, said
from banhao.core.messages import Text


def element(kind, **more):
    return Element("x", Text("某项"), kind, "enterprise", **more)


def test_options_are_said_by_their_title_and_numbers_with_their_unit() -> None:
    choice = element(ElementType.CHOICE, options=(Option("o1", Text("选项1", "Option 1")),))

    assert said(choice, "o1") == Text("选项1", "Option 1")
    assert str(said(element(ElementType.NUMBER, unit=Text("m²")), "60")) == "60 m²"
    assert str(said(element(ElementType.BOOLEAN), value=True)) == "是"


def test_a_unit_is_said_in_both_languages() -> None:
    spoken = said(element(ElementType.NUMBER, unit=Text("间", "rooms")), "12")

    assert (spoken.zh, spoken.en) == ("12 间", "12 rooms")


def test_a_person_is_said_name_first_however_the_value_is_stored() -> None:
    person = {"id_number": "1", "mobile": "2", "name": "买买提热依木·阿卜杜拉"}

    assert str(said(element(ElementType.PERSON), person)) == "买买提热依木·阿卜杜拉 1 2"


def test_an_address_is_said_without_the_code_of_its_region() -> None:
    address = {"region": "370300", "text": "𠮷祥路 1 号"}

    assert str(said(element(ElementType.ADDRESS), address)) == "𠮷祥路 1 号"


def test_a_table_is_said_row_by_row() -> None:
    name = Element("name", Text("姓名"), ElementType.TEXT, "people")
    table = element(ElementType.TABLE, columns=(name,))

    assert line(table, [{"name": "小王"}, {}]).rows == (
        ((Text("姓名"), Text("小王", "小王")),),
        (),
    )
