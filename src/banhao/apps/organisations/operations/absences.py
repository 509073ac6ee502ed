"""An officer's absence with a deputy: said beforehand, ended at once."""

from datetime import date, datetime

from django.db import transaction

from banhao.apps.organisations.models import AbsenceRecord, OfficerRecord
from banhao.apps.organisations.operations.places import note
from banhao.apps.organisations.queries import absences, administered
from banhao.apps.people import queries as people
from banhao.apps.people.doors import require
from banhao.core.authority.acts import Act, Actor, Allowed, Thing
from banhao.core.authority.rules import may
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, Conflict, NotFound
from banhao.core.messages import Message

LONGEST = 366  # days; who is away longer has no post


@transaction.atomic(durable=True)
def be_absent(*, actor: Actor, deputy: int, since: date, until: date, now: datetime) -> int:
    """Say from when until when the actor is away, and who stands in; returns the absence's id.

    :raises BadInput: days that cannot be, or a deputy who is too far. :raises Conflict: the days
    overlap with another absence.
    """
    require(actor, Act.ARRANGE_ABSENCE, Thing(), localdate(now))
    return _away(actor, actor, deputy, since, until, "", now)


@transaction.atomic(durable=True)
def note_absence(
    *,
    actor: Actor,
    officer: int,
    deputy: int,
    since: date,
    until: date,
    reason: str,
    now: datetime,
) -> int:
    """Say it for another officer: their administrator, or the head of their department.

    :raises NotFound: it is not an officer of the actor's. :raises BadInput: as `be_absent`, or
    without a reason. :raises Conflict: as `be_absent`.
    """
    _require_theirs(actor, officer, now)
    if not reason.strip():
        raise BadInput(Message("absence.no_reason"), field="reason")
    return _away(actor, people.actor(officer), deputy, since, until, reason.strip()[:200], now)


@transaction.atomic(durable=True)
def end_absence(*, actor: Actor, absence: int, now: datetime) -> None:
    """Be back: the deputy holds the posts no longer, from this moment on.

    By the officer, their administrator, or the head of their department.
    :raises NotFound: it is not an absence of the actor's, or is over.
    """
    row = AbsenceRecord.objects.select_for_update().filter(pk=absence, ended_at=None).first()
    if row is None:
        raise NotFound(Message("absence.none"))
    if row.absent_id == actor.person:
        require(actor, Act.ARRANGE_ABSENCE, Thing(), localdate(now))
    else:
        _require_theirs(actor, row.absent_id, now)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    note(actor, f"account:{row.deputy_id}", "no-deputy", now)


def _away(  # noqa: PLR0917 -- as the errands name them
    actor: Actor, absent: Actor, deputy: int, since: date, until: date, reason: str, now: datetime
) -> int:
    today, who = localdate(now), absent.person or 0
    if until < since or since < today:
        raise BadInput(Message("absence.wrong_days", on=today), field="until")
    if (until - since).days > LONGEST:
        raise BadInput(Message("absence.too_long", n=LONGEST), field="until")
    if deputy not in dict(absences.possible_deputies(absent, since)):
        raise BadInput(Message("absence.no_such_deputy"), field="deputy")
    OfficerRecord.objects.select_for_update().filter(account=who).first()  # one at a time
    if any(
        one.since <= until and since <= one.until for one in absences.absences_of(absent, today)
    ):
        raise Conflict(Message("absence.overlaps"), field="since")
    row = AbsenceRecord.objects.create(
        absent_id=who,
        deputy_id=deputy,
        since=since,
        until=until,
        reason=reason,
        made_at=now,
        made_by=actor.person or 0,
    )
    note(actor, f"account:{deputy}", "deputy", now)
    return int(row.pk)


def _require_theirs(actor: Actor, officer: int, now: datetime) -> None:
    """:raises NotFound: the actor neither administers this officer nor heads their department."""
    on = localdate(now)
    leads = isinstance(may(actor, Act.ARRANGE_FOR_OTHERS, Thing(), on), Allowed)
    if leads and officer in dict(absences.officers_led(actor, on)):
        return
    administers = isinstance(may(actor, Act.ADMINISTER, Thing(), on), Allowed)
    if administers and administered.officer_rows(actor, on).filter(account=officer).exists():
        return
    raise NotFound(Message("absence.none"))


ACTS = {"note_absence": Act.ARRANGE_FOR_OTHERS, "end_absence": Act.ARRANGE_ABSENCE}
