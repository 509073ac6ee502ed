"""File a case: from a draft that is ready to a case, once, whatever the network does."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from banhao.apps.cases import ledger
from banhao.apps.cases.authorise import stamp
from banhao.apps.cases.consequences import carry_out
from banhao.apps.cases.models import CaseRecord, NumberRecord, RequestRecord
from banhao.apps.catalogues.queries import plan as plan_by_hash
from banhao.apps.drafts import queries as drafts
from banhao.apps.drafts.draft import Draft
from banhao.apps.drafts.operations import close_draft
from banhao.apps.evidence import queries as evidence
from banhao.apps.people.doors import require
from banhao.apps.vault.operations import seal
from banhao.apps.vault.queries import keyed_digest
from banhao.core.authority.acts import THE_WORKER, Act, Actor, Thing
from banhao.core.cases.case import (
    Channel,
)
from banhao.core.cases.commands import (
    Evidence,
    Submit,
)
from banhao.core.clock.local import localdate
from banhao.core.codes import case_number
from banhao.core.compiler.plan import Plan
from banhao.core.errors import BadInput, Conflict
from banhao.core.evidence.slots import Outcome
from banhao.core.messages import Message

OPERATION = "submit_case"
RECEIPTS_FOR = timedelta(days=30)  # as long as the same key is answered with its receipt
SIGNED = "application"  # what the signature stands under
AGREED = ("true", "pledges-kept", "served-by-inbox")  # what signing says, as the page puts it


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the applicant is told after the commit, and again for the same key."""

    case_id: UUID
    number: str


@transaction.atomic(durable=True)
def submit_case(
    *, actor: Actor, draft_id: UUID, key: str, body: str = "", signature: str = "", now: datetime
) -> Receipt:
    """File the draft as a case; the same again returns the same receipt.

    `key`: idempotency key of the caller; `body`: digest of what was posted with it; `signature`:
    the name as written under the application, sealed with what it stands for ("": on paper).
    :raises Conflict: same key with another body, or the catalogue has moved on.
    :raises BadInput: the form or the materials are not ready; nothing is lost.
    """
    draft = drafts.draft(actor, draft_id)
    _check_key(actor, draft_id, key, body)
    try:
        draft = close_draft(draft_id=draft_id, now=now)
    except Conflict:
        _check_key(actor, draft_id, key, body)  # it may have been filed since we looked
        return _receipt(draft_id)
    plan = plan_by_hash(draft.plan)
    _check_ready(draft, plan, now)
    walk_in = draft.helper is not None and draft.helper == actor.person
    thing = Thing(
        region=draft.region,
        owner=draft.applicant,
        firm=draft.firm,
        case=draft.id,
        theme=draft.theme,
    )
    act = Act.FILE_FOR_WALK_IN if walk_in else Act.FILE_CASE
    signed = stamp(actor, act, thing, now)
    command = _command(actor, draft, walk_in=walk_in, now=now)
    done = ledger.create(
        draft.id,
        command,
        plan,
        stamp=signed,
        firm=draft.firm,
        helper=actor.person if walk_in else None,
    )
    if signature:
        _seal_signature(actor, signature, draft, command, now)
    carry_out(done, now=now)
    _remember(actor, key, body, draft.id, now)
    return Receipt(draft.id, done.case.number)


@transaction.atomic(durable=True)
def forget_requests(*, now: datetime) -> int:
    """Delete what was kept of requests and numbers of 30 days ago; returns how many rows.

    The last number stays: a restored backup counts on from it. The worker's errand.
    """
    require(THE_WORKER, Act.RUN_JOBS, Thing(), localdate(now))
    before = now - RECEIPTS_FOR
    last = NumberRecord.objects.aggregate(last=Max("id"))["last"] or 0
    numbers = NumberRecord.objects.filter(given_at__lt=before, id__lt=last)
    requests = RequestRecord.objects.filter(at__lt=before)
    return numbers.delete()[0] + requests.delete()[0]


def _check_ready(draft: Draft, plan: Plan, now: datetime) -> None:
    if drafts.is_stale(draft):
        raise Conflict(Message("drafts.catalogue_moved_on"))
    problems = drafts.form_problems(draft, now)
    if problems:
        raise BadInput(Message("case.form_not_complete", count=len(problems)))
    open_slots = {slot.material for slot in evidence.blocking(draft.id)}
    if open_slots:
        names = "、".join(str(m.title) for m in plan.materials if m.id in open_slots)
        raise BadInput(Message("case.materials_not_ready", count=len(open_slots), materials=names))


def _command(actor: Actor, draft: Draft, *, walk_in: bool, now: datetime) -> Submit:
    form = json.dumps(drafts.form_values(draft.id), ensure_ascii=False, sort_keys=True)
    return Submit(
        number=case_number.make(draft.region, localdate(now), _next_number(now)),
        theme=draft.theme,
        region=draft.region,
        plan=draft.plan,
        applicant=draft.applicant,
        firm=keyed_digest(draft.id, draft.firm.encode()) if draft.firm else "",
        channel=Channel.COUNTER if walk_in else Channel.PORTAL,
        form=keyed_digest(draft.id, form.encode()),
        mandate=None if walk_in or actor.person == draft.applicant else draft.mandate,
        evidence=tuple(
            Evidence(slot.material, slot.step, slot.known, slot.source, slot.digest)
            for slot in evidence.slots(draft.id)
        ),
    )


def _seal_signature(
    actor: Actor, signature: str, draft: Draft, command: Submit, now: datetime
) -> None:
    """Seal who signed, with which words, and what stood above: form, plan, pledges."""
    signed = {
        "name": signature,
        "account": actor.person,
        "at": now.isoformat(),
        "agreed": AGREED,
        "form": command.form,
        "plan": command.plan,
        "pledged": [e.material for e in command.evidence if e.outcome is Outcome.PLEDGED],
    }
    content = json.dumps(signed, ensure_ascii=False, sort_keys=True).encode()
    seal(subject=draft.id, kind="signature", name=SIGNED, content=content)


def _next_number(now: datetime) -> int:
    """Return a number that no other case of the day gets; gaps are fine, nobody waits."""
    return int(NumberRecord.objects.create(given_at=now).pk) % (case_number.MOST_A_DAY + 1)


def _remember(actor: Actor, key: str, body: str, case_id: UUID, now: datetime) -> None:
    try:
        RequestRecord.objects.create(
            caller=actor.person or 0,
            operation=OPERATION,
            key=key,
            body=body,
            answer={"case": case_id.hex},
            at=now,
        )
    except IntegrityError:  # the same key has just filed another draft: nothing of this stands
        raise Conflict(Message("case.other_body")) from None


def _check_key(actor: Actor, draft_id: UUID, key: str, body: str) -> None:
    """:raises Conflict: the key was used before, for another draft or with another body."""
    row = RequestRecord.objects.filter(
        caller=actor.person or 0, operation=OPERATION, key=key
    ).first()
    if row is not None and (row.body != body or row.answer != {"case": draft_id.hex}):
        raise Conflict(Message("case.other_body"))


def _receipt(case_id: UUID) -> Receipt:
    number = CaseRecord.objects.values_list("number", flat=True).get(id=case_id)
    return Receipt(case_id, number)
