"""The ladder: from what happened at one way to the next way, at last to the applicant's upload."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from banhao.core.catalogue.values import Way, WayKind
from banhao.core.evidence.slots import Outcome, Slot, Try

ASKING = frozenset({WayKind.E_LICENCE, WayKind.SHARED_DATA})
PATIENCE = timedelta(seconds=10)
_AT_FIRST = {WayKind.FOLDED: Outcome.FOLDED, WayKind.INTERNAL: Outcome.INTERNAL}
_FINAL = frozenset({Outcome.SUPPLIED, Outcome.PLEDGED, Outcome.ANSWERED})


def kind_at(ways: Sequence[Way], step: int) -> WayKind:
    """Return the kind of the way at `step`; beyond the last way the applicant supplies it."""
    return ways[step].kind if 0 <= step < len(ways) else WayKind.APPLICANT


def source_at(ways: Sequence[Way], step: int) -> str:
    """Return the id of the source at `step`, "" where nobody is asked."""
    return ways[step].source if kind_at(ways, step) in ASKING else ""


def at_step(material: str, ways: Sequence[Way], step: int, tried: tuple[Try, ...] = ()) -> Slot:
    """Return the slot as it is when nothing has been done yet at `step`."""
    kind = kind_at(ways, step)
    outcome = _AT_FIRST.get(kind, Outcome.NOT_TRIED)
    return Slot(material, min(max(step, 0), len(ways)), outcome, source_at(ways, step), tried=tried)


def first(material: str, ways: Sequence[Way]) -> Slot:
    """Return the slot at the first way."""
    return at_step(material, ways, 0)


def asked(slot: Slot, at: datetime) -> Slot:
    """Return the slot after its source was asked (or is about to be) at `at`."""
    return replace(slot, outcome=Outcome.ASKED, digest="", at=at)


def supplied(slot: Slot, ways: Sequence[Way], digest: str, at: datetime) -> Slot:
    """Return the slot after the applicant supplied the material, whatever step it was at."""
    step = step_of(ways, WayKind.APPLICANT)
    tried = slot.tried
    return Slot(slot.material, step, Outcome.SUPPLIED, "", digest, at, tried)


def pledged(slot: Slot, ways: Sequence[Way], at: datetime) -> Slot | None:
    """Return the slot after the applicant pledged it, None if no way is a pledge."""
    step = step_of(ways, WayKind.PLEDGE)
    if kind_at(ways, step) is not WayKind.PLEDGE:
        return None
    return Slot(slot.material, step, Outcome.PLEDGED, "", "", at, slot.tried)


def step_of(ways: Sequence[Way], kind: WayKind) -> int:
    """Return the first step of a kind; the rung beyond the last way if there is none."""
    return next((step for step, way in enumerate(ways) if way.kind is kind), len(ways))


def after(  # noqa: PLR0917 - one fact in six plain parts, all needed
    slot: Slot, ways: Sequence[Way], step: int, outcome: Outcome, digest: str, at: datetime
) -> Slot:
    """Return the slot after the source at `step` answered (or did not) with `outcome`.

    An answer settles the slot even when it comes late, after the ladder has moved on; it does not
    replace what the applicant has supplied or pledged meanwhile. Anything else is remembered, and
    if the slot still stands at `step` it moves to the next way: filing is never blocked.
    `digest`: of the stored answer, "" unless `outcome` is ANSWERED.
    """
    if slot.outcome in _FINAL or kind_at(ways, step) not in ASKING:
        return slot
    if outcome is Outcome.ANSWERED:
        past = tuple(one for one in slot.tried if one.step != step)
        return Slot(slot.material, step, outcome, source_at(ways, step), digest, at, past)
    past = _remember(slot.tried, Try(step, outcome, source_at(ways, step), at))
    if slot.step != step:
        return replace(slot, tried=past)
    return at_step(slot.material, ways, step + 1, past)


def blocks_filing(slot: Slot, ways: Sequence[Way]) -> bool:
    """Return whether this material must still be dealt with by the applicant before filing.

    A source that was asked, or is down, never blocks: its answer may come later. What blocks is a
    source that the applicant has not agreed to, a pledge not made, and an upload not made.
    """
    down = any(kind_at(ways, past.step) in ASKING for past in slot.down)
    return not (slot.settled or slot.outcome is Outcome.ASKED or down)


def waits_too_long(slot: Slot, now: datetime) -> bool:
    """Return whether a page may show an asked source as down: nobody has answered in 10 s."""
    return slot.outcome is Outcome.ASKED and slot.at is not None and now - slot.at > PATIENCE


def _remember(tried: tuple[Try, ...], latest: Try) -> tuple[Try, ...]:
    kept = [one for one in tried if one.step != latest.step]
    return tuple(sorted([*kept, latest], key=lambda one: one.step))
