"""From elements and what was typed to the controls of a page (names: core/forms/reading.py)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from banhao.channels.portal.prefilled import Known
from banhao.core.catalogue.places import NOTHING
from banhao.core.catalogue.values import Element, ElementType
from banhao.core.forms.scalars import narrow
from banhao.core.forms.values import FormProblem
from banhao.core.messages import Message, Text

Typed = Mapping[str, Sequence[str]]
RADIO_UP_TO = 4
YES_NO = (("yes", Text("是", "Yes")), ("no", Text("否", "No")))
_PARTS = {
    ElementType.ADDRESS: (("text", Text("详细地址", "Address"), ""),),
    ElementType.PERSON: (
        ("name", Text("姓名", "Name"), ""),
        ("id_number", Text("居民身份证号", "Resident id number"), ""),
        ("mobile", Text("手机号", "Mobile"), "tel"),
    ),
}
_KEYBOARD = {
    ElementType.NUMBER: "decimal",
    ElementType.MONEY: "decimal",
    ElementType.MOBILE: "tel",
}


@dataclass(frozen=True, slots=True)
class Control:
    """One input. `kind`: text, date, radio, select, checkbox; `options`: (value, words, chosen)."""

    name: str
    kind: str
    label: Text
    value: str
    options: Sequence[tuple[str, Text, bool]] = ()
    unit: Text = NOTHING
    keyboard: str = ""
    error: Message | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One element on the page: its controls, or for a table its rows of controls.

    `prefill`: what a register or the account knows; `taken`: that value stands in the field.
    """

    element: Element
    controls: Sequence[Control]
    rows: Sequence[Sequence[Control]] = ()
    error: Message | None = None
    prefill: Known | None = None
    taken: bool = False

    @property
    def described(self) -> str:
        """Return the ids that describe a single control: its hint and its error."""
        control = self.controls[0]
        hint = [f"{control.name}-h"] if self.element.hint.zh else []
        return " ".join([*hint, *([f"{control.name}-e"] if control.error else [])])

    @property
    def several(self) -> bool:
        """Whether the field needs a legend: more than one control, or one of several parts."""
        return len(self.controls) != 1 or self.controls[0].kind in {"radio", "checkbox"}

    @property
    def wrong(self) -> bool:
        """Whether anything in the field is to be put right."""
        cells = [*self.controls, *(cell for row in self.rows for cell in row)]
        return self.error is not None or any(cell.error for cell in cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of the fields of a page. `region`: where an address is unless said otherwise.

    `blank_rows`: empty rows at the end of each table.
    """

    typed: Typed
    problems: Sequence[FormProblem] = ()
    prefills: Mapping[str, Known] | None = None
    region: str = ""
    blank_rows: int = 1


def fields_of(elements: Iterable[Element], sheet: Sheet) -> Sequence[Field]:
    """Return the fields of a page in the order of its elements."""
    return [_field(element, sheet) for element in elements]


def _field(element: Element, sheet: Sheet) -> Field:
    own = _error(element.id, sheet)
    prefill = (sheet.prefills or {}).get(element.id)
    if element.type is ElementType.TABLE:
        return Field(element, (), _rows(element, sheet), own)
    taken = False
    if prefill is not None:
        stands = {name: sheet.typed[name] for name in prefill.inputs if name in sheet.typed}
        if not any(_filled(texts) for texts in stands.values()):
            taken, sheet = True, replace(sheet, typed={**sheet.typed, **prefill.inputs})
        else:
            taken = all(_same(stands.get(n, ()), texts) for n, texts in prefill.inputs.items())
    controls = _controls(element, element.id, sheet)
    shown = own if len(controls) > 1 else None
    return Field(element, controls, (), shown, prefill, taken)


def _filled(texts: Sequence[str]) -> bool:
    return any(text.strip() for text in texts)


def _same(typed: Sequence[str], known: Sequence[str]) -> bool:
    return [narrow(text) for text in typed] == [narrow(text) for text in known]


def _controls(element: Element, name: str, sheet: Sheet) -> Sequence[Control]:
    if element.type in _PARTS:
        return [
            Control(
                f"{name}-{part}",
                "text",
                label,
                _first(sheet.typed, f"{name}-{part}"),
                keyboard=keyboard,
                error=_error(f"{name}-{part}", sheet),
                region=_region(name, sheet) if element.type is ElementType.ADDRESS else "",
            )
            for part, label, keyboard in _PARTS[element.type]
        ]
    chosen = list(sheet.typed.get(name, ()))
    return [
        Control(
            name,
            _kind(element),
            element.title,
            chosen[0] if chosen else "",
            _options(element, chosen),
            element.unit,
            _KEYBOARD.get(element.type, ""),
            _error(name, sheet),
        )
    ]


def _rows(element: Element, sheet: Sheet) -> Sequence[Sequence[Control]]:
    """Return the rows there are and blank ones after them."""
    prefix = f"{element.id}-"
    numbers = {
        int(rest.split("-")[0])
        for name in sheet.typed
        if name.startswith(prefix) and (rest := name.removeprefix(prefix)).split("-")[0].isdigit()
    }
    after = max(numbers, default=-1) + 1
    shown = [*sorted(numbers), *range(after, after + sheet.blank_rows)]
    return [
        [
            cell
            for column in element.columns
            for cell in _controls(column, f"{element.id}-{number}-{column.id}", sheet)
        ]
        for number in shown
    ]


def _kind(element: Element) -> str:
    match element.type:
        case ElementType.DATE:
            return "date"
        case ElementType.BOOLEAN:
            return "radio"
        case ElementType.CHOICE:
            return "radio" if len(element.options) <= RADIO_UP_TO else "select"
        case ElementType.MULTI_CHOICE:
            return "checkbox"
        case _:
            return "text"


def _options(element: Element, chosen: Sequence[str]) -> Sequence[tuple[str, Text, bool]]:
    if element.type is ElementType.BOOLEAN:
        return [(value, words, value in chosen) for value, words in YES_NO]
    return [(option.id, option.title, option.id in chosen) for option in element.options]


def _region(name: str, sheet: Sheet) -> str:
    return _first(sheet.typed, f"{name}-region") or sheet.region


def _first(typed: Typed, name: str) -> str:
    texts = typed.get(name, ())
    return texts[0] if texts else ""


def _error(field: str, sheet: Sheet) -> Message | None:
    return next((one.message for one in sheet.problems if one.field == field), None)
