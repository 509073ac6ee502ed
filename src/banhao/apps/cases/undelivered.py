"""News of cases that has not got through: failed and tried again, or given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from banhao.apps.cases.models import CaseRecord
from banhao.apps.deliveries import queries as deliveries
from banhao.apps.organisations.queries import administered
from banhao.core.authority.acts import Actor

MOST = 100


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A delivery that has failed. `number`: of its case; `error`: what the subscriber said."""

    id: int
    subscriber: str
    kind: str
    number: str
    attempts: int
    is_dead: bool
    next_at: datetime
    error: str


def undelivered(actor: Actor, on: date) -> Sequence[Undelivered]:
    """Return deliveries of the cases in the actor's regions that have failed, the dead first."""
    mine = CaseRecord.objects.filter(administered.reach(actor, on, "region"))
    rows = deliveries.failed(mine.values("id"), MOST)
    numbers = dict(mine.filter(id__in={row.case for row in rows}).values_list("id", "number"))
    return [
        Undelivered(
            id=row.pk,
            subscriber=row.subscriber,
            kind=row.kind,
            number=numbers[row.case],
            attempts=row.attempts,
            is_dead=deliveries.is_dead(row),
            next_at=row.next_at,
            error=row.error,
        )
        for row in rows
    ]
