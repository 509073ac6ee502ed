"""What follows by itself, in the same transaction: fan-out, join, filing, certificates, checks."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid5

from banhao.core.cases.case import (
    BranchState,
    Case,
    State,
)
from banhao.core.cases.events import (
    Accepted,
    AfterCheckOpened,
    BranchAccepted,
    CertificateIssued,
    Event,
    Granted,
    Refused,
    Stopped,
)
from banhao.core.cases.evolve import evolve
from banhao.core.catalogue.values import Mode, WayKind
from banhao.core.compiler.plan import Plan

_CAUSES = (Accepted, Granted, Refused)  # nothing follows by itself from other events


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
    while (following := next(_next_event(case, plan, today), None)) is not None:
        case = evolve(case, following)
        out.append(following)
        out += _after_grants(case, (following,), plan, today, pledged)
    return tuple(out)


def _next_event(case: Case, plan: Plan, today: date) -> Iterator[Event]:
    """Yield what stands to happen next; the caller takes the first and asks again."""
    if case.state is not State.ACCEPTED:
        return
    for branch in case.branches:
        planned = plan.branch(branch.item)
        states = [case.branch(need).state for need in planned.needs]
        if branch.state is BranchState.RECEIVED:
            lost = [n for n, s in zip(planned.needs, states, strict=True) if s in _LOST]
            if lost:
                yield Stopped(branch.item, because=lost[0])
            elif all(state is BranchState.GRANTED for state in states):
                first = case.accepted_on if not planned.needs and case.accepted_on else today
                yield BranchAccepted(branch.item, effective_on=first)
        elif branch.state is BranchState.ACCEPTED and planned.mode is Mode.FILING:
            yield Granted(branch.item, officer=None, effective_on=today)


_LOST = frozenset({BranchState.REFUSED, BranchState.STOPPED})


def _after_grants(
    case: Case, events: tuple[Event, ...], plan: Plan, today: date, pledged: frozenset[str]
) -> list[Event]:
    """Return certificates and after-checks of what was just granted, and the composite if due."""
    granted = [event.item for event in events if isinstance(event, Granted)]
    out: list[Event] = []
    for item in granted:
        branch = plan.branch(item)
        out += [
            CertificateIssued(certificate_id(case.id, item, kind), kind, item, today)
            for kind in branch.results
        ]
        out += _after_checks(item, plan, pledged)
    if granted and _composite_due(case, plan, granted):
        out.append(
            CertificateIssued(
                certificate_id(case.id, "", plan.composite), plan.composite, "", today
            )
        )
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


def _composite_due(case: Case, plan: Plan, granted: list[str]) -> bool:
    """Whether the last gate has just been passed: every `gate` branch is granted."""
    gates = [branch.item for branch in plan.branches if branch.gate]
    return (
        bool(plan.composite_lists)
        and any(item in gates for item in granted)
        and all(case.branch(item).state is BranchState.GRANTED for item in gates)
    )


def certificate_id(case: UUID, item: str, kind: str) -> UUID:
    """Return the id of a certificate, the same whenever the same decision is replayed."""
    return uuid5(case, f"certificate/{item}/{kind}")
