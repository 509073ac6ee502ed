"""Materials after filing: an answer that came late, an upload that was still missing."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from banhao.apps.cases import ledger
from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.operations.act import act_on, errand
from banhao.apps.evidence import operations as evidence
from banhao.apps.evidence.sources import Answer
from banhao.apps.files import operations as files
from banhao.apps.files import queries as file_queries
from banhao.core.authority.acts import THE_WORKER, Act, Actor
from banhao.core.cases.case import (
    Case,
)
from banhao.core.cases.commands import (
    Evidence,
    RecordEvidence,
)
from banhao.core.cases.rules import ALLOWED
from banhao.core.evidence.slots import Slot


@errand
def record_answer(
    *, subject: UUID, material: str, step: int, answer: Answer, now: datetime
) -> bool:
    """Take a source's answer for a filed case, as an event if it changed the slot.

    The worker's errand (Act.RUN_JOBS). Returns False, with nothing done, if `subject` is no case.
    """
    if not CaseRecord.objects.filter(id=subject).exists():
        return False
    case, _ = ledger.read(subject)
    slot = evidence.settle(subject=subject, material=material, step=step, answer=answer, now=now)
    if slot is not None and case.state in ALLOWED[RecordEvidence]:
        act_on(subject, _command(slot), actor=THE_WORKER, act=Act.RUN_JOBS, now=now)
    return True


def supply_material(
    *, actor: Actor, case_id: UUID, material: str, file: "UploadedFile[bytes]", now: datetime
) -> UUID:
    """Check and keep a file for a filed case, then mark its material; returns the upload id.

    The file is checked, sealed and written first, outside any transaction of ours.
    :raises BadInput: with a `files.…` message if the file is refused.
    """
    upload = files.keep_upload(actor=actor, subject=case_id, material=material, file=file, now=now)
    mark_supplied(actor=actor, case_id=case_id, material=material, act=Act.SEE_OWN_CASE, now=now)
    return upload


@errand
def mark_supplied(*, actor: Actor, case_id: UUID, material: str, act: Act, now: datetime) -> Case:
    """Say that a material was handed in, once its files are kept."""
    digest = file_queries.digest_of(case_id, material)

    def command() -> RecordEvidence:
        slot = evidence.supply(subject=case_id, material=material, digest=digest, now=now)
        return _command(slot)

    return act_on(case_id, command, actor=actor, act=act, now=now)


def _command(slot: Slot) -> RecordEvidence:
    return RecordEvidence(Evidence(slot.material, slot.step, slot.known, slot.source, slot.digest))
