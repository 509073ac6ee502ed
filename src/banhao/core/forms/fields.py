"""The way back: stored values → the strings of the inputs, so that a page can show them again."""

from collections.abc import Mapping

from banhao.core.catalogue.values import Element, ElementType
from banhao.core.forms.values import FormValue, Scalar


def fields_of(element: Element, value: FormValue) -> dict[str, list[str]]:
    """Return name of input → strings, as `reading.read_form` would read them again."""
    if element.type is not ElementType.TABLE:
        return _cell(element.id, value)  # type: ignore[arg-type]  # only a table holds rows
    fields: dict[str, list[str]] = {}
    for number, row in enumerate(value if isinstance(value, list) else []):
        for column, cell in row.items() if isinstance(row, Mapping) else ():
            fields |= _cell(f"{element.id}-{number}-{column}", cell)
    return fields


def _cell(name: str, value: Scalar) -> dict[str, list[str]]:
    if isinstance(value, Mapping):
        return {f"{name}-{part}": [text] for part, text in value.items()}
    if isinstance(value, list):
        return {name: [*value]}
    return {name: [_spelled(value)]}


def _spelled(value: str | bool) -> str:
    return value if isinstance(value, str) else "yes" if value else "no"
