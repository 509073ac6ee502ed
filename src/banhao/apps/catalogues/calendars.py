"""The working calendar in force: the installed table, and the notices imported since."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from banhao.apps.catalogues.models import HolidayNoticeRecord
from banhao.core.clock.local import localdate
from banhao.core.clock.notices import Notice, changed_days, with_notice
from banhao.core.clock.tables import announced_calendar
from banhao.core.clock.values import Calendar

FRESH = 2.0  # seconds until a process asks again; the worker waits longer before it is done
ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Kept:
    """The calendar of this process: after which notice, and when it was asked for."""

    last: int = -1
    asked_at: float = 0.0
    calendar: Calendar | None = None


_KEPT = _Kept()


def in_force() -> Calendar:
    """Return the calendar in force. The same value as long as no notice is imported."""
    now = time.monotonic()
    if _KEPT.calendar is None or now - _KEPT.asked_at > FRESH:
        rows = HolidayNoticeRecord.objects.order_by("-id").values_list("id", flat=True)
        last = rows.first() or 0
        if _KEPT.calendar is None or last != _KEPT.last:
            _KEPT.calendar = _with_all(HolidayNoticeRecord.objects.order_by("id"))
        _KEPT.last, _KEPT.asked_at = last, now
    return _KEPT.calendar


def look_again() -> None:
    """Let the next reader of this process ask for notices: one has just been imported."""
    _KEPT.calendar = None


def notices() -> Sequence[HolidayNoticeRecord]:
    """Return all notices that were imported, the latest first."""
    return list(HolidayNoticeRecord.objects.order_by("-id"))


def unsettled() -> Sequence[HolidayNoticeRecord]:
    """Return the notices for which not all open cases were looked at yet, the oldest first."""
    return list(HolidayNoticeRecord.objects.filter(settled_at=None).order_by("id"))


def calendar_with(notice: Notice) -> Calendar:
    """Return the calendar as it would be with a notice, to see what it would change."""
    return with_notice(in_force(), notice.document)


def is_known(notice: Notice) -> bool:
    """Return whether the calendar in force says all of a notice already."""
    known = in_force()
    new = with_notice(known, notice.document)
    return notice.year in known.announced and not changed_days(known, new)


def was_imported(notice: Notice) -> bool:
    """Return whether the last notice that was imported for its year is this one."""
    rows = HolidayNoticeRecord.objects.filter(year=notice.year).order_by("-id")
    return rows.values_list("document", flat=True).first() == notice.document


def _with_all(rows: Iterable[HolidayNoticeRecord]) -> Calendar:
    found = announced_calendar()
    for row in rows:
        found = with_notice(found, row.document, localdate(row.at) - ONE_DAY)
    return found
