"""A refused item filed again, its acceptance, and one item taken back by the applicant."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from banhao.apps.cases import ledger
from banhao.apps.cases.operations.act import act_on, errand
from banhao.apps.drafts import operations as drafts
from banhao.apps.evidence import operations as evidence
from banhao.apps.evidence import queries as evidence_queries
from banhao.apps.files import queries as files
from banhao.apps.files.operations import keep_upload
from banhao.apps.vault.operations import seal
from banhao.core.authority.acts import THE_LAW, Act, Actor
from banhao.core.cases.case import Case
from banhao.core.cases.commands import (
    AcceptRefiling,
    DeemRefilingAccepted,
    Evidence,
    Refile,
    WithdrawBranch,
)
from banhao.core.compiler.plan import Plan
from banhao.core.evidence.slots import Outcome
from banhao.core.forms.values import Fields

REASON = "reason"


@errand
def refile_branch(*, actor: Actor, case_id: UUID, item: str, fields: Fields, now: datetime) -> Case:
    """File a refused item again, with its part of the form corrected (`fields` as posted) and
    whatever was uploaded for its materials since.

    :raises BadInput: what was typed is not complete; nothing is changed. :raises NotAllowed: it is
    not refused (any more), or a material is missing.
    """
    _, plan = ledger.read(case_id, with_visits=False)

    def command() -> Refile:
        renewed = _renewed(case_id, plan, item, now)  # slots before the key, as everybody locks
        form = drafts.correct_form(subject=case_id, plan=plan, item=item, fields=fields, now=now)
        return Refile(item, form, renewed)

    return act_on(case_id, command, actor=actor, act=Act.REFILE_BRANCH, item=item, now=now)


def prepare_material(
    *, actor: Actor, case_id: UUID, material: str, file: "UploadedFile[bytes]", now: datetime
) -> UUID:
    """Check and keep a better file for a refused item; it counts once the item is filed again.

    :raises BadInput: with a `files.…` message if the file is refused. :raises NotFound: the case
    is not the actor's, or no item that reads the material was refused.
    """
    return keep_upload(actor=actor, subject=case_id, material=material, file=file, now=now)


@errand
def accept_refiling(*, actor: Actor, case_id: UUID, item: str, now: datetime) -> Case:
    """Accept a re-filed item and start its clock (《行政许可法》 art. 32)."""
    return act_on(
        case_id, AcceptRefiling(item), actor=actor, act=Act.ACCEPT_CASE, item=item, now=now
    )


@errand
def deem_refiling_accepted(*, case_id: UUID, item: str, now: datetime) -> Case:
    """Record that silence has accepted a re-filed item, as of its receipt; the law is the actor."""
    command = DeemRefilingAccepted(item)
    return act_on(case_id, command, actor=THE_LAW, act=Act.RUN_JOBS, item=item, now=now)


@errand
def withdraw_branch(*, actor: Actor, case_id: UUID, item: str, reason: str, now: datetime) -> Case:
    """Take one item back before it is decided; items that need its result stop with it."""

    def command() -> WithdrawBranch:
        text = reason.strip()
        name = f"withdrawn/{item}"
        digest = text and seal(subject=case_id, kind=REASON, name=name, content=text.encode())
        return WithdrawBranch(item, digest)

    return act_on(case_id, command, actor=actor, act=Act.WITHDRAW_CASE, item=item, now=now)


def _renewed(case_id: UUID, plan: Plan, item: str, now: datetime) -> tuple[Evidence, ...]:
    """Mark the item's materials as supplied that were uploaded anew; return them as facts."""
    known = {slot.material: slot for slot in evidence_queries.slots(case_id)}
    found: list[Evidence] = []
    for material in plan.materials:
        if item not in material.for_items or material.id not in known:
            continue
        digest, slot = files.digest_of(case_id, material.id), known[material.id]
        if digest and (slot.outcome is not Outcome.SUPPLIED or slot.digest != digest):
            new = evidence.supply(subject=case_id, material=material.id, digest=digest, now=now)
            found.append(Evidence(new.material, new.step, new.known, new.source, new.digest))
    return tuple(found)
