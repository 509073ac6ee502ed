"""The light of a running branch (灯): overdue, soon, normal or stopped, and how many days are left.

When it is soon is data of the region (`Lights`).
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from banhao.core.catalogue.places import USUAL_LIGHTS, Lights
from banhao.core.clock.values import Calendar
from banhao.core.clock.working import working_days_between


class Light(IntEnum):
    """Lights in the order of urgency."""

    LATE = 0
    SOON = 1
    NORMAL = 2
    STOPPED = 3


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a limit, in working days: `days` (negative: over) of `length`.

    `stopped`: its clock stands still, so that the end is only expected.
    """

    days: int
    length: int
    lights: Lights = USUAL_LIGHTS
    stopped: bool = False

    @property
    def light(self) -> Light:
        """Return the light: few days or a small part of the limit left is soon."""
        if self.stopped:
            return Light.STOPPED
        if self.days < 0:
            return Light.LATE
        part = self.days * 100 <= self.length * self.lights.soon_percent
        return Light.SOON if self.days <= self.lights.soon_days or part else Light.NORMAL


def left(
    started: date,
    due: date,
    today: date,
    calendar: Calendar,
    lights: Lights = USUAL_LIGHTS,
    *,
    stopped: bool = False,
) -> Left:
    """Return what is left today of a limit that started on `started` and ends on `due`.

    A limit that ended on days off is over, although no working day has passed since: −1.
    """
    days = working_days_between(today, due, calendar)
    if due < today:
        days = min(days, -1)
    return Left(days, working_days_between(started, due, calendar), lights, stopped)
