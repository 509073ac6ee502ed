"""Services of the small city that may be rated: taken in, not accepted, refused, handed out."""

from datetime import datetime
from uuid import UUID

from banhao.apps.cases.operations.acceptance import accept_case, refuse_to_accept
from banhao.apps.cases.operations.branches import decide_branch, examine_branch
from banhao.apps.cases.operations.ends import deliver_case
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.ratings.links import Link
from banhao.apps.ratings.services import services
from banhao.core.authority.acts import Actor, Role
from banhao.core.cases.case import Finding
from banhao.core.ratings.values import Door
from tests.apps.cases.town import CLERK, officer
from tests.apps.counter.conftest import complete
from tests.apps.small_city import a_draft

EXAMINER = officer(901, Role.EXAMINER, "office")
DECIDER = officer(911, Role.DECIDER, "office")


def filed(applicant: Actor, at: datetime, clerk: Actor | None = None) -> UUID:
    """File a case; with a clerk, at the counter."""
    helped = {"applicant": applicant.person} if clerk else {}
    draft = a_draft(clerk or applicant, now=at, **helped)
    complete(clerk or applicant, draft.id)
    by = clerk or applicant
    return submit_case(actor=by, draft_id=draft.id, key=draft.id.hex, now=at).case_id


def not_accepted(applicant: Actor, at: datetime) -> UUID:
    case = filed(applicant, at)
    refuse_to_accept(
        actor=CLERK, case_id=case, not_needed=True, article="第三十二条", reason="不用办", now=at
    )
    return case


def decided(applicant: Actor, at: datetime, *, grant: bool = True) -> UUID:
    case = filed(applicant, at)
    accept_case(actor=CLERK, case_id=case, now=at)
    about = {"case_id": case, "item": "stall", "now": at}
    examine_branch(actor=EXAMINER, finding=Finding.MEETS, comment="齐", **about)
    words = {} if grant else {"reason": "太吵", "article": "第五条", "remedy": "换个地方"}
    decide_branch(actor=DECIDER, grant=grant, **words, **about)
    return case


def handed_out(applicant: Actor, at: datetime, *, grant: bool = True) -> UUID:
    case = decided(applicant, at, grant=grant)
    deliver_case(actor=CLERK, case_id=case, how="counter", now=at)
    return case


def link_to(case: UUID, door: Door = Door.LINK, *, may_change: bool = False) -> Link:
    return Link(case, services(case)[0].occasion.seq, door, may_change)
