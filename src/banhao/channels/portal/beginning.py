"""From answers to a draft: for whom, and what of their standing still matters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Protocol

from banhao.core.catalogue.values import Catalogue, Theme
from banhao.core.compiler.compile import situate
from banhao.core.compiler.plan import Standing
from banhao.core.compiler.questions import open_names
from banhao.core.conditions.tree import Value
from banhao.core.messages import Message

NAMES = tuple(field.name for field in fields(Standing))


class Posted(Protocol):
    """What was sent: name → the last string of that name."""

    def get(self, key: str, default: str) -> str:
        """Return what was sent."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One question of standing: its name, words and hint are codes; `chosen`: yes, no or ""."""

    name: str
    chosen: str
    wrong: bool

    @property
    def title(self) -> Message:
        """Return the question in words."""
        return Message(f"portal.standing.{self.name}")

    @property
    def hint(self) -> Message:
        """Return what depends on it."""
        return Message(f"portal.standing.{self.name}.hint")


def matters(
    catalogue: Catalogue, theme: Theme, answers: Mapping[str, Value]
) -> Sequence[str]:  # fmt: skip
    """Return the names of the standing that can still change this plan."""
    names = open_names(situate(catalogue, theme, answers, None))
    return [name for name in NAMES if name in names]


def asked(names: Sequence[str], posted: Posted, *, sent: bool) -> Sequence[Matter]:
    """Return the questions with what was chosen; `sent`: a missing answer is wrong."""
    found = []
    for name in names:
        chosen = posted.get(name, "")
        found.append(Matter(name, chosen, sent and chosen not in {"yes", "no"}))
    return found


def said_before(names: Sequence[str], standing: Standing) -> Sequence[Matter]:
    """Return the questions with what a draft says now."""
    return [Matter(n, "yes" if getattr(standing, n) else "no", wrong=False) for n in names]


def standing_of(found: Sequence[Matter]) -> Standing:
    """Return the standing; what does not matter here is not held."""
    said = {matter.name: matter.chosen == "yes" for matter in found}
    return Standing(**{name: said.get(name, False) for name in NAMES})
