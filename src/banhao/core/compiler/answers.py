"""Answers and standing as given by a person: which are possible, and what a written one means."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date

from banhao.core.catalogue.values import Catalogue, Element, ElementType, Theme
from banhao.core.compiler.plan import Standing
from banhao.core.conditions.tree import Value
from banhao.core.errors import BadInput
from banhao.core.messages import Message

STANDING_NAMES = tuple(field.name for field in fields(Standing))
YES = frozenset({"yes", "true", "是", "有", "1"})
NO = frozenset({"no", "false", "否", "无", "没有", "0"})
WHOLE = frozenset({ElementType.NUMBER, ElementType.MONEY})


def asked_elements(catalogue: Catalogue, theme: Theme) -> dict[str, Element]:
    """Return element id → element of the theme's questions, in their order."""
    return {q.element: catalogue.elements[q.element] for q in theme.questions}


def reference_answers(theme: Theme) -> dict[str, Value]:
    """Return the answers the theme's figures are made with."""
    return {question.element: question.reference for question in theme.questions}


def reference_standing(theme: Theme) -> Standing:
    """Return the standing the theme's figures are made with; what it leaves out is not held."""
    return Standing(**{n: bool(theme.reference_standing.get(n)) for n in STANDING_NAMES})


def values_of(
    catalogue: Catalogue, theme: Theme, answers: Mapping[str, Value], standing: Mapping[str, bool]
) -> dict[str, Value]:
    """Return all names that conditions may read with their values.

    :raises BadInput: an unknown key or value; it names the possible ones.
    """
    check_answers(catalogue, theme, answers)
    return {**theme.given, **answers, **standing}


def standing_values(standing: Standing | None) -> dict[str, bool]:
    """Return the names of a standing as condition values; none when it is not known yet."""
    return {} if standing is None else asdict(standing)


def check_answers(catalogue: Catalogue, theme: Theme, answers: Mapping[str, Value]) -> None:
    """:raises BadInput: for an answer to something not asked, or one that is not possible."""
    elements = asked_elements(catalogue, theme)
    for key in sorted(answers):
        if key in theme.given and theme.given[key] == answers[key]:
            continue
        if key not in elements:
            raise unknown_key(key, (*elements, *STANDING_NAMES))
        if not is_possible(elements[key], answers[key]):
            raise _impossible(elements[key], answers[key])


def unknown_key(key: str, possible: tuple[str, ...]) -> BadInput:
    """Return the refusal of a key that is not asked."""
    return BadInput(Message("plan.unknown_key", key=key, possible=", ".join(possible)), field=key)


def is_possible(element: Element, value: Value) -> bool:
    """Return whether a value can answer an element."""
    options = {option.id for option in element.options}
    match element.type:
        case ElementType.BOOLEAN:
            return isinstance(value, bool)
        case ElementType.CHOICE:
            return value in options
        case ElementType.MULTI_CHOICE:
            return isinstance(value, tuple) and options.issuperset(value)
        case ElementType.NUMBER | ElementType.MONEY:
            return type(value) is int and _within(element, value)
        case ElementType.DATE:
            return isinstance(value, date)
        case _:
            return isinstance(value, str)


def _within(element: Element, number: int) -> bool:
    low, high = element.minimum, element.maximum
    return (low is None or number >= low) and (high is None or number <= high)


def read_answer(element: Element, text: str) -> Value:
    """Return what a written answer means. :raises BadInput: it names the possible ones."""
    try:
        value = _meaning(element.type, text.strip())
    except ValueError:
        raise _impossible(element, text) from None
    if not is_possible(element, value):
        raise _impossible(element, text)
    return value


def read_yes(key: str, text: str) -> bool:
    """Return what a written yes or no means. :raises BadInput: for anything else."""
    try:
        return _yes_or_no(text.strip())
    except ValueError:
        raise BadInput(
            Message("plan.unknown_value", key=key, value=text, possible="yes, no"), field=key
        ) from None


def _meaning(kind: ElementType, text: str) -> Value:
    if kind is ElementType.BOOLEAN:
        return _yes_or_no(text)
    if kind in WHOLE:
        return int(text)
    if kind is ElementType.DATE:
        return date.fromisoformat(text)
    if kind is ElementType.MULTI_CHOICE:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def _yes_or_no(text: str) -> bool:
    if text.lower() in YES | NO:
        return text.lower() in YES
    raise ValueError(text)


def _impossible(element: Element, value: Value) -> BadInput:
    message = Message(
        "plan.unknown_value", key=element.id, value=value, possible=possible_answers(element)
    )
    return BadInput(message, field=element.id)


def possible_answers(element: Element) -> str:
    """Return the possible answers of an element in one line."""
    match element.type:
        case ElementType.BOOLEAN:
            return "yes, no"
        case ElementType.CHOICE | ElementType.MULTI_CHOICE:
            return ", ".join(option.id for option in element.options)
        case ElementType.NUMBER | ElementType.MONEY:
            low = "…" if element.minimum is None else f"{element.minimum}"
            return f"{low} – {'…' if element.maximum is None else element.maximum}"
        case ElementType.DATE:
            return "YYYY-MM-DD"
        case _:
            return "text"
