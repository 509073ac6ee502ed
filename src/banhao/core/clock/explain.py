"""Why a date is what it is: runs of days as reasons, their replay, and their messages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from banhao.core.clock import statutory
from banhao.core.clock.festivals import festival
from banhao.core.clock.stretches import BESIDE
from banhao.core.clock.values import Calendar, Reason, Rule
from banhao.core.clock.working import ONE_DAY
from banhao.core.messages import Message, Text

ARTICLES = {Rule.STATUTORY_DAY: statutory.ARTICLE}
FESTIVE = frozenset({Rule.HOLIDAY, Rule.STATUTORY_DAY, Rule.ADJUSTED})
ON_ONE_DAY = {
    Rule.COUNT: "clock.count.one",
    Rule.WEEKEND: "clock.weekend.one",
    Rule.HOLIDAY: "clock.holiday.one",
    Rule.STATUTORY_DAY: "clock.statutory_day.one",
    Rule.ADJUSTED: "clock.adjusted.one",
    Rule.OFF_CLOCK: "clock.off_clock.one",
    Rule.PROVISIONAL: "clock.provisional.one",
}


@dataclass(frozen=True, slots=True)
class Step:
    """What one day is on the way to a date, and whether it counts."""

    day: date
    rule: Rule
    article: str
    name: str
    counted: bool


def runs(steps: Iterable[Step]) -> tuple[Reason, ...]:
    """Return one reason for each run of days that follow from the same rule by the same name."""
    reasons = []
    for (rule, article, name), run in groupby(steps, key=lambda s: (s.rule, s.article, s.name)):
        days = list(run)
        counted = sum(step.counted for step in days)
        reasons.append(Reason(rule, article, days[0].day, days[-1].day, counted, name))
    return tuple(reasons)


def move(end: date, moved: date, name: str, article: str) -> tuple[Reason, ...]:
    """Return the reason for a move from a last day that is a day off; none if it stays."""
    if moved == end:
        return ()
    return (Reason(Rule.MOVED_TO_WORKING_DAY, article, end, moved, 0, name),)


def open_years(first: date, last: date, calendar: Calendar) -> tuple[Reason, ...]:
    """Return a remark for each year between two days whose notice is not in the table."""
    years = [year for year in range(first.year, last.year + 1) if year not in calendar.announced]
    return tuple(
        Reason(
            Rule.PROVISIONAL,
            "",
            max(first, date(year, 1, 1)),
            min(last, date(year, 12, 31)),
            0,
            str(year),
        )
        for year in years
    )


def replay(start: date, reasons: Sequence[Reason]) -> date:
    """Return the date that the reasons lead to from `start`.

    :raises ValueError: if a reason does not follow on the one before it, or counts days it does
        not have: then they are no reasons for a date.
    """
    day = start
    for reason in reasons:
        match reason.rule:
            case Rule.START | Rule.ON_THE_SPOT:
                sound = reason.first == reason.last == day == start
            case Rule.PROVISIONAL | Rule.EXTENDED:
                continue
            case Rule.MOVED_TO_WORKING_DAY:
                sound = reason.first == day < reason.last
            case _:
                length = (reason.last - reason.first).days + 1
                sound = reason.first == day + ONE_DAY and reason.days in (0, length)
        if not sound:
            raise ValueError(f"{reason} does not follow on {day}")
        day = reason.last
    return day


def messages(
    reasons: Sequence[Reason], names: Mapping[str, Text] | None = None
) -> tuple[Message, ...]:
    """Return the sentences of the reasons; counting ones say how many days there are by then.

    Codes are those of the rules; a run of one day has its own sentence (`….one`).
    `names`: words for the whys of stretches off the clock; a why without words stays as it is.
    """
    total, told = 0, []
    for reason in reasons:
        total += reason.days
        codes = ON_ONE_DAY if reason.first == reason.last else {}
        message = Message(
            codes.get(reason.rule, str(reason.rule)),
            first=reason.first,
            last=reason.last,
            days=reason.days,
            total=total,
            name=_named(reason, names or {}),
            article=reason.article,
        )
        told.append(message)
    return tuple(told)


def _named(reason: Reason, names: Mapping[str, Text]) -> Text:
    """Return the name to show; that of a stretch stands in brackets, because it may be missing."""
    if reason.rule in FESTIVE:
        return festival(reason.name)
    if reason.rule is not Rule.OFF_CLOCK or not reason.name:
        return Text(reason.name)
    whys = [names.get(why, Text(why)) for why in reason.name.split(BESIDE)]
    chinese = "、".join(why.zh for why in whys)
    return Text(f"（{chinese}）", f" ({', '.join(why.en or why.zh for why in whys)})")
