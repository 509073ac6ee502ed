"""The doors: what a view's refusal becomes, and what of it is noted."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from banhao.apps.people import doors, operations, queries
from banhao.apps.people.models import AccessLogRecord, AccountRecord
from banhao.apps.people.operations import walk_ins
from banhao.core.authority.acts import ANYBODY, THE_WORKER, Act, Actor, Office, Role, Thing
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from banhao.core.messages import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    number = operations.make_account(
        email="p@example.com", password="lotus-pond-42", display_name="某人", now=timezone.now()
    )
    return AccountRecord.objects.get(pk=number)


def _visit(rf, user, error=None, act=Act.USE_ACCOUNT):
    @doors.page(act)
    def view(request):
        if error:
            raise error
        return doors.HttpResponse(f"person {request.actor.person}")

    assert view.act is act
    request = rf.get("/somewhere/?a=1")
    request.user = user
    return view(request)


@pytest.mark.parametrize(
    ("error", "status", "noted"),
    [
        (NotFound(Message("people.no_account")), 404, "not-found"),
        (NotAllowed(Message("authority.not_yours")), 403, "not-allowed"),
        (Conflict(Message("people.email_taken")), 409, None),
        (BadInput(Message("people.email_wrong"), field="email"), 400, None),
    ],
)
def test_a_refusal_becomes_a_page_and_a_row_in_the_log(rf, person, error, status, noted):
    answer = _visit(rf, person, error)

    assert answer.status_code == status
    assert "没有丢失任何东西" in answer.content.decode()
    rows = list(AccessLogRecord.objects.values_list("person", "result", "path", "why"))
    assert rows == ([(person.pk, noted, "/somewhere/", "use-account")] if noted else [])


def test_a_stranger_is_asked_to_sign_in_only_where_a_person_is_needed(rf):
    answer = _visit(rf, AnonymousUser())

    assert answer["Location"] == "/sign-in/?next=/somewhere/%3Fa%3D1"
    assert _visit(rf, AnonymousUser(), act=Act.SEE_PUBLIC).content == b"person None"


def test_a_page_of_machines_is_for_nobody(rf, person):
    assert _visit(rf, person, act=Act.RUN_JOBS).status_code == 403


def test_a_read_of_personal_data_is_noted_with_whose_and_why(person):
    now = timezone.now()

    doors.log_read(queries.actor_of(person), "case:7", Act.SEE_OFFICE, now)
    doors.log_read(THE_WORKER, "case:7", Act.RUN_JOBS, now)

    assert queries.reads_of("case:7", 30, now) == [(now, person.pk, "see-office")]


def test_require_says_the_rule(person):
    on = localdate(timezone.now())

    with pytest.raises(NotAllowed) as refused:
        doors.require(ANYBODY, Act.FILE_CASE, Thing(), on)
    assert refused.value.message.code == "authority.sign_in"
    assert doors.require(queries.actor_of(person), Act.FILE_CASE, Thing(), on).office is None


def test_only_a_clerk_makes_the_account_of_a_walk_in_and_nobody_signs_in_with_it(person):
    now = timezone.now()
    clerk = Actor(person=person.pk, offices=(Office(1, Role.CLERK, "370300"),))
    made = {"display_name": "来客", "phone": "19900001234", "now": now}

    with pytest.raises(NotAllowed):
        walk_ins.register_walk_in(actor=queries.actor_of(person), **made)
    account = walk_ins.register_walk_in(actor=clerk, **made)

    row = AccountRecord.objects.get(pk=account)
    assert (row.email, row.has_usable_password(), row.consent_to_e_service) == (None, False, False)
    assert queries.account(account).email == ""
    assert AccessLogRecord.objects.get(whose=f"account:{account}").person == person.pk
