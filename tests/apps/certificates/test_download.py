"""The PDF is for holder, members of the firm, counter of the region; reads are logged."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from banhao.apps.certificates import operations
from banhao.apps.certificates.models import PageRecord
from banhao.apps.people.models import AccessLogRecord, AccountRecord
from banhao.core.authority.acts import Act, Actor, Office, Role
from banhao.core.errors import NotFound
from tests.apps.certificates.conftest import FIRM, NOW

CLERK = Actor(person=9, offices=(Office(5, Role.CLERK, "999999", since=date(2026, 1, 1)),))
OTHER_CLERK = Actor(person=9, offices=(Office(6, Role.CLERK, "370300", since=date(2026, 1, 1)),))


def open_page(actor, act, certificate):
    return operations.open_page(actor=actor, act=act, certificate_id=certificate.id, now=NOW)


def test_the_owner_gets_the_page_and_its_digest_is_kept_once(issue):
    issued = issue(owner=1)

    first = open_page(Actor(person=1), Act.SEE_OWN_CASE, issued)
    again = open_page(Actor(person=1), Act.SEE_OWN_CASE, issued)

    assert first.startswith(b"%PDF")
    assert first == again
    assert PageRecord.objects.count() == 1
    assert not AccessLogRecord.objects.exists()


def test_a_member_of_the_firm_gets_it_and_is_logged(issue):
    issued = issue(owner=1)
    member = Actor(person=2, firms=frozenset({"91999999MA0000001X", FIRM.code}))

    assert open_page(member, Act.SEE_OWN_CASE, issued)
    row = AccessLogRecord.objects.get()
    assert (row.person, row.whose, row.result) == (2, f"case:{issued.case}", "read")


@pytest.mark.parametrize(
    ("actor", "act"),
    [
        (Actor(), Act.SEE_OWN_CASE),
        (Actor(person=2), Act.SEE_OWN_CASE),
        (Actor(person=2, firms=frozenset({"91999999MA0000001X"})), Act.SEE_OWN_CASE),
        (CLERK, Act.SEE_OWN_CASE),
        (Actor(person=1), Act.DELIVER_RESULT),
        (OTHER_CLERK, Act.DELIVER_RESULT),
    ],
)
def test_nobody_else_learns_that_there_is_one(issue, actor, act):
    with pytest.raises(NotFound):
        open_page(actor, act, issue(owner=1))

    assert not PageRecord.objects.exists()


def test_a_clerk_of_the_region_opens_it_to_hand_out_and_is_logged(issue):
    issued = issue(owner=1)

    assert open_page(CLERK, Act.DELIVER_RESULT, issued)
    assert AccessLogRecord.objects.get().office == 5


def test_over_http_a_stranger_signs_in_and_another_gets_404_and_a_row(client, issue):
    owner, other = (
        AccountRecord.objects.create(email=f"{n}@example.cn", display_name=n, made_at=NOW)
        for n in ("a", "b")
    )
    url = reverse("certificates:page", args=[issue(owner=owner.pk).id])

    assert client.get(url).status_code == 302
    client.force_login(other, backend="banhao.apps.people.backend.AccountBackend")
    assert client.get(url).status_code == 404
    assert client.get(reverse("certificates:page", args=[uuid4()])).status_code == 404
    assert AccessLogRecord.objects.filter(person=other.pk, result="not-found").count() == 2
    client.force_login(owner, backend="banhao.apps.people.backend.AccountBackend")
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
