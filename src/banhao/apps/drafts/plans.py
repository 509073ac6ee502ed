"""From a draft's answers to its plan; answers as plain JSON and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from banhao.core.catalogue.values import Catalogue, Element, ElementType
from banhao.core.compiler.answers import asked_elements, is_possible
from banhao.core.compiler.compile import compile_plan
from banhao.core.compiler.plan import Plan, Standing, Unlawful
from banhao.core.conditions.tree import Value
from banhao.core.errors import NotAllowed, NotFound
from banhao.core.messages import Message


def region_code(catalogue: Catalogue, theme: str) -> str:
    """Return the code of the region that offers a theme. :raises NotFound: if none does."""
    try:
        catalogue.theme(theme)
        return catalogue.region_of(theme).code
    except KeyError:
        raise NotFound(Message("drafts.no_such_theme")) from None


def compiled(
    catalogue: Catalogue, theme: str, answers: Mapping[str, Value], standing: Standing
) -> Plan:
    """Return the plan. :raises NotAllowed: if unlawful. :raises BadInput: a wrong answer."""
    region_code(catalogue, theme)
    match compile_plan(catalogue, theme, answers, standing):
        case Unlawful(text=text, basis=basis, instead=instead):
            raise NotAllowed(
                Message(
                    "drafts.unlawful",
                    text=text,
                    law=basis.law,
                    article=basis.article,
                    instead=instead,
                )
            )
        case Plan() as plan:
            return plan


def still_known(
    catalogue: Catalogue, theme: str, plain: Mapping[str, object]
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """Return the answers that a catalogue still asks and allows, and the ids of those dropped."""
    region_code(catalogue, theme)
    elements = asked_elements(catalogue, catalogue.theme(theme))
    kept: dict[str, Value] = {}
    for name, value in plain.items():
        element = elements.get(name)
        read = from_plain(element, value) if element else None
        if element is not None and read is not None and is_possible(element, read):
            kept[name] = read
    return kept, tuple(sorted(plain.keys() - kept.keys()))


def to_plain(answers: Mapping[str, Value]) -> dict[str, object]:
    """Return answers as JSON: dates as ISO text, several options as a list."""
    return {name: _plain(value) for name, value in sorted(answers.items())}


def from_plain(element: Element, value: object) -> Value | None:
    """Return the answer that was kept as JSON, None if it is of another type than the element."""
    match element.type, value:
        case ElementType.DATE, str():
            try:
                return date.fromisoformat(value)
            except ValueError:
                return None
        case ElementType.MULTI_CHOICE, list():
            return tuple(str(one) for one in value)
        case _, bool() | int() | str():
            return value
    return None


def standing_to_plain(standing: Standing) -> dict[str, bool]:
    """Return a standing as JSON."""
    return asdict(standing)


def _plain(value: Value) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
