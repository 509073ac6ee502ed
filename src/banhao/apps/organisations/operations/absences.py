"""An officer's absence with a deputy: said beforehand, ended at once."""

from datetime import date, datetime

from django.db import transaction

from banhao.apps.organisations.models import AbsenceRecord, OfficerRecord
from banhao.apps.organisations.operations.places import note
from banhao.apps.organisations.queries import absences
from banhao.apps.people.doors import require
from banhao.core.authority.acts import Act, Actor, Thing
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
    today = localdate(now)
    require(actor, Act.ARRANGE_ABSENCE, Thing(), today)
    me = actor.person or 0
    if until < since or since < today:
        raise BadInput(Message("absence.wrong_days", on=today), field="until")
    if (until - since).days > LONGEST:
        raise BadInput(Message("absence.too_long", n=LONGEST), field="until")
    if deputy not in dict(absences.possible_deputies(actor, since)):
        raise BadInput(Message("absence.no_such_deputy"), field="deputy")
    OfficerRecord.objects.select_for_update().filter(account=me).first()  # one at a time
    if any(one.since <= until and since <= one.until for one in absences.absences_of(actor, today)):
        raise Conflict(Message("absence.overlaps"))
    row = AbsenceRecord.objects.create(
        absent_id=me, deputy_id=deputy, since=since, until=until, made_at=now, made_by=me
    )
    note(actor, f"account:{deputy}", "deputy", now)
    return int(row.pk)


@transaction.atomic(durable=True)
def end_absence(*, actor: Actor, absence: int, now: datetime) -> None:
    """Be back: the deputy holds the posts no longer, from this moment on.

    :raises NotFound: it is not the actor's, or is over.
    """
    require(actor, Act.ARRANGE_ABSENCE, Thing(), localdate(now))
    rows = AbsenceRecord.objects.select_for_update().filter(
        pk=absence, absent=actor.person, ended_at=None
    )
    row = rows.first()
    if row is None:
        raise NotFound(Message("absence.none"))
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    note(actor, f"account:{row.deputy_id}", "no-deputy", now)
