"""Take in a year's notice on days off, and remember how far its cases have been looked at."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from banhao.apps.catalogues import calendars
from banhao.apps.catalogues.models import HolidayNoticeRecord
from banhao.apps.organisations.operations.places import note
from banhao.apps.people.doors import require
from banhao.core.authority.acts import THE_WORKER, Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.clock.notices import Notice
from banhao.core.errors import Conflict
from banhao.core.messages import Message

# Other processes see a new notice a moment later (`calendars.FRESH`) and may have written a date by
# the old calendar until then: the open cases are gone through once more after that.
SETTLES = timedelta(seconds=10)


def import_notice(*, actor: Actor, notice: Notice, now: datetime) -> int:
    """Put a notice into the calendar of this installation; returns the id of its row.

    The worker moves the dates of open cases. Earlier notices stay, for what was decided by them.
    A year that only a newer table of the software knows can be imported, too: rows move then.
    :raises Conflict: if it was imported before.
    """
    row = _keep(actor=actor, notice=notice, now=now)
    calendars.look_again()
    return row


@transaction.atomic(durable=True)
def _keep(*, actor: Actor, notice: Notice, now: datetime) -> int:
    require(actor, Act.IMPORT_HOLIDAYS, Thing(), localdate(now))
    if calendars.was_imported(notice):
        raise Conflict(Message("holidays.nothing_new", year=notice.year))
    row = HolidayNoticeRecord.objects.create(
        year=notice.year, document=notice.document, by=actor.person, at=now
    )
    note(actor, f"holidays:{notice.year}", "imported", now)
    return int(row.pk)


@transaction.atomic(durable=True)
def note_progress(*, notice_id: int, reached: UUID | None, moved: int, now: datetime) -> None:
    """Remember the last case that was looked at, or (None) that there are no more."""
    require(THE_WORKER, Act.RUN_JOBS, Thing(), localdate(now))
    row = HolidayNoticeRecord.objects.select_for_update().get(pk=notice_id)
    row.reached, row.moved = reached, row.moved + moved
    if reached is None and now >= row.at + SETTLES:
        row.settled_at = now
    row.save(update_fields=["reached", "moved", "settled_at"])
