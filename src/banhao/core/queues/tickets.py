"""Queue tickets (排队号): what may be done with one, and whose turn is next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from banhao.core.errors import NotAllowed
from banhao.core.messages import Message


class TicketState(StrEnum):
    """What has become of a ticket; stored, never rename one."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    SERVED = "served"
    MISSED = "missed"  # called, nobody came
    LEFT = "left"  # given back by the person


class Step(StrEnum):
    """What is done with a ticket."""

    CALL = "call"
    RECALL = "recall"
    MISS = "miss"
    SERVE = "serve"
    FINISH = "finish"
    LEAVE = "leave"


# The state diagram: from which states a step may be taken, and where it leads.
ALLOWED: Mapping[Step, frozenset[TicketState]] = {
    Step.CALL: frozenset({TicketState.WAITING}),
    Step.RECALL: frozenset({TicketState.CALLED, TicketState.MISSED}),
    Step.MISS: frozenset({TicketState.CALLED}),
    Step.SERVE: frozenset({TicketState.CALLED}),
    Step.FINISH: frozenset({TicketState.SERVING}),
    Step.LEAVE: frozenset({TicketState.WAITING}),
}
LEADS_TO: Mapping[Step, TicketState] = {
    Step.CALL: TicketState.CALLED,
    Step.RECALL: TicketState.CALLED,
    Step.MISS: TicketState.MISSED,
    Step.SERVE: TicketState.SERVING,
    Step.FINISH: TicketState.SERVED,
    Step.LEAVE: TicketState.LEFT,
}
OPEN = frozenset({TicketState.CALLED, TicketState.SERVING})  # a clerk is busy with it


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket of a hall (region) and day. It names nobody.

    `theme`: id, "" = anything. `slot`: begin and end of an appointment that was kept in time.
    `counter`, `clerk`: who called it; `case`: what was taken in with it.
    """

    id: UUID
    region: str
    day: date
    number: int
    theme: str
    state: TicketState
    taken_at: datetime
    slot: tuple[datetime, datetime] | None = None
    counter: str = ""
    clerk: int | None = None
    called_at: datetime | None = None
    calls: int = 0
    ended_at: datetime | None = None
    case: UUID | None = None

    @property
    def label(self) -> str:
        """Return what is called out: A for those who came, Y (预约) for appointments."""
        return f"{'Y' if self.slot else 'A'}{self.number:03}"

    def waited_minutes(self, now: datetime) -> int:
        """Return the whole minutes from taking it until it was first called, or until now."""
        return max(int(((self.called_at or now) - self.taken_at).total_seconds() // 60), 0)


def after(state: TicketState, step: Step) -> TicketState:
    """Return the state a step leads to. :raises NotAllowed: if it may not be taken now."""
    if state not in ALLOWED[step]:
        raise NotAllowed(Message("queue.not_now", state=Message(f"queue.state.{state.value}")))
    return LEADS_TO[step]


def in_turn(waiting: Iterable[Ticket], now: datetime) -> Sequence[Ticket]:
    """Return who may be called now, in turn: appointments whose slot has begun, then the others.

    Appointments by slot, the others by number. Before its slot an appointment is not called.
    """
    ready = [ticket for ticket in waiting if ticket.slot is None or ticket.slot[0] <= now]
    return sorted(ready, key=lambda t: (t.slot is None, t.slot[0] if t.slot else now, t.number))


def ahead_of(ticket: Ticket, waiting: Iterable[Ticket], now: datetime) -> int:
    """Return how many of those who wait are called before a ticket, as things stand."""
    moment = max(now, ticket.slot[0]) if ticket.slot else now
    ids = [one.id for one in in_turn(waiting, moment)]
    return ids.index(ticket.id) if ticket.id in ids else 0
