"""Reminders before an end, each once: by the rules of the region, to whom it concerns."""

from datetime import date, timedelta

import pytest

from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.operations import branches, supplement
from banhao.apps.certificates.models import CertificateRecord
from banhao.apps.mail.jobs import send_mail
from banhao.apps.papers import queries
from banhao.apps.papers.jobs import remind
from banhao.apps.papers.models import MessageRecord
from banhao.apps.pledges.models import AfterCheckRecord
from banhao.core.authority.acts import Actor, Role
from banhao.core.cases.turns import About
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import CLERK, EXAMINERS, LATER, NOW
from tests.apps.mail.conftest import post  # noqa: F401 -- a fixture
from tests.apps.mail.test_mail import wants_mail

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def owner(db):
    return publish()


def publish(reminders=""):
    """Offer the town with a region that says this of reminders."""
    region = town.FOLDER["smallcity/region.toml"]
    region = region.replace('code = "999999"', f'code = "999999"\n{reminders}')
    small_city.publish(town.FOLDER | {"smallcity/region.toml": region})
    return small_city.a_person()


def told(actor, code=""):
    found = [letter.message for letter in queries.letters(actor)]
    return [each for each in found if each.code.startswith(f"papers.remind.{code}")]


def days(actor, since, count, code=""):
    """Return on which of the days after `since` a reminder came (0 = the same day)."""
    came = []
    for number in range(count):
        before = len(told(actor, code))
        remind(since + number * DAY)
        if len(told(actor, code)) > before:
            came.append(number)
    return came


def ask(owner):
    """Ask for a supplement; it is served on Thursday 17 September, to be answered in ten days."""
    case = town.filed(owner).case_id
    supplement.note_line(
        actor=CLERK, case_id=case, item="fire", kind=About.MATERIAL, about="layout",
        wrong="没有标出口", now=NOW + LATER,
    )  # fmt: skip
    supplement.ask_supplement(actor=CLERK, case_id=case, now=NOW + 2 * LATER)
    return case


@pytest.fixture
def asked(owner):
    return ask(owner)


def test_a_supplement_is_reminded_of_once_two_working_days_before(owner, asked):
    until = CaseRecord.objects.get(id=asked).answer_on

    came = days(owner, NOW, 25, "supplement")

    assert len(came) == 1
    (said,) = told(owner, "supplement")
    assert (said.params["on"], said.params["n"]) == (until, 2)


def test_a_region_says_how_many_days_before(db):
    owner = publish("reminders = { supplement = 9 }")
    ask(owner)

    remind(NOW + DAY)

    assert told(owner, "supplement")[0].params["n"] == 9


def test_zero_days_means_never(db):
    owner = publish("reminders = { supplement = 0, light = false }")
    ask(owner)

    assert days(owner, NOW, 25) == []


def test_a_pledge_is_reminded_of_before_its_check(owner):
    case = town.accepted(owner)
    AfterCheckRecord.objects.create(
        case=case, item="fire", material="rules", opened_on=NOW.date(),
        due_on=date(2026, 9, 29), state="open",
    )  # fmt: skip

    came = days(owner, NOW, 20, "after_check")

    assert len(came) == 1
    assert told(owner, "after_check")[0].params["material"].zh == "管理制度"


def test_a_licence_is_reminded_of_before_it_ends_and_a_revoked_one_is_not(owner):
    case = town.visited(town.accepted(owner))
    town.granted(case, "fire")
    town.granted(case, "health")  # four years
    health = CertificateRecord.objects.get(item="health")
    at = NOW + timedelta(days=4 * 365 - 40)

    remind(at)
    remind(at + DAY)

    assert [each.params["on"] for each in told(owner, "certificate")] == [health.valid_until]

    MessageRecord.objects.all().delete()
    CertificateRecord.objects.update(state="revoked")
    remind(at + 2 * DAY)
    assert told(owner, "certificate") == []


def test_who_has_taken_a_task_hears_when_it_turns_soon_and_the_applicant_does_not(owner):
    case = town.accepted(owner)
    branches.claim_branch(actor=EXAMINERS["fire"], case_id=case, item="fire", now=NOW + 2 * LATER)

    came = days(EXAMINERS["fire"], NOW, 9, "task")

    assert len(came) == 1
    (said,) = told(EXAMINERS["fire"], "task")
    assert said.params["item"].zh == "消防检查"
    assert told(owner, "task") == []
    (letter,) = queries.letters(EXAMINERS["fire"])
    assert (letter.case, letter.branch) == (case, "fire")


def test_a_task_that_nobody_has_taken_is_told_to_everybody_whose_turn_it_would_be(owner):
    from tests.apps.counter.conftest import officer

    examiners = [
        Actor(person=officer(Role.EXAMINER, "999999", f"e{n}@example.com", "fire"))
        for n in range(2)
    ]
    other = Actor(person=officer(Role.EXAMINER, "999999", "h@example.com", "health"))
    decider = Actor(person=officer(Role.DECIDER, "999999", "d@example.com", "fire"))
    town.accepted(owner)

    for number in range(9):
        remind(NOW + number * DAY)

    assert [len(told(each, "task")) for each in examiners] == [1, 1]
    assert {each.params["item"].zh for each in told(other, "task")} == {"卫生许可"}
    assert told(decider) == []


def test_a_reminder_goes_out_by_mail_too(owner, asked, post):  # noqa: F811 -- the fixture
    wants_mail(owner)

    days(owner, NOW, 25, "supplement")
    send_mail(NOW + 30 * DAY)

    assert len(post.letters) == 1


def test_before_anything_is_offered_nobody_is_reminded(db):
    assert remind(NOW) == 0
