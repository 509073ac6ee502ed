"""The local date: all days of the law are days in China, whatever the server's zone is."""

from datetime import date, datetime, timedelta, timezone

# Written as an offset and not read from the zone files of the machine: one clock for all of China,
# without summer time since 1992.
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


def localdate(now: datetime) -> date:
    """Return the date in China at `now`; in UTC it would still be yesterday until 08:00.

    :raises ValueError: if `now` is naive, because then nobody knows which moment it is.
    """
    if now.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return now.astimezone(CHINA).date()
