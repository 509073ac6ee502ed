"""Away with a deputy, tasks given to a colleague: who sees, who acts, what the record says."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banhao.apps.cases.operations import branches
from banhao.apps.cases.queries import cases_by_id
from banhao.apps.organisations.models import AbsenceRecord
from banhao.apps.organisations.operations import absences, posts
from banhao.apps.people import queries as people
from banhao.apps.people.models import AccountRecord
from banhao.core.authority.acts import THE_OPERATOR, Role
from banhao.core.cases.case import BranchState, Finding
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, Conflict, NotAllowed
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.journal import entered, told
from tests.apps.office.pages import read, url

REGION = "999999"
DAY = timedelta(days=1)


def officer(name: str, role: Role, department: str = "fire") -> int:
    account = posts.create_person(
        actor=THE_OPERATOR,
        email=f"{name.encode().hex()}@example.com",
        display_name=name,
        region=REGION,
        password="lotus-pond-42",
        must_change_password=False,
        now=town.NOW,
    ).account
    posts.appoint(
        actor=THE_OPERATOR,
        account_id=account,
        role=role,
        region=REGION,
        department=department,
        since=date(2026, 1, 1),
        now=town.NOW,
    )
    return account


def browser(account: int) -> Client:
    client = Client()
    row = AccountRecord.objects.get(pk=account)
    client.force_login(row, "banhao.apps.people.backend.AccountBackend")
    return client


@pytest.fixture
def case(db):
    small_city.publish(town.FOLDER)
    return town.visited(town.accepted(small_city.a_person()))


@pytest.fixture
def crew(case):
    """Two examiners and a decider of the fire department, one examiner of another."""
    return {
        "li": officer("李审查", Role.EXAMINER),
        "wang": officer("王审查", Role.EXAMINER),
        "zhou": officer("周决定", Role.DECIDER),
        "gao": officer("高审查", Role.EXAMINER, "health"),
    }


def away(crew, who="li", deputy="wang", days=3, now=None):
    now = now or timezone.now()
    today = localdate(now)
    return absences.be_absent(
        actor=people.actor(crew[who]),
        deputy=crew[deputy],
        since=today,
        until=today + days * DAY,
        now=now,
    )


def claim(crew, case, who, now=None):
    return branches.claim_branch(
        actor=people.actor(crew[who]), case_id=case, item="fire", now=now or timezone.now()
    )


def examine(crew, case, who, now=None):
    return branches.examine_branch(
        actor=people.actor(crew[who]),
        case_id=case,
        item="fire",
        finding=Finding.MEETS,
        comment="符合",
        now=now or timezone.now(),
    )


def test_a_colleagues_task_is_closed_until_one_stands_in(crew, case):
    claim(crew, case, "li")
    with pytest.raises(NotAllowed, match=r"case\.claimed_by_other"):
        examine(crew, case, "wang")

    away(crew)
    examine(crew, case, "wang")

    branch = cases_by_id([case])[case].branch("fire")
    assert branch.examined_by == crew["wang"]
    [(written, _)] = entered(case, "examined")
    assert written.stamp.by == crew["wang"]


def test_a_deputy_decides_in_the_deciders_post_but_never_what_they_examined(crew, case):
    away(crew, "zhou", "wang")
    examine(crew, case, "wang")
    with pytest.raises(NotAllowed, match=r"case\.same_person"):
        decide(crew, case, "wang")

    absences.end_absence(
        actor=people.actor(crew["zhou"]),
        absence=AbsenceRecord.objects.get().pk,
        now=timezone.now(),
    )
    away(crew, "zhou", "li")
    case_now = decide(crew, case, "li")

    assert case_now.branch("fire").state is BranchState.GRANTED
    written, _ = entered(case, "granted")[0]
    post = people.actor(crew["zhou"]).offices[0].id
    assert (written.stamp.by, written.stamp.office) == (crew["li"], post)
    page = read(browser(crew["zhou"]).get(url("branch", case, "fire")))
    assert "李审查（代 周决定）" in page


def decide(crew, case, who):
    return branches.decide_branch(
        actor=people.actor(crew[who]), case_id=case, item="fire", grant=True, now=timezone.now()
    )


def test_an_absence_that_is_over_or_ended_stops_at_once(crew, case):
    number = away(crew, "zhou", "wang")
    assert any(office.deputy_of == crew["zhou"] for office in people.actor(crew["wang"]).offices)
    examine(crew, case, "li")
    later = timezone.now() + 5 * DAY
    with pytest.raises(NotAllowed):
        branches.decide_branch(
            actor=people.actor(crew["wang"]), case_id=case, item="fire", grant=True, now=later
        )

    browser(crew["zhou"]).post(reverse("office:end-absence", args=[number]))

    assert all(office.deputy_of is None for office in people.actor(crew["wang"]).offices)
    with pytest.raises(NotAllowed):
        decide(crew, case, "wang")


def test_the_deputy_sees_the_tasks_among_their_own(crew, case):
    claim(crew, case, "li")
    mine = reverse("office:tasks") + "?show=mine"
    number = cases_by_id([case])[case].number
    assert number[-6:] not in read(browser(crew["wang"]).get(mine))

    away(crew)

    page = read(browser(crew["wang"]).get(mine))
    assert number[-6:] in page
    page = read(browser(crew["wang"]).get(url("branch", case, "fire")))
    assert "提交审查意见" in page


def test_the_page_notes_an_absence_and_says_what_is_wrong(crew):
    page = browser(crew["li"])
    address, today = reverse("office:absence"), localdate(timezone.now())
    found = read(page.get(address))
    assert "王审查" in found
    assert "高审查" not in found  # another department

    answer = page.post(address, {"since": "", "until": "soon", "deputy": str(crew["gao"])})
    assert answer.status_code == 400
    assert 'id="since-e"' in read(answer)
    day = today.isoformat()
    answer = page.post(address, {"since": day, "until": day, "deputy": str(crew["gao"])})
    assert 'id="deputy-e"' in read(answer)
    sent = {"since": day, "until": day, "deputy": str(crew["wang"])}
    assert page.post(address, sent).status_code == 302
    assert "由 王审查 代办" in read(page.get(address))
    assert "李审查" in read(browser(crew["wang"]).get(address))
    assert page.post(address, sent).status_code == 400  # the same days again


def test_days_and_deputies_that_cannot_be(crew):
    actor, now = people.actor(crew["li"]), timezone.now()
    today = localdate(now)
    wrong = [
        (crew["wang"], today - DAY, today, "absence.wrong_days"),
        (crew["wang"], today, today - DAY, "absence.wrong_days"),
        (crew["wang"], today, today + 400 * DAY, "absence.too_long"),
        (crew["li"], today, today, "absence.no_such_deputy"),
        (0, today, today, "absence.no_such_deputy"),
    ]
    for deputy, since, until, code in wrong:
        with pytest.raises(BadInput) as refusal:
            absences.be_absent(actor=actor, deputy=deputy, since=since, until=until, now=now)
        assert refusal.value.message.code == code
    away(crew)
    with pytest.raises(Conflict):
        away(crew)
    assert AbsenceRecord.objects.count() == 1


def test_a_decider_gives_a_task_to_another_officer(crew, case):
    claim(crew, case, "li")
    page = read(browser(crew["zhou"]).get(url("branch", case, "fire")))
    assert "转给同事" in page
    assert "转给同事" not in read(browser(crew["li"]).get(url("branch", case, "fire")))

    sent = {"officer": str(crew["wang"]), "reason": "李审查出差"}
    answer = browser(crew["zhou"]).post(url("reassign", case, "fire"), sent)

    assert answer.status_code == 302
    assert cases_by_id([case])[case].branch("fire").claimed_by == crew["wang"]
    assert "出差" not in told()
    assert "转给 王审查" in read(browser(crew["wang"]).get(url("branch", case, "fire")))
    assert browser(crew["zhou"]).post(url("reassign", case, "fire"), sent).status_code == 302
    assert len(entered(case, "reassigned")) == 1


def test_a_task_is_given_to_nobody_without_the_post(crew, case):
    for officer_number in (crew["gao"], crew["zhou"], 0):
        answer = browser(crew["zhou"]).post(
            url("reassign", case, "fire"), {"officer": str(officer_number)}
        )
        if officer_number == crew["zhou"]:  # a decider may work on a branch of the department
            assert answer.status_code == 302
        else:
            assert answer.status_code in {404, 409}
    assert cases_by_id([case])[case].branch("fire").claimed_by == crew["zhou"]
    answer = browser(crew["li"]).post(url("reassign", case, "fire"), {"officer": crew["li"]})
    assert answer.status_code == 403
