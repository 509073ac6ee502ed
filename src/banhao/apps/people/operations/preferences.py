"""What somebody likes to see on a page, remembered wherever they sign in."""

from datetime import datetime

from django.db import transaction

from banhao.apps.people.doors import require
from banhao.apps.people.models import PreferenceRecord
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.clock.local import localdate


@transaction.atomic(durable=True)
def remember(*, actor: Actor, name: str, value: str, now: datetime) -> None:
    """Remember one's own choice on a page (`name`); "" forgets it."""
    require(actor, Act.USE_ACCOUNT, Thing(), localdate(now))
    if value:
        PreferenceRecord.objects.update_or_create(
            person_id=actor.person, name=name, defaults={"value": value}
        )
    else:
        PreferenceRecord.objects.filter(person=actor.person, name=name).delete()
