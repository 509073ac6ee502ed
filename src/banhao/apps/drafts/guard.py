"""Who may see and add files of a draft: those who may work on it, while it is open."""

from datetime import datetime
from uuid import UUID

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import queries
from banhao.apps.drafts.draft import DraftState
from banhao.apps.drafts.models import DraftRecord
from banhao.core.authority.acts import Actor


class DraftGuard:
    """Answers for open drafts; a filed one is a case, for which cases answers."""

    def may_read(
        self,
        actor: Actor,
        subject: UUID,
        material: str,  # noqa: ARG002 -- who works on a draft sees all of it
        now: datetime,  # noqa: ARG002
    ) -> bool | None:
        """Return whether the actor works on this draft; None: no open draft."""
        if not DraftRecord.objects.filter(id=subject, state=DraftState.OPEN).exists():
            return None
        return queries.visible(actor).filter(id=subject).exists()

    def may_add(self, actor: Actor, subject: UUID, material: str, now: datetime) -> bool | None:
        """Return whether the actor works on this draft and its plan has the material."""
        if not self.may_read(actor, subject, material, now):
            return None
        plan = catalogues.plan(DraftRecord.objects.values_list("plan", flat=True).get(id=subject))
        return any(one.id == material for one in plan.materials)
