"""Values of a form in words, for those who read a filed form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from banhao.core.catalogue.values import Element, ElementType
from banhao.core.forms.values import PERSON_PARTS, FormValue
from banhao.core.messages import Text

YES, NO = Text("是", "Yes"), Text("否", "No")


@dataclass(frozen=True, slots=True)
class Line:
    """One value in words. A table has `rows` instead: each row as (column, words)."""

    title: Text
    value: Text
    rows: Sequence[Sequence[tuple[Text, Text]]] = ()


def lines(elements: Sequence[Element], values: Mapping[str, FormValue]) -> tuple[Line, ...]:
    """Return the values that there are, in the order of the elements."""
    return tuple(line(each, values[each.id]) for each in elements if each.id in values)


def line(element: Element, value: FormValue) -> Line:
    """Return one value with its title."""
    if element.type is ElementType.TABLE and isinstance(value, list):
        return Line(element.title, Text(""), tuple(_row(element, row) for row in value))
    return Line(element.title, said(element, value))


def said(element: Element, value: FormValue) -> Text:
    """Return one value in words: options by title, parts of an address or a person joined."""
    titles = {option.id: option.title for option in element.options}
    match value:
        case bool():
            return YES if value else NO
        case list():
            chosen = [titles.get(str(one), Text(str(one))) for one in value]
            return Text("、".join(t.zh for t in chosen), ", ".join(t.en or t.zh for t in chosen))
        case Mapping():  # stored JSON may have any order; the region's code is for machines
            parts = [value.get(name, "") for name in (*PERSON_PARTS, "text")]
            return Text(" ".join(part for part in parts if part))
        case _:
            plain = titles.get(value, Text(value))
            return with_unit(plain, element.unit)


def with_unit(said: Text, unit: Text) -> Text:
    """Return a value with its unit, where it has one."""
    english = f"{said.en or said.zh} {unit.en or unit.zh}"
    return Text(f"{said.zh} {unit.zh}".strip(), english.strip())


def _row(element: Element, row: object) -> tuple[tuple[Text, Text], ...]:
    cells = row if isinstance(row, Mapping) else {}
    return tuple((c.title, said(c, cells[c.id])) for c in element.columns if c.id in cells)
