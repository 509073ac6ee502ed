"""Reads of mandates: those that stand for an agent, and what one has given or been offered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from banhao.apps.organisations.models import MandateRecord
from banhao.core.authority.acts import Actor, Mandate
from banhao.core.messages import Message


@dataclass(frozen=True, slots=True)
class Given:
    """A mandate with the names around it. `firm` "": for the principal themselves."""

    mandate: Mandate
    principal: str
    firm: str
    agent: str
    accepted_at: datetime | None
    ended_at: datetime | None
    today: date

    @property
    def standing(self) -> Message:
        """Return in words where it stands."""
        return Message(f"mandate.{self._code()}")

    @property
    def ended(self) -> bool:
        """Whether nothing can be done under it, or to it, any more."""
        return self.ended_at is not None or self.mandate.until < self.today

    @property
    def offered(self) -> bool:
        """Whether it waits for the agent."""
        return self.accepted_at is None and not self.ended

    def _code(self) -> str:
        if self.ended_at is not None:
            return "ended"
        if self.mandate.until < self.today:
            return "expired"
        if self.accepted_at is None:
            return "offered"
        return "to_come" if self.mandate.since > self.today else "standing"


def mandates_of(account_id: int, on: date) -> tuple[Mandate, ...]:
    """Return the mandates under which an account may act on that day."""
    rows = _rows().filter(
        agent=account_id,
        accepted_at__isnull=False,
        ended_at=None,
        since__lte=on,
        until__gte=on,
        principal__is_active=True,
    )
    return tuple(row.to_mandate() for row in rows.order_by("pk"))


def given(actor: Actor, today: date) -> Sequence[Given]:
    """Return the mandates that the actor, or a firm of theirs, has given; the newest first."""
    mine = Q(principal=actor.person) | Q(firm__uscc__in=[*actor.firms])
    return [_given(row, today) for row in _rows().filter(mine).order_by("-given_at")]


def received(actor: Actor, today: date) -> Sequence[Given]:
    """Return the mandates that were given to the actor; the newest first."""
    return [_given(r, today) for r in _rows().filter(agent=actor.person).order_by("-given_at")]


def acting_for(actor: Actor, theme: str = "") -> Sequence[tuple[Mandate, str]]:
    """Return the actor's standing mandates (for a theme) with the name of whom each is for."""
    fitting = (m for m in actor.mandates if not theme or not m.themes or theme in m.themes)
    wanted = {mandate.id: mandate for mandate in fitting}
    if not wanted:
        return ()
    rows = _rows().filter(pk__in=wanted)
    return [(wanted[r.pk], r.firm.name if r.firm else r.principal.display_name) for r in rows]


def _given(row: MandateRecord, today: date) -> Given:
    return Given(
        row.to_mandate(),
        row.principal.display_name,
        row.firm.name if row.firm else "",
        row.agent.display_name,
        row.accepted_at,
        row.ended_at,
        today,
    )


def _rows() -> QuerySet[MandateRecord]:
    return MandateRecord.objects.select_related("firm", "principal", "agent")
