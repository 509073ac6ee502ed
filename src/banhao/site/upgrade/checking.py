"""What is checked on the migrated copy, and what was found, case by case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from banhao.apps.cases.audit.heads import read_heads
from banhao.apps.cases.audit.verify import damages
from banhao.apps.cases.jobs import HeadKeeper
from banhao.apps.cases.models import CaseRecord
from banhao.apps.certificates.queries import certificates_of, holder
from banhao.apps.drafts.queries import form_values
from banhao.apps.evidence.queries import slots
from banhao.apps.files import store
from banhao.apps.files.models import UploadRecord
from banhao.apps.vault import queries as vault
from banhao.core.cases.case import State
from banhao.core.errors import NotFound, Refusal
from banhao.core.messages import Message
from banhao.site.demo.people import People
from banhao.site.upgrade.finishing import OPEN, Finisher, Staff


@dataclass(frozen=True, slots=True)
class Found:
    """A case before and after. `trouble`: why it did not come to its end, or what is not whole."""

    number: str
    theme: str
    before: State
    after: State
    trouble: Message | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found. `damages`: lines of the audit, before and after the work."""

    cases: tuple[Found, ...]
    damages: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether the upgrade may be made."""
        return not self.damages and not any(case.trouble for case in self.cases)


def check_copy(now: datetime) -> Report:
    """Verify the journal, end every open case, verify again. It changes the database: a copy."""
    before = list(_damages())
    staff = Staff(now)
    rows = CaseRecord.objects.order_by("submitted_at", "number")
    cases = tuple(_case(row, staff, now) for row in rows.iterator())
    HeadKeeper().keep_heads(now)
    return Report(cases, (*before, *(line for line in _damages() if line not in before)))


def _damages() -> Iterator[str]:
    for damage in damages(read_heads(Path(settings.HEADS))):
        yield f"{damage.case} seq {damage.seq}: {damage.fault} {damage.about}".rstrip()


def _case(row: CaseRecord, staff: Staff, now: datetime) -> Found:
    before, desk = State(row.state), Finisher(People(), row.id, staff)
    trouble: Message | None = None
    try:
        _read_contents(row)
        if before in OPEN:
            desk.end(now)
    except Refusal as refusal:
        trouble = refusal.message
    case = desk.case()
    if trouble is None and case.state in OPEN:
        trouble = Message("upgrade.not_ended", state=Message(f"state.case.{case.state.value}"))
    if case.plan != row.plan:
        trouble = Message("upgrade.other_plan")
    return Found(row.number, row.theme, before, case.state, trouble)


def _read_contents(row: CaseRecord) -> None:
    """Open all that is sealed for a case. :raises Refusal: what cannot be opened any more."""
    if vault.is_destroyed(row.id):
        return
    form_values(row.id)
    slots(row.id)
    for certificate in certificates_of(row.id):
        holder(certificate)
    for upload in UploadRecord.objects.filter(subject=row.id):
        sealed = store.read(upload.stored)
        if sealed is None or vault.decrypt(row.id, sealed, upload.stored) is None:
            raise NotFound(Message("files.not_found"))
