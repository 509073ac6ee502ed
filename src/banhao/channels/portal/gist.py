"""Why a date is what it is, in a few sentences: start, days off, worked weekends, result."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from banhao.core.clock import explain
from banhao.core.clock.festivals import festival
from banhao.core.clock.values import Due, Reason, Rule
from banhao.core.messages import Message, Text
from banhao.ui.dates import short_day, weekday
from banhao.ui.words import CHINESE, ENGLISH

FESTIVE = frozenset({Rule.HOLIDAY, Rule.STATUTORY_DAY})
ONE_BY_ONE = frozenset({Rule.OFF_CLOCK, Rule.EXTENDED, Rule.MOVED_TO_WORKING_DAY, Rule.PROVISIONAL})


def start_of(code: str, end: Due) -> Message | None:
    """Return from which day on it counts; None if it ends on the day it begins.

    `code`: the event it starts with, as in `portal.why.<code>.start`.
    """
    counted = [reason for reason in end.reasons if reason.days]
    if not counted:
        return None
    return Message(f"portal.why.{code}.start", on=end.reasons[0].first, first=counted[0].first)


def gist(end: Due, names: Mapping[str, Text] | None = None) -> Sequence[Message]:
    """Return what was left out of the count and put in, and what it comes to."""
    said = [_left_out(end.reasons), _put_in(end.reasons)]
    special = [reason for reason in end.reasons if reason.rule in ONE_BY_ONE]
    n = sum(reason.days for reason in end.reasons)
    total = Message("portal.why.result", on=end.on, n=n)
    return [*(each for each in said if each), *explain.messages(special, names), total]


def _left_out(reasons: Sequence[Reason]) -> Message | None:
    """Return the days off, the festivals with their names and lengths; None: there are none."""
    weekend = any(reason.rule is Rule.WEEKEND for reason in reasons)
    lengths: dict[str, int] = {}
    for reason in reasons:
        if reason.rule in FESTIVE:
            days = (reason.last - reason.first).days + 1
            lengths[reason.name] = lengths.get(reason.name, 0) + days
    if not lengths:
        return Message("portal.why.weekends") if weekend else None
    names = [(festival(name), days) for name, days in lengths.items()]
    chinese = "、".join(f"{name.zh} {n} 天" for name, n in names)
    english = ", ".join(f"{name.en} ({n} {'day' if n == 1 else 'days'})" for name, n in names)
    code = "portal.why.festivals_and_weekends" if weekend else "portal.why.festivals"
    return Message(code, names=Text(chinese, english))


def _put_in(reasons: Sequence[Reason]) -> Message | None:
    """Return the weekend days that are worked; None: there are none."""
    days = [day for r in reasons if r.rule is Rule.ADJUSTED for day in _days(r)]
    if not days:
        return None
    chinese = "、".join(f"{short_day(d, CHINESE)}（{weekday(d, CHINESE)}）" for d in days)
    english = ", ".join(f"{weekday(d, ENGLISH)} {short_day(d, ENGLISH)}" for d in days)
    return Message("portal.why.adjusted", days=Text(chinese, english))


def _days(reason: Reason) -> Sequence[date]:
    return [reason.first + timedelta(n) for n in range((reason.last - reason.first).days + 1)]
