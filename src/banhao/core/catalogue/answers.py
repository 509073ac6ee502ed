"""Values of elements as a catalogue writes them: reference answers and what a theme gives."""

from datetime import date
from decimal import Decimal

from banhao.core.catalogue.fields import MISSING, Place
from banhao.core.catalogue.values import Element, ElementType
from banhao.core.conditions.tree import Value

YES_NO = ("true", "false")


def possible(element: Element) -> str:
    """Return the values an element can have, as words for a message."""
    match element.type:
        case ElementType.BOOLEAN:
            return "true、false"
        case ElementType.CHOICE | ElementType.MULTI_CHOICE:
            return "、".join(option.id for option in element.options)
        case ElementType.DATE:
            return "2026-01-31"
        case _:
            least = element.minimum if element.minimum is not None else "0"
            return f"{least}…{element.maximum if element.maximum is not None else ''}"


def answer_ids(element: Element) -> tuple[str, ...]:
    """Return what consequences can be told for: the options, or true and false."""
    if element.type is ElementType.BOOLEAN:
        return YES_NO
    return tuple(option.id for option in element.options)


def read_answer(place: Place, key: str, element: Element) -> Value | None:
    """Return the value under a key as the element has it; None after noting that it cannot be."""
    raw = place.raw(key)
    if raw is MISSING:
        place.note(key, "answer_missing", element=element.id, possible=possible(element))
        return None
    value = value_of(raw, element)
    if value is None:
        found = str(raw).lower() if isinstance(raw, bool) else str(raw)
        place.note(
            key, "answer_impossible", element=element.id, found=found, possible=possible(element)
        )
    return value


def value_of(raw: object, element: Element) -> Value | None:
    """Return a stored value as a value of the element, None if it can have no such value."""
    options = {option.id for option in element.options}
    match element.type, raw:
        case ElementType.BOOLEAN, bool():
            return raw
        case ElementType.NUMBER | ElementType.MONEY, int() if not isinstance(raw, bool):
            return raw if _within(raw, element) else None
        case ElementType.DATE, str():
            return _day(raw)
        case ElementType.CHOICE, str() if raw in options:
            return raw
        case ElementType.MULTI_CHOICE, list() if _subset(raw, options):
            return tuple(str(one) for one in raw)
        case _:
            return None


def _subset(raw: list[object], options: set[str]) -> bool:
    return all(isinstance(one, str) and one in options for one in raw)


def _within(number: int, element: Element) -> bool:
    least = element.minimum if element.minimum is not None else Decimal(0)
    return least <= number and (element.maximum is None or number <= element.maximum)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
