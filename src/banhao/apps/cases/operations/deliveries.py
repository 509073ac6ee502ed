"""Try news of a case again that did not get through."""

from datetime import datetime

from django.db import transaction

from banhao.apps.cases.models import CaseRecord
from banhao.apps.deliveries import operations, queries
from banhao.core.authority.acts import Act, Actor, Allowed, Thing
from banhao.core.authority.rules import may
from banhao.core.clock.local import localdate
from banhao.core.errors import NotFound
from banhao.core.messages import Message


@transaction.atomic(durable=True)
def wake_delivery(*, actor: Actor, delivery_id: int, now: datetime) -> None:
    """Give a delivery that has failed its tries anew, the first at once.

    :raises NotFound: if there is none, or its case is not in a region of the actor.
    """
    cases = CaseRecord.objects.filter(id__in=queries.case_of(delivery_id))
    things = [Thing(region=row.region, case=row.id) for row in cases]
    if not any(_may(actor, thing, now) for thing in things):
        raise NotFound(Message("undelivered.unknown"))
    operations.wake(delivery_id=delivery_id, now=now)


def _may(actor: Actor, thing: Thing, now: datetime) -> bool:
    return isinstance(may(actor, Act.MEND_DELIVERY, thing, localdate(now)), Allowed)
