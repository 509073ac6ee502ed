"""What follows by itself, in the same transaction: fan-out, join, filing, certificates, checks."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid5

from banhao.core.cases.case import (
    LOST,
    BranchState,
    Case,
    State,
)
from banhao.core.cases.events import (
    Accepted,
    AfterCheckOpened,
    BranchAccepted,
    BranchWithdrawn,
    CertificateIssued,
    Event,
    Granted,
    RefilingAccepted,
    Refused,
    Stopped,
)
from banhao.core.cases.evolve import evolve
from banhao.core.catalogue.values import Mode, WayKind
from banhao.core.compiler.plan import Branch, Plan

# nothing follows by itself from other events
_CAUSES = (Accepted, Granted, Refused, RefilingAccepted, BranchWithdrawn)
_RUNS = frozenset({State.SUBMITTED, State.SUPPLEMENT, State.ACCEPTED})


def follow(
    case: Case, direct: tuple[Event, ...], plan: Plan, today: date, pledged: frozenset[str]
) -> tuple[Event, ...]:
    """Return all that follows from `direct`, in order, until nothing more does.

    `pledged`: ids of the materials that were pledged instead of shown in this case.
    """
    if not any(isinstance(event, _CAUSES) for event in direct):
        return ()
    for event in direct:
        case = evolve(case, event)
    out = _after_grants(case, direct, plan, today, pledged)
    while (following := next(_next_event(case, direct, plan, today), None)) is not None:
        case = evolve(case, following)
        out.append(following)
        out += _after_grants(case, (following,), plan, today, pledged)
    return (*out, *_composite(case, (*direct, *out), plan, today))


def _next_event(case: Case, direct: tuple[Event, ...], plan: Plan, today: date) -> Iterator[Event]:
    """Yield what stands to happen next; the caller takes the first and asks again."""
    if case.state not in _RUNS:
        return
    for branch in case.latest:
        planned = plan.branch(branch.item)
        states = [case.branch(need).state for need in planned.needs]
        if branch.state is BranchState.RECEIVED:
            lost = [n for n, s in zip(planned.needs, states, strict=True) if s in LOST]
            if lost:
                yield Stopped(branch.item, because=lost[0])
            elif case.state is State.ACCEPTED and all(s is BranchState.GRANTED for s in states):
                yield BranchAccepted(branch.item, effective_on=_begins(direct, planned, today))
        elif branch.state is BranchState.ACCEPTED and planned.mode is Mode.FILING:
            yield Granted(branch.item, officer=None, effective_on=today)


def _begins(direct: tuple[Event, ...], planned: Branch, today: date) -> date:
    """Return from when a branch counts: the acceptance, which silence may put back, or today."""
    for event in direct:
        match event:
            case Accepted(effective_on=on) if not planned.needs:
                return on
            case RefilingAccepted(item=item, effective_on=on) if item == planned.item:
                return on
    return today


def _after_grants(
    case: Case, events: tuple[Event, ...], plan: Plan, today: date, pledged: frozenset[str]
) -> list[Event]:
    """Return certificates and after-checks of what was just granted."""
    granted = [event.item for event in events if isinstance(event, Granted)]
    out: list[Event] = []
    for item in granted:
        branch = plan.branch(item)
        out += [
            CertificateIssued(certificate_id(case.id, item, kind), kind, item, today)
            for kind in branch.results
        ]
        out += _after_checks(item, plan, pledged)
    return out


def _after_checks(item: str, plan: Plan, pledged: frozenset[str]) -> list[Event]:
    """Open the check of each pledge with the first item that reads it, once."""
    return [
        AfterCheckOpened(item, material.id, way.due_days)
        for material in plan.materials
        if material.id in pledged and material.for_items[0] == item
        for way in material.ways
        if way.kind is WayKind.PLEDGE
    ]


def _composite(case: Case, events: tuple[Event, ...], plan: Plan, today: date) -> tuple[Event, ...]:
    """Return the composite if one is due: every `gate` branch is granted, and what was just
    granted is the last of them (the first version) or stands on it (the next version).
    """
    granted = {event.item for event in events if isinstance(event, Granted)}
    matters = {branch.item for branch in plan.branches if branch.gate or branch.listed}
    gates = (case.branch(branch.item).state for branch in plan.branches if branch.gate)
    if not plan.composite_lists or granted.isdisjoint(matters):
        return ()
    if any(state is not BranchState.GRANTED for state in gates):
        return ()
    composite = certificate_id(case.id, "", plan.composite, case.composite + 1)
    return (CertificateIssued(composite, plan.composite, "", today),)


def certificate_id(case: UUID, item: str, kind: str, version: int = 1) -> UUID:
    """Return the id of a certificate, the same whenever the same decision is replayed."""
    place = f"certificate/{item}/{kind}" + (f"/{version}" if version > 1 else "")
    return uuid5(case, place)
