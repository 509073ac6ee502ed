"""What is known of one applicant, and what a condition says of it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from banhao.core.catalogue.values import Catalogue, Theme
from banhao.core.conditions.tree import Condition, Value
from banhao.core.errors import BadInput
from banhao.core.messages import Message


@dataclass(frozen=True, slots=True)
class Situation:
    """A theme of a catalogue and the values known so far; `open` names may still be answered."""

    catalogue: Catalogue
    theme: Theme
    values: Mapping[str, Value]
    open: Set[str]

    def says(self, condition: Condition | None) -> bool | None:
        """Return whether a condition holds whatever else is answered, None if that is open."""
        return True if condition is None else condition.decided(self.values)

    def settles(self, condition: Condition | None, *, unasked: bool) -> bool:
        """Return whether a condition holds; `unasked`: if it reads what this theme never asks.

        :raises BadInput: if an answer is missing that would decide it.
        """
        verdict = self.says(condition)
        if verdict is not None or condition is None:
            return bool(verdict)
        missing = sorted(condition.names() & self.open)
        if missing:
            raise BadInput(
                Message("plan.answer_missing", missing=", ".join(missing)), field=missing[0]
            )
        return unasked
