"""File again what a case was filed with, whatever has become of it and however long ago."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from banhao.apps.cases import queries
from banhao.apps.catalogues.queries import plan as plan_by_hash
from banhao.apps.drafts.draft import Draft
from banhao.apps.drafts.operations_again import Filed, begin_again
from banhao.core.authority.acts import Act, Actor


@transaction.atomic(durable=True)
def start_again(*, actor: Actor, case_id: UUID, now: datetime) -> Draft:
    """Start a draft from a case of one's own.

    :raises NotFound: not one's own case. :raises BadInput: the published catalogue asks something
        more. :raises NotAllowed: unlawful today, or not the applicant's.
    """
    row = queries.case_row(actor, case_id, Act.SEE_OWN_CASE, now)
    filed = Filed(row.id, row.applicant, row.firm, row.region, plan_by_hash(row.plan))
    return begin_again(actor=actor, filed=filed, now=now)
