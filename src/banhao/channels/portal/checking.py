"""Everything on one page before signing: values in words, materials, pledges, consents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from banhao.channels.portal.drafting import Folder, Section, sections
from banhao.core.catalogue.values import Element, ElementType
from banhao.core.forms.values import PERSON_PARTS, FormValue
from banhao.core.messages import Text

YES, NO = Text("是", "Yes"), Text("否", "No")
MISSING = Text("没有填", "Not filled in")


@dataclass(frozen=True, slots=True)
class Line:
    """One value in words. `rows` for a table: each row as (column, words)."""

    element: Element
    value: Text
    rows: Sequence[Sequence[tuple[Text, Text]]] = ()


def summary(folder: Folder) -> Sequence[tuple[Section, Sequence[Line]]]:
    """Return each section with its values in words."""
    return [
        (part, [_line(element, folder.values.get(element.id)) for element in part.elements])
        for part in sections(folder)
    ]


def lines(elements: Sequence[Element], values: Mapping[str, FormValue]) -> Sequence[Line]:
    """Return values in words, for elements of a case that is filed."""
    return [_line(element, values[element.id]) for element in elements if element.id in values]


def _line(element: Element, value: FormValue | None) -> Line:
    if element.type is ElementType.TABLE and isinstance(value, list):
        return Line(element, Text(""), [_row(element, row) for row in value])
    return Line(element, MISSING if value is None else said(element, value))


def _row(element: Element, row: object) -> Sequence[tuple[Text, Text]]:
    cells = row if isinstance(row, Mapping) else {}
    return [(c.title, said(c, cells[c.id])) for c in element.columns if c.id in cells]


def said(element: Element, value: FormValue) -> Text:
    """Return one value in words: options by their title, parts of an address or person joined."""
    titles = {option.id: option.title for option in element.options}
    match value:
        case bool():
            return YES if value else NO
        case list():
            return _joined([titles.get(str(one), Text(str(one))) for one in value])
        case Mapping():
            parts = [value.get(name, "") for name in (*PERSON_PARTS, "text")]
            return Text(" ".join(part for part in parts if part))
        case _:
            plain = titles.get(value, Text(value))
            unit = f" {element.unit}" if element.unit else ""
            return Text(plain.zh + unit, (plain.en or plain.zh) + unit)


def _joined(titles: Sequence[Text]) -> Text:
    return Text("、".join(t.zh for t in titles), ", ".join(t.en or t.zh for t in titles))
