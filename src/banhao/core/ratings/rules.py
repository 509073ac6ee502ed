"""When a service may be rated, when a rating may be changed, and what it must say.

Ground: 国办发〔2019〕51号; GB/T 39734-2020, GB/T 39735-2020. The days are data.
Silence is not praise: a service without a rating stays `DEFAULT` and is outside every rate.
"""

from datetime import date, timedelta
from enum import StrEnum

from banhao.core.catalogue.ratings import RatingChannel, RatingRules
from banhao.core.clock.limits import due
from banhao.core.clock.values import Calendar, Unit
from banhao.core.codes import mobile
from banhao.core.errors import BadInput, NotAllowed
from banhao.core.messages import Message
from banhao.core.ratings.values import BAD, Answer, Caller, Given, Level

LONGEST_WORDS = 500
LONGEST_NAME = 60


class Standing(StrEnum):
    """What may still be done about one occasion."""

    OPEN = "open"  # not rated yet, in time
    DEFAULT = "default"  # not rated in time: counted neither as good nor as bad
    CHANGEABLE = "changeable"  # rated; may be changed once
    FINAL = "final"  # rated for good


def last_day(on: date, rules: RatingRules, calendar: Calendar) -> date:
    """Return the last day on which a service of the day `on` may be rated."""
    return due(on, rules.open_days, Unit.WORKING_DAY, calendar).on


def change_by(rated_on: date, rules: RatingRules, calendar: Calendar) -> date:
    """Return the last day on which a rating of that day may be changed."""
    return due(rated_on, rules.change_days, Unit.WORKING_DAY, calendar).on


def standing(
    on: date, given: Given | None, rules: RatingRules, calendar: Calendar, today: date
) -> Standing:
    """Return what may be done today about a service of the day `on`."""
    if given is None:
        return Standing.OPEN if today <= last_day(on, rules, calendar) else Standing.DEFAULT
    in_time = today <= change_by(given.on, rules, calendar)
    return Standing.CHANGEABLE if in_time and given.changes == 0 else Standing.FINAL


def allow(found: Standing, *, may_change: bool, last: date) -> None:
    """Refuse what may not be done. `may_change`: who asks is the rater or the applicant.

    :raises NotAllowed: too late, rated by somebody already, or changed already.
    """
    if found is Standing.DEFAULT:
        raise NotAllowed(Message("rating.late", last=last))
    if found is Standing.FINAL or (found is Standing.CHANGEABLE and not may_change):
        raise NotAllowed(Message("rating.given"))


def checked(answer: Answer, channel: RatingChannel, rules: RatingRules) -> Answer:
    """Return an answer as it is kept. :raises BadInput: if a part of it is not possible.

    A name is kept only with a bad rating: nobody needs it with a good one.
    """
    known = {option.id for option in rules.shown(channel, answer.level)}
    if set(answer.tags) - known:
        raise BadInput(Message("rating.unknown_option"), field="level")
    words = answer.words.strip()
    if len(words) > LONGEST_WORDS:
        raise BadInput(Message("rating.words_long", most=LONGEST_WORDS), field="words")
    caller = _checked_caller(answer.caller) if answer.level in BAD and answer.caller else None
    return Answer(answer.level, tuple(dict.fromkeys(answer.tags)), words, caller)


def read_level(text: str) -> Level:
    """Return the level that was chosen. :raises BadInput: if none of the five was."""
    if text not in {str(level.value) for level in Level}:
        raise BadInput(Message("rating.choose_level"), field="level")
    return Level(int(text))


def period_of(on: date) -> date:
    """Return the month of a service, by its first day."""
    return on.replace(day=1)


def closes_on(period: date, rules: RatingRules, calendar: Calendar) -> date:
    """Return the day after which no rating of a month's services can come or change."""
    last = (period + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return change_by(last_day(last, rules, calendar), rules, calendar)


def _checked_caller(caller: Caller) -> Caller:
    name, phone = caller.name.strip(), caller.phone.strip()
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(Message("rating.name_missing", most=LONGEST_NAME), field="name")
    problem = mobile.problem(phone)
    if problem is not None:
        raise BadInput(problem, field="phone")
    return Caller(name, phone)
