"""What is still missing before the form can be signed, and values as conditions read them."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from banhao.core.catalogue.values import Element, ElementType
from banhao.core.conditions.tree import Value
from banhao.core.forms.values import FormProblem, FormValue, Scalar
from banhao.core.messages import Message

_TEXTS = frozenset(
    {
        ElementType.TEXT,
        ElementType.CHOICE,
        ElementType.ID_NUMBER,
        ElementType.USCC,
        ElementType.MOBILE,
    }
)


def condition_value(element: Element, value: FormValue) -> Value | None:
    """Return a stored value as the condition language knows it, None where it has no such type."""
    match element.type, value:
        case ElementType.BOOLEAN, bool():
            return value
        case ElementType.NUMBER | ElementType.MONEY, str():
            number = Decimal(value)
            return int(number) if number == int(number) else None
        case ElementType.DATE, str():
            return date.fromisoformat(value)
        case ElementType.MULTI_CHOICE, list():
            return tuple(str(one) for one in value)
        case kind, str() if kind in _TEXTS:
            return value
    return None


def applies(element: Element, known: Mapping[str, Value]) -> bool:
    """Return whether the element is asked: it has no condition, or the condition surely holds."""
    return element.when is None or element.when.decided(known) is True


def asked(
    elements: Iterable[Element], values: Mapping[str, FormValue], given: Mapping[str, Value]
) -> tuple[Element, ...]:
    """Return the elements that the form asks for, by what stands in it. `given`: answers, standing.

    What was typed into one that is not asked any more may still be stored, and counts for nothing.
    """
    elements = tuple(elements)
    known = known_values(elements, values, given)
    return tuple(element for element in elements if applies(element, known))


def known_values(
    elements: Iterable[Element], values: Mapping[str, FormValue], given: Mapping[str, Value]
) -> dict[str, Value]:
    """Return all names that a condition of an element may read; what is given counts first."""
    spoken = {
        element.id: value
        for element in elements
        if element.id in values
        and (value := condition_value(element, values[element.id])) is not None
    }
    return {**spoken, **given}


def missing(
    elements: Iterable[Element], values: Mapping[str, FormValue], known: Mapping[str, Value]
) -> tuple[FormProblem, ...]:
    """Return what must still be filled in. `known`: answers, standing and form values together."""
    problems: list[FormProblem] = []
    for element in elements:
        if not applies(element, known):
            continue
        value = values.get(element.id)
        if value is None:
            if not element.optional and element.id not in known:
                problems.append(_required(element, element.id))
        elif element.type is ElementType.TABLE and isinstance(value, list):
            problems += _holes(element, value)
        elif hole := _part_missing(element, value, element.id):
            problems.append(FormProblem(element.id, Message("forms.required"), hole))
    return tuple(problems)


def _holes(element: Element, rows: list[str] | list[dict[str, Scalar]]) -> list[FormProblem]:
    return [
        FormProblem(element.id, Message("forms.required"), hole, number + 1, column.id)
        for number, row in enumerate(rows)
        for column in element.columns
        if isinstance(row, Mapping)
        if (hole := _cell_hole(column, row.get(column.id), f"{element.id}-{number}-{column.id}"))
    ]


def _cell_hole(column: Element, value: Scalar | None, name: str) -> str:
    if value is None:
        return "" if column.optional else name
    return _part_missing(column, value, name)


def _part_missing(element: Element, value: FormValue, name: str) -> str:
    """Return the input that is blank in a value of several parts, "" if none must be filled."""
    if not isinstance(value, Mapping) or element.optional:
        return ""
    needed = ("name", "id_number") if element.type is ElementType.PERSON else ("text",)
    return next((f"{name}-{part}" for part in needed if not value.get(part)), "")


def _required(element: Element, name: str) -> FormProblem:
    suffix = {ElementType.ADDRESS: "-text", ElementType.PERSON: "-name"}.get(element.type, "")
    return FormProblem(element.id, Message("forms.required"), name + suffix)
