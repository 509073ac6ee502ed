"""The day strip: every day from the start of a limit to its end, and why it counts or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from banhao.core.clock.festivals import festival
from banhao.core.clock.values import Due, Reason, Rule
from banhao.core.messages import Message, Text

ONE_DAY = timedelta(days=1)
_CLASSES = {
    Rule.WEEKEND: "off",
    Rule.HOLIDAY: "hol",
    Rule.STATUTORY_DAY: "hol",
    Rule.OFF_CLOCK: "hold",
    Rule.ADJUSTED: "adj",
}
_NAMED = frozenset({Rule.HOLIDAY, Rule.STATUTORY_DAY})


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: `css` its pattern, `number` the counted day (0 = not counted), `name` why not."""

    on: date
    css: str
    number: int
    name: Text | Message | None
    said: Message
    today: bool

    @property
    def month_begins(self) -> bool:
        """Whether the cell says the month, too."""
        return self.on.day == 1


def strip_of(due: Due, today: date) -> Sequence[Cell]:
    """Return whole weeks, Monday first, first to last week, at least two."""
    start = due.reasons[0].first
    rules = _rules(due.reasons)
    first = start - timedelta(days=start.weekday())
    last = max(due.on + timedelta(days=6 - due.on.weekday()), first + timedelta(days=13))
    cells, count = [], 0
    for n in range((last - first).days + 1):
        day = first + n * ONE_DAY
        rule, name, counted = rules.get(day, (None, "", False))
        count += counted
        cells.append(_cell(day, rule, name, count if counted else 0, due, start, today))
    return cells


def _rules(reasons: Sequence[Reason]) -> Mapping[date, tuple[Rule, str, bool]]:
    found: dict[date, tuple[Rule, str, bool]] = {}
    for reason in reasons:
        if reason.rule in {Rule.PROVISIONAL, Rule.EXTENDED, Rule.START, Rule.MOVED_TO_WORKING_DAY}:
            continue
        for n in range((reason.last - reason.first).days + 1):
            found[reason.first + n * ONE_DAY] = (reason.rule, reason.name, reason.days > 0)
    return found


def _cell(  # noqa: PLR0917 - the seven facts of one day
    day: date, rule: Rule | None, name: str, number: int, due: Due, start: date, today: date
) -> Cell:
    named = _name(rule, name, day, due, start)
    css = "due" if day == due.on else _css(rule, quiet=not number and day != start)
    if number:
        said = Message("portal.strip.counted", n=number)
    else:
        said = named if isinstance(named, Message) else Message("portal.strip.not", name=named)
    return Cell(day, css, number, named, said, day == today)


def _css(rule: Rule | None, *, quiet: bool) -> str:
    found = _CLASSES.get(rule) if rule else None
    return found or ("off" if quiet else "")


def _name(rule: Rule | None, name: str, day: date, due: Due, start: date) -> Text | Message | None:
    if day == due.on:
        return Message("portal.strip.due")
    if day == start:
        return Message("portal.strip.start")
    if rule in _NAMED:
        return festival(name)
    if rule is not None and rule in _CLASSES:
        return Message(f"portal.strip.{_CLASSES[rule]}")
    return None if rule is not None else Message("portal.strip.outside")
