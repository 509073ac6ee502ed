"""The light of a running branch: overdue, soon, or normal (灯), and how many days are left."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from banhao.core.clock.values import Calendar
from banhao.core.clock.working import working_days_between

LAST_DAYS = 1  # a branch with so few working days left is soon, however short its limit is
LAST_PART = 5  # … or with a fifth of its limit left


class Light(IntEnum):
    """Lights in the order of urgency."""

    LATE = 0
    SOON = 1
    NORMAL = 2


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a limit, in working days: `days` (negative: over) of `length`."""

    days: int
    length: int

    @property
    def light(self) -> Light:
        """Return the light: one day or a fifth of the limit left is soon."""
        if self.days < 0:
            return Light.LATE
        near = self.days <= LAST_DAYS or self.days * LAST_PART <= self.length
        return Light.SOON if near else Light.NORMAL


def left(started: date, due: date, today: date, calendar: Calendar) -> Left:
    """Return what is left today of a limit that started on `started` and ends on `due`.

    A limit that ended on days off is over, although no working day has passed since: −1.
    """
    days = working_days_between(today, due, calendar)
    if due < today:
        days = min(days, -1)
    return Left(days, working_days_between(started, due, calendar))
