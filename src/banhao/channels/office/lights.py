"""Lights and limits in words: how long is left, and why a branch is yellow or red."""

from datetime import date

from banhao.core.cases.lights import Left, Light
from banhao.core.messages import Message


def light_code(left: Left) -> str:
    """Return the code of the light."""
    return f"office.light.{left.light.name.lower()}"


def left_words(left: Left) -> Message:
    """Return how long is left, or by how much it is over; a stopped clock is only expected."""
    if left.stopped:
        return Message("office.left_stopped")
    if left.days < 0:
        return Message("office.late_by", n=-left.days)
    return Message("office.left", n=left.days) if left.days else Message("office.left_today")


def why(left: Left) -> Message | None:
    """Return why the light is not normal; None: it is."""
    if left.light is Light.LATE:
        return Message("office.why.late")
    if left.light in {Light.NORMAL, Light.STOPPED}:
        return None
    if left.days == 0:
        return Message("office.why.today")
    if left.days <= left.lights.soon_days:
        return Message("office.why.last", n=left.days)
    return Message("office.why.part", n=left.lights.soon_percent)


def stopped_words(since: date | None) -> Message | None:
    """Return since when the clock stands still; None: it runs."""
    return Message("office.why.stopped", on=since) if since else None


def visit_words(on: date | None, today: date) -> Message:
    """Return what stands out of a visit that has no result yet."""
    if on is None:
        return Message("office.visit.no_day")
    if on < today:
        return Message("office.visit.not_recorded", on=on)
    return Message("office.visit.today") if on == today else Message("office.visit.on", on=on)
