"""An absence noted for another officer, and a task given to a colleague, with the reason."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from banhao.apps.cases.operations import branches
from banhao.apps.cases.queries import cases_by_id
from banhao.apps.organisations.models import AbsenceRecord
from banhao.apps.organisations.operations import absences, posts
from banhao.apps.people import queries as people
from banhao.core.authority.acts import THE_OPERATOR, Role
from banhao.core.clock.local import localdate
from banhao.core.errors import NotFound
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.journal import entered, told
from tests.apps.office.pages import read
from tests.apps.office.test_absences import browser, officer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OTHERS = "/office/absence/others/"


@pytest.fixture
def case(db):
    small_city.publish(town.FOLDER)
    return town.visited(town.accepted(small_city.a_person()))


@pytest.fixture
def crew(case):
    found = {
        "li": officer("李审查", Role.EXAMINER),
        "wang": officer("王审查", Role.EXAMINER),
        "gao": officer("高审查", Role.EXAMINER, "health"),
        "head": officer("何主任", Role.HEAD),
        "admin": officer("赵管理", Role.ADMINISTRATOR, ""),
    }
    branches.claim_branch(
        actor=people.actor(found["li"]), case_id=case, item="fire", now=timezone.now()
    )
    return found


def days(crew, deputy="wang", **more):
    today = localdate(timezone.now())
    return {
        "since": today.isoformat(),
        "until": (today + 2 * DAY).isoformat(),
        "deputy": str(crew[deputy]),
        "reason": "临时住院",
        **more,
    }


def stands_in(crew, who="wang", whom="li"):
    return any(post.deputy_of == crew[whom] for post in people.actor(crew[who]).offices)


def test_the_head_notes_an_absence_of_a_colleague_and_ends_it(crew):
    page = browser(crew["head"])
    assert OTHERS in read(page.get("/office/absence/"))
    assert "高审查" not in read(page.get(OTHERS))  # another department

    answer = page.post(OTHERS, days(crew, officer=str(crew["li"])), follow=True)

    assert "由 王审查 代办" in read(answer)
    assert stands_in(crew)
    row = AbsenceRecord.objects.get()
    assert (row.absent_id, row.made_by, row.reason) == (crew["li"], crew["head"], "临时住院")
    page.post(reverse("office:end-others-absence", args=[row.pk]))
    assert not stands_in(crew)


def test_the_administrator_notes_it_on_the_page_of_the_officer(crew):
    page = browser(crew["admin"])
    address = reverse("administration:absence", args=[crew["li"]])
    own = reverse("administration:person", args=[crew["li"]])
    assert address in read(page.get(own))

    page.post(address, days(crew))

    assert stands_in(crew)
    assert "由 王审查 代办" in read(page.get(own))
    page.post(reverse("administration:end-absence", args=[AbsenceRecord.objects.get().pk]))
    assert not stands_in(crew)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": ""}, "填写为什么"),
        ({"deputy": ""}, "选择由谁代办"),
        ({"until": "2026-01-01"}, 'id="id_until'),
    ],
)
def test_what_is_missing_is_said_beside_the_field(crew, changes, said):
    answer = browser(crew["admin"]).post(
        reverse("administration:absence", args=[crew["li"]]), days(crew) | changes
    )

    assert said in answer.content.decode()
    assert not AbsenceRecord.objects.exists()


@pytest.mark.parametrize("who", ["wang", "gao", "other head", "other department"])
def test_nobody_else_notes_or_ends_an_absence_of_a_colleague(crew, who):
    crew["other head"] = officer("孙主任", Role.HEAD, "health")
    crew["other department"] = elsewhere()
    actor, today = people.actor(crew[who]), localdate(timezone.now())
    noted = absences.note_absence(
        actor=people.actor(crew["head"]),
        officer=crew["li"],
        deputy=crew["wang"],
        since=today + 9 * DAY,
        until=today + 9 * DAY,
        reason="出差",
        now=timezone.now(),
    )

    with pytest.raises(NotFound):
        absences.note_absence(
            actor=actor,
            officer=crew["li"],
            deputy=crew["wang"],
            since=today,
            until=today,
            reason="出差",
            now=timezone.now(),
        )
    with pytest.raises(NotFound):
        absences.end_absence(actor=actor, absence=noted, now=timezone.now())


def elsewhere():
    account = posts.create_person(
        actor=THE_OPERATOR,
        email="office@example.com",
        display_name="办事处决定",
        region="999999",
        password="lotus-pond-42",
        must_change_password=False,
        now=town.NOW,
    ).account
    posts.appoint(
        actor=THE_OPERATOR,
        account_id=account,
        role=Role.DECIDER,
        region="999999",
        department="office",
        since=date(2026, 1, 1),
        now=town.NOW,
    )
    return account


def give(crew, case, **changes):
    address = reverse("administration:give-task", args=[crew["li"], case, "fire"])
    sent = {"officer": str(crew["wang"]), "reason": "李审查住院"} | changes
    return browser(crew["admin"]).post(address, sent)


def test_the_administrator_gives_a_task_to_a_colleague_and_sees_nothing_of_the_case(crew, case):
    page = browser(crew["admin"])
    own = read(page.get(reverse("administration:person", args=[crew["li"]])))
    assert cases_by_id([case])[case].number in own
    assert town.FORM["firm_name"] not in own
    form = page.get(reverse("administration:give-task", args=[crew["li"], case, "fire"]))
    assert "王审查" in read(form)
    assert "高审查" not in read(form)

    assert give(crew, case).status_code == 302

    assert cases_by_id([case])[case].branch("fire").claimed_by == crew["wang"]
    [(written, _)] = entered(case, "reassigned")
    assert written.stamp.by == crew["admin"]
    assert "住院" not in told()  # the reason is content


def test_a_task_is_not_given_without_a_reason_or_to_somebody_without_the_post(crew, case):
    assert "填写为什么" in give(crew, case, reason="").content.decode()
    assert give(crew, case, officer=str(crew["gao"])).status_code == 200

    assert cases_by_id([case])[case].branch("fire").claimed_by == crew["li"]


def test_the_head_gives_a_task_to_another_officer(crew, case):
    address = reverse("office:reassign", args=[case, "fire"])
    answer = browser(crew["head"]).post(address, {"officer": crew["wang"], "reason": "出差"})

    assert answer.status_code == 302
    assert cases_by_id([case])[case].branch("fire").claimed_by == crew["wang"]
