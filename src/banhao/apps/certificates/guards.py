"""Who may see the files of licences of before; `files` asks here (its registry, at start)."""

from datetime import datetime
from uuid import UUID

from banhao.apps.certificates.models import HeldRecord
from banhao.core.authority.acts import Act, Actor, Allowed, Thing
from banhao.core.authority.rules import may
from banhao.core.clock.local import localdate


class HeldGuard:
    """Whose the pages of licences of before are: the administrator's of their region."""

    def may_read(self, actor: Actor, subject: UUID, material: str, now: datetime) -> bool | None:
        """Return whether the actor may see the page; None: not such a licence."""
        del material
        held = HeldRecord.objects.filter(certificate=subject)
        region = held.values_list("certificate__region", flat=True).first()
        if region is None:
            return None
        thing = Thing(region=region)
        return isinstance(may(actor, Act.ADMINISTER, thing, localdate(now)), Allowed)

    may_add = may_read
