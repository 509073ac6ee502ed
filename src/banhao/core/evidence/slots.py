"""Slots: what has become of each way of getting a material in one case (product.md §6)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What a slot really knows. OBTAINED only with a stored answer; nothing is assumed."""

    NOT_TRIED = "not-tried"
    ASKED = "asked"
    ANSWERED = "answered"  # a stored answer of a source: time and digest
    MISSING = "missing"  # the source answered: no such record
    MISMATCH = "mismatch"  # the source answered something else than the form says
    DOWN = "down"  # the source did not answer
    PLEDGED = "pledged"
    SUPPLIED = "supplied"  # the applicant uploaded it
    FOLDED = "folded"  # the form holds it
    INTERNAL = "internal"  # a sibling's result, when it exists


SETTLED = frozenset(
    {Outcome.ANSWERED, Outcome.PLEDGED, Outcome.SUPPLIED, Outcome.FOLDED, Outcome.INTERNAL}
)


@dataclass(frozen=True, slots=True)
class Try:
    """What came of an earlier step: MISSING, MISMATCH or DOWN, at which source, when (aware)."""

    step: int
    outcome: Outcome
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """One material of one draft or case. `step`: index of the current way in the plan's `ways`;
    `len(ways)` stands for "the applicant supplies it", the last rung when every way has failed.

    `source`, `digest`, `at`: of the last answer or upload; digest is the keyed hex HMAC-SM3 of the
    content under the subject's key. `tried`: what came of earlier steps, one `Try` per step.
    """

    material: str
    step: int
    outcome: Outcome
    source: str = ""
    digest: str = ""
    at: datetime | None = None
    tried: tuple[Try, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing more is needed of anybody for this material before filing."""
        return self.outcome in SETTLED

    @property
    def known(self) -> Outcome:
        """What is a fact about this slot: its outcome, or if nothing was begun at the current
        step, what came of the last step that was tried.
        """
        if self.outcome is Outcome.NOT_TRIED and self.tried:
            return self.tried[-1].outcome
        return self.outcome

    @property
    def down(self) -> tuple[Try, ...]:
        """Steps whose source did not answer: a later answer may still settle the slot."""
        return tuple(past for past in self.tried if past.outcome is Outcome.DOWN)
