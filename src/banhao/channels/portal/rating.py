"""The page on which one service is rated: its words, and what was sent read back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.http import QueryDict

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.ratings import queries as ratings
from banhao.apps.ratings import services
from banhao.apps.ratings.links import Link
from banhao.core.catalogue.ratings import LEVELS, RatingOption
from banhao.core.clock.local import localdate
from banhao.core.messages import Message
from banhao.core.ratings.rules import allow, last_day, read_level, standing
from banhao.core.ratings.values import BAD, Answer, Caller, Door


@dataclass(frozen=True, slots=True)
class Face:
    """One of the five levels on the page. `chosen`, `ticked`: as it was sent."""

    level: int
    word: Message
    options: Sequence[RatingOption]
    chosen: bool = False
    ticked: Sequence[str] = ()

    @property
    def is_bad(self) -> bool:
        """Return whether the desk could call about it."""
        return self.level in BAD


@dataclass(frozen=True, slots=True)
class RatingPage:
    """What the page shows. `last`: last day to rate; `again`: it changes what was said before."""

    service: services.Service
    what: Message
    last: date
    again: bool
    faces: Sequence[Face]
    problems: Mapping[str, Message] = field(default_factory=dict)

    @property
    def listed(self) -> Sequence[tuple[str, Message]]:
        """Return the problems with the ids of their controls, for the summary."""
        return [(f"r-{name}", words) for name, words in self.problems.items()]


def rating_page(
    link: Link, now: datetime, posted: QueryDict | None, problems: Mapping[str, Message]
) -> RatingPage:
    """Return the page of a link. :raises NotFound, NotAllowed: if there is nothing to rate."""
    service, rules = services.service(link.case, link.seq), services.rules()
    occasion, calendar = service.occasion, catalogues.calendar()
    given = ratings.given(occasion)
    last = last_day(occasion.on, rules, calendar)
    found = standing(occasion.on, given, rules, calendar, localdate(now))
    allow(found, may_change=link.may_change, last=last)
    chosen = posted.get("level", "") if posted else ""
    faces = [
        Face(
            level,
            Message(f"rating.level.{level}"),
            rules.shown(occasion.channel, level),
            chosen == str(level),
            posted.getlist(f"tag-{level}") if posted else (),
        )
        for level in LEVELS
    ]
    what = Message(f"rating.kind.{occasion.kind.value}", on=occasion.on)
    return RatingPage(service, what, last, given is not None, faces, problems)


def read_answer(posted: QueryDict) -> Answer:
    """Return what was sent; ticks below other levels than the chosen one are not meant.

    :raises BadInput: without a level.
    """
    level = read_level(posted.get("level", ""))
    caller = None
    if posted.get("call") == "yes":
        caller = Caller(posted.get("name", ""), posted.get("phone", ""))
    tags = tuple(posted.getlist(f"tag-{level.value}"))
    return Answer(level, tags, posted.get("words", ""), caller)


def to_rate(case_id: UUID, now: datetime) -> Sequence[tuple[ratings.Open, str]]:
    """Return the services of a case with the words of the links by which its owner rates them."""
    return [
        (one, Link(case_id, one.service.occasion.seq, Door.PAGE, may_change=True).word)
        for one in ratings.open_services(case_id, now)
    ]
