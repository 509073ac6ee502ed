"""What the tests of a replica run beside it: pages and errands, each told as a line of JSON.

python -m tests.apps.replica.process      reads one errand a line on standard input
"""

import io
import json
import os
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from uuid import UUID, uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banhao.site.settings")

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import setup_test_environment
from django.utils import timezone
from openpyxl import load_workbook

from banhao.apps.cases.operations.acceptance import accept_case
from banhao.apps.cases.operations.branches import claim_branch
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.certificates import operations as certificates
from banhao.apps.exchange.queries import all_records
from banhao.apps.replica import standing
from banhao.apps.replica.queries import from_replica
from banhao.core.authority.acts import THE_OPERATOR, Act, Actor, Role
from banhao.core.catalogue.places import CertificateType, Department
from banhao.core.messages import Text
from banhao.ui.messages import render
from tests.apps import city, small_city
from tests.apps.cases import town
from tests.apps.certificates.conftest import FIRM
from tests.apps.city import signed_in


@cache
def officer() -> Actor:
    return city.officer(7, Role.EXAMINER, "fire", "999999")


@cache
def applicant() -> Actor:
    return small_city.a_person()


def prepare() -> None:
    """Offer the small city; there is an examiner of its fire brigade, and a person."""
    small_city.publish(town.FOLDER)
    officer(), applicant()


def accepted() -> str:
    """File a case and accept it."""
    now = timezone.now()
    draft = town.ready_draft(applicant())
    case = submit_case(actor=applicant(), draft_id=draft.id, key=draft.id.hex, now=now).case_id
    accept_case(actor=town.CLERK, case_id=case, now=now)
    return case.hex


def claimed(case: str) -> None:
    claim_branch(actor=officer(), case_id=UUID(case), item="fire", now=timezone.now())


def keepers(kind: str) -> list[str]:
    """Who has the tasks, as the officer's list says (`page`), or its spreadsheet (`sheet`)."""
    client = signed_in(officer(), "en")
    if kind == "page":
        rows = client.get("/office/").context["board"].tasks
        return [render(row.keeper, "en") if row.keeper else "nobody" for row in rows]
    book = load_workbook(io.BytesIO(client.get("/office/tasks.xlsx").content))
    return [str(row[8]) for row in book.active.iter_rows(min_row=2, values_only=True)]


def exported() -> int:
    today = timezone.localdate()
    days = (today - timedelta(days=9), today + timedelta(days=9))
    return len(list(all_records(THE_OPERATOR, *days, timezone.now())))


def issued() -> list[str]:
    """Issue a certificate and hand out its page; its number and its file."""
    from django.db import transaction

    with transaction.atomic():
        one = certificates.issue(
            certificate=uuid4(),
            case=uuid4(),
            case_number="999999-20261016-000417",
            owner=applicant().person or 0,
            kind=CertificateType("hygiene", Text("卫生许可证", "Hygiene"), validity_years=4),
            item="hygiene",
            issuer=Department("health", Text("测试区卫生健康局", "Health Office")),
            region="999999",
            holder=FIRM,
            issued_on=date(2026, 10, 16),
            now=timezone.now(),
        )
    page = certificates.open_page(
        actor=applicant(), act=Act.SEE_OWN_CASE, certificate_id=one.id, now=timezone.now()
    )
    return [one.identifier, b64encode(page).decode()]


def finding_of_number(number: str) -> str:
    answer = Client().get("/verify/", {"id": number})
    return str(answer.context["answer"].finding)


def finding_of_file(content: str) -> str:
    file = SimpleUploadedFile("x.pdf", b64decode(content), "application/pdf")
    answer = Client().post("/verify/file/", {"file": file})
    return str(answer.context["answer"].finding)


def read_at() -> str:
    """The port of the server that a read goes to."""
    return from_replica(lambda: _port_of(UUID(int=0)))


def _port_of(unknown: UUID) -> str:
    from django.db import connections

    from banhao.apps.cases.models import CaseRecord

    rows = CaseRecord.objects.filter(id=unknown)
    list(rows)
    return str(connections[rows.db].settings_dict["PORT"])


def bound(seconds: str) -> None:
    """Say how far behind it may be, and look again now."""
    standing.MOST_SECONDS = float(seconds)
    standing.look_again()


def ready() -> list[object]:
    answer = Client().get("/ready")
    said = answer.json()
    return [answer.status_code, said["ready"], [each["code"] for each in said.get("slower", [])]]


def figures() -> dict[str, float]:
    lines = Client().get("/metrics").content.decode().splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if line.startswith("banhao_replica"))
    return {name: float(value) for name, value in pairs}


ERRANDS: dict[str, Callable[..., object]] = {
    each.__name__: each
    for each in (
        *(prepare, accepted, claimed, keepers, exported, issued, finding_of_number),
        *(finding_of_file, read_at, bound, ready, figures),
    )
}

if __name__ == "__main__":
    setup_test_environment()
    for line in sys.stdin:
        name, *words = line.split()
        print(json.dumps(ERRANDS[name](*words)), flush=True)
