"""Reads of ratings: released groups for officials, bad ratings with a name for the desk alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Model, Q, QuerySet

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.ratings import codec, services
from banhao.apps.ratings.models import AskedRecord, BadRatingRecord, GroupRecord, RatingRecord
from banhao.apps.vault import queries as vault
from banhao.core.authority.acts import Act, Actor
from banhao.core.authority.rules import offices_for
from banhao.core.catalogue.ratings import RatingChannel
from banhao.core.clock.local import localdate
from banhao.core.ratings.groups import Group
from banhao.core.ratings.rules import Standing, closes_on, last_day, standing
from banhao.core.ratings.values import Given, Occasion, Part

PAGE = 50


@dataclass(frozen=True, slots=True)
class Month:
    """What one closed month brought: asked, rated; the rest stays unanswered, and is not good."""

    period: date
    asked: int
    rated: int

    @property
    def unanswered(self) -> int:
        """Return how many services nobody rated."""
        return max(self.asked - self.rated, 0)


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the desk."""

    id: UUID
    region: str
    given_on: date
    bad: codec.Bad


@dataclass(frozen=True, slots=True)
class Open:
    """A service of a case and what may still be done about it; `last`: last day to rate it."""

    service: services.Service
    standing: Standing
    last: date


def given(occasion: Occasion) -> Given | None:
    """Return that a rating was given, and when; never what it says."""
    row = RatingRecord.objects.filter(occasion=services.digest(occasion, "rating")).first()
    return kept(row).given if row else None


def kept(row: RatingRecord) -> codec.Kept:
    """Return a rating unsealed, for the rules and the groups; no page may show it."""
    subject = services.key_of(row.region, row.period)
    content = vault.decrypt(subject, bytes(row.sealed), str(row.id))
    if content is None:
        raise RatingRecord.DoesNotExist(f"the key of {row.period} was destroyed")
    return codec.decode(content)


def open_services(case_id: UUID, now: datetime) -> Sequence[Open]:
    """Return the services of a case with their standing; () if this city asks for no ratings.

    Ask for the case first: this does not ask who reads.
    """
    if not services.are_asked() or vault.is_destroyed(case_id):
        return ()
    rules, calendar, today = services.rules(), catalogues.calendar(), localdate(now)
    found = []
    for one in services.services(case_id):
        on = one.occasion.on
        now_ = standing(on, given(one.occasion), rules, calendar, today)
        found.append(Open(one, now_, last_day(on, rules, calendar)))
    return found


def groups(actor: Actor, now: datetime, channel: str = "", period: str = "") -> Sequence[Group]:
    """Return the released groups of the actor's regions, of one channel or month if given."""
    rows = GroupRecord.objects.filter(_reach(actor, Act.SEE_RATINGS, now))
    if channel:
        rows = rows.filter(channel=channel)
    if period:
        rows = rows.filter(period=period)
    return [_to_group(row) for row in rows.order_by("period", "id")]


def months(actor: Actor, now: datetime) -> Sequence[Month]:
    """Return the closed months of the actor's regions, the latest first."""
    closed = closed_before(now)
    reach = _reach(actor, Act.SEE_RATINGS, now)
    asked = _by_month(AskedRecord.objects.filter(reach, period__lt=closed))
    rated = _by_month(RatingRecord.objects.filter(reach, period__lt=closed))
    return [
        Month(period, asked.get(period, 0), rated.get(period, 0))
        for period in sorted({*asked, *rated}, reverse=True)
    ]


def held_back(actor: Actor, now: datetime) -> int:
    """Return how many ratings of closed months wait for a group of five."""
    rows = RatingRecord.objects.filter(
        _reach(actor, Act.SEE_RATINGS, now), released=None, period__lt=closed_before(now)
    )
    return rows.count()


def calls(actor: Actor, now: datetime, limit: int = PAGE) -> Sequence[Call]:
    """Return the bad ratings whose raters want to be called, in the desk's regions, newest first.

    Nobody sees one about a department that they hold an office in themselves.
    """
    rows = BadRatingRecord.objects.filter(_reach(actor, Act.SEE_BAD_RATINGS, now))
    own = {office.department for office in actor.offices} - {""}
    found = [_to_call(row) for row in rows.order_by("-given_on", "id")[:limit]]
    return [call for call in found if call and not own & set(call.bad.departments)]


def closed_before(now: datetime) -> date:
    """Return the first month that is still open: those before it get no rating any more."""
    rules, calendar, today = services.rules(), catalogues.calendar(), localdate(now)
    month = today.replace(day=1)
    while closes_on(earlier := _month_before(month), rules, calendar) >= today:
        month = earlier
    return month


def _month_before(month: date) -> date:
    year, number = (month.year - 1, 12) if month.month == 1 else (month.year, month.month - 1)
    return date(year, number, 1)


def _reach(actor: Actor, act: Act, now: datetime) -> Q:
    regions = {office.region for office in offices_for(actor, act, localdate(now))}
    return Q() if "" in regions else Q(region__in=regions)


def _by_month(rows: QuerySet[Model]) -> Mapping[date, int]:
    return dict(rows.order_by().values_list("period").annotate(Count("pk")))


def _to_group(row: GroupRecord) -> Group:
    return Group(
        row.period,
        row.region,
        RatingChannel(row.channel),
        tuple(Part(*pair) for pair in row.parts),
        {int(level): count for level, count in row.levels.items()},
        row.tags,
    )


def _to_call(row: BadRatingRecord) -> Call | None:
    subject = services.key_of(row.region, row.period)
    content = vault.decrypt(subject, bytes(row.sealed), str(row.id))
    if content is None:
        return None
    return Call(row.id, row.region, row.given_on, codec.decode_bad(content))
