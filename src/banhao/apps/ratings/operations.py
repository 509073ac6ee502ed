"""Writes of ratings: rate or change once, note that a rating was asked for, release full groups."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.people.doors import require
from banhao.apps.ratings import codec, queries, services
from banhao.apps.ratings.links import Link
from banhao.apps.ratings.models import AskedRecord, BadRatingRecord, GroupRecord, RatingRecord
from banhao.apps.vault import operations as sealing
from banhao.apps.vault import queries as vault
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.catalogue.ratings import RatingRules
from banhao.core.clock.local import localdate
from banhao.core.errors import Conflict
from banhao.core.messages import Message
from banhao.core.ratings.groups import Group, Said, released
from banhao.core.ratings.rules import allow, change_by, checked, last_day, period_of, standing
from banhao.core.ratings.values import Answer, Caller, Given


@transaction.atomic(durable=True)
def rate(*, actor: Actor, link: Link, answer: Answer, now: datetime) -> date | None:
    """Keep what the holder of a link says about one service, or change it once.

    Returns the last day on which it may be changed, None if it was changed now. Act: RATE.
    :raises NotFound: no such service; NotAllowed: late, or rated already; BadInput: not possible;
    :raises Conflict: somebody else rated it at the same moment.
    """
    today = localdate(now)
    require(actor, Act.RATE, Thing(), today)
    service, rules = services.service(link.case, link.seq), services.rules()
    answer = checked(answer, service.occasion.channel, rules)
    period = period_of(service.occasion.on)
    subject = services.key_of(service.occasion.region, period)
    sealing.hold(subject=subject)  # who rates the same service at once waits here
    row = _row(service, period)
    earlier = queries.kept(row).given if bytes(row.sealed) else None
    _allow(service, earlier, link, rules, today)
    given = replace(earlier, changes=earlier.changes + 1) if earlier else Given(today)
    kept = codec.Kept.of(service.occasion, answer, link.door, catalogues.published_version(), given)
    row.sealed = sealing.encrypt(subject=subject, content=codec.encode(kept), name=str(row.id))
    _save(row)
    _tell_desk(service, row, kept, answer.caller, today)
    return None if earlier else change_by(today, rules, catalogues.calendar())


@transaction.atomic(durable=True)
def note_asked(*, case_id: UUID, seq: int) -> None:
    """Note that the rating of a service was asked for; the same again changes nothing."""
    found = [s.occasion for s in services.services(case_id) if s.occasion.seq == seq]
    for occasion in found:
        AskedRecord.objects.get_or_create(
            asked=services.digest(occasion, "asked"),
            defaults={"region": occasion.region, "period": period_of(occasion.on)},
        )


@transaction.atomic(durable=True)
def release_groups(*, now: datetime) -> int:
    """Release every group of closed months that has become full; returns how many. Act: RUN_JOBS.

    Two workers at once: the second finds the ratings released already.
    """
    waiting = RatingRecord.objects.filter(released=None, period__lt=queries.closed_before(now))
    rows = list(waiting.select_for_update().order_by("id"))
    full = released(_said(rows))
    for group, ids in full:
        GroupRecord.objects.create(**_columns(group))
        RatingRecord.objects.filter(id__in=ids).update(released=group.period)
    return len(full)


ACTS = {"rate": Act.RATE, "note_asked": Act.RUN_JOBS, "release_groups": Act.RUN_JOBS}


def _row(service: services.Service, period: date) -> RatingRecord:
    """Return the row of this occasion, a new one with nothing sealed if there is none."""
    occasion = services.digest(service.occasion, "rating")
    row = RatingRecord.objects.filter(occasion=occasion).first()
    region = service.occasion.region
    return row or RatingRecord(occasion=occasion, region=region, period=period, sealed=b"")


def _allow(
    service: services.Service, earlier: Given | None, link: Link, rules: RatingRules, today: date
) -> None:
    calendar, on = catalogues.calendar(), service.occasion.on
    found = standing(on, earlier, rules, calendar, today)
    allow(found, may_change=link.may_change, last=last_day(on, rules, calendar))


def _save(row: RatingRecord) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Conflict(Message("rating.given")) from error


def _tell_desk(
    service: services.Service,
    row: RatingRecord,
    kept: codec.Kept,
    caller: Caller | None,
    today: date,
) -> None:
    """Put a bad rating with a name before the desk; take away what an earlier one said."""
    BadRatingRecord.objects.filter(rating=row.id).delete()
    if caller is None:
        return
    bad = codec.Bad(
        caller,
        service.number,
        service.plan.title,
        tuple(sorted({part.department for part in kept.parts})),
        *(kept.level, kept.tags, kept.words, kept.options),
    )
    call, subject = uuid4(), services.key_of(row.region, row.period)
    content = sealing.encrypt(subject=subject, content=codec.encode_bad(bad), name=str(call))
    BadRatingRecord.objects.create(
        id=call,
        rating=row.id,
        region=row.region,
        period=row.period,
        given_on=today,
        sealed=content,
    )


def _said(rows: list[RatingRecord]) -> list[Said[UUID]]:
    """Return the waiting ratings unsealed, each region's month with its key read once."""
    found = []
    for region, period in sorted({(row.region, row.period) for row in rows}):
        own = [row for row in rows if (row.region, row.period) == (region, period)]
        sealed = {str(row.id): bytes(row.sealed) for row in own}
        contents = vault.decrypt_all(services.key_of(region, period), sealed)
        for name, content in contents.items():
            kept = codec.decode(content)
            where = (UUID(name), period, region, kept.channel, kept.parts)
            found.append(Said(*where, kept.level, kept.tags))
    return found


def _columns(group: Group) -> dict[str, object]:
    return {
        "period": group.period,
        "region": group.region,
        "channel": group.channel,
        "parts": [[part.department, part.item] for part in group.parts],
        "levels": group.levels,
        "tags": group.tags,
    }
