"""After the decision somebody looks whether a pledge was kept, and the applicant reads of it."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from banhao.apps.cases.operations import branches
from banhao.apps.cases.operations.acceptance import accept_case
from banhao.apps.cases.operations.after_checks import record_after_check
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.papers import queries as letters
from banhao.apps.pledges.queries import checks_of
from banhao.core.authority.acts import Actor
from banhao.core.cases.case import Finding
from banhao.core.clock.local import localdate
from banhao.core.pledges.checks import CheckState
from tests.apps.city import City, signed_in
from tests.apps.journal import entered, told
from tests.apps.office.pages import MINE, inspect, read
from tests.apps.sessions import posted_too_late

NOTES = "现场查看，制度上墙。"


@pytest.fixture
def decided(city: City, now: datetime) -> UUID:
    """A case whose branch was granted on a pledge."""
    case = city.filed(now, pledging=True)
    accept_case(actor=city.clerk, case_id=case, now=now)
    inspect(city, case, now)
    given = {"case_id": case, "item": MINE, "now": now}
    branches.examine_branch(actor=city.examiner, finding=Finding.MEETS, comment="", **given)
    branches.decide_branch(actor=city.decider, grant=True, **given)
    return case


def pledged(case: UUID) -> str:
    return next(check.material for check in checks_of(case) if check.item == MINE)


def page(case: UUID, name: str = "check") -> str:
    return reverse(f"office:{name}", args=[case, MINE, pledged(case)])


def found(**more: str) -> dict[str, str]:
    return {"kept": "yes", "notes": NOTES} | more


def state(case: UUID) -> CheckState:
    return next(c.state for c in checks_of(case) if c.item == MINE)


def test_the_list_says_by_when_which_pledge_is_checked(city, decided):
    client = signed_in(city.examiner)
    listed = read(client.get(reverse("office:checks")))

    assert page(decided) in listed
    assert "待核查" in listed
    assert reverse("office:checks") in read(client.get(reverse("office:tasks")))


def test_an_empty_list_says_when_there_will_be_something(city):
    said = read(signed_in(city.other).get(reverse("office:checks")))

    assert "现在没有要核查的承诺" in said


def test_other_departments_do_not_see_it(city, decided):
    client = signed_in(city.other)

    assert page(decided) not in read(client.get(reverse("office:checks")))
    assert client.get(page(decided)).status_code == 404


def test_the_page_shows_promise_and_consequence(city, decided):
    said = read(signed_in(city.examiner).get(page(decided)))

    assert "没做到的话" in said
    assert "记录核查结果" in said


def test_a_kept_promise_is_closed_told_and_in_the_journal(city, decided, now):
    client = signed_in(city.examiner)
    client.post(page(decided, "record-check"), found())
    tell_subscribers(now + timedelta(minutes=1))

    assert state(decided) is CheckState.PASSED
    assert NOTES in read(client.get(page(decided)))
    assert len(entered(decided, "after_check_recorded")) == 1
    assert NOTES not in told()
    codes = {letter.message.code for letter in letters.letters(city.applicant.actor, case=decided)}
    assert "papers.checked.passed" in codes


def test_what_is_not_kept_needs_days_to_be_put_right(city, decided):
    answer = signed_in(city.examiner).post(page(decided, "record-check"), found(kept="no"))

    assert answer.status_code == 400
    assert "写明几个工作日内改正" in read(answer)
    assert NOTES in read(answer)  # nothing typed is lost
    assert state(decided) is CheckState.OPEN


def test_not_kept_then_put_right_as_the_applicant_reads_it(city, decided):
    office, owner = signed_in(city.examiner), signed_in(city.applicant.actor)
    case = reverse("portal:case", args=[decided])
    assert "前核查" in read(owner.get(case))

    office.post(page(decided, "record-check"), found(kept="no", put_right_days="5"))
    assert "前改正，到期再核查一次" in read(owner.get(case))
    assert "几个工作日内改正" not in read(office.get(page(decided)))  # there is no third time
    office.post(page(decided, "record-check"), found())

    assert state(decided) is CheckState.PASSED
    assert "做到了" in read(owner.get(case))


def test_not_put_right_is_failed_and_says_so(city, decided):
    office = signed_in(city.examiner)
    office.post(page(decided, "record-check"), found(kept="no", put_right_days="5"))
    office.post(page(decided, "record-check"), found(kept="no"))

    assert state(decided) is CheckState.FAILED
    assert "仍没有做到" in read(office.get(reverse("office:branch", args=[decided, MINE])))


def test_a_closed_check_takes_no_second_result(city, decided):
    office = signed_in(city.examiner)
    office.post(page(decided, "record-check"), found())
    answer = office.post(page(decided, "record-check"), found(kept="no", put_right_days="5"))

    assert answer.status_code == 409
    assert "已经有结论" in read(answer)
    assert state(decided) is CheckState.PASSED


def test_whoever_decides_does_not_check(city, decided):
    answer = signed_in(city.decider).post(page(decided, "record-check"), found())

    assert answer.status_code == 403
    assert state(decided) is CheckState.OPEN


def test_the_page_is_there_in_english(city, decided):
    said = read(signed_in(city.examiner, "en").get(page(decided)))

    assert "What was promised" in said
    assert "to be checked" in said


def test_it_is_recorded_on_the_day_in_china(city: City, decided: UUID, now: datetime):
    who: Actor = city.inspector
    record_after_check(
        actor=who, case_id=decided, item=MINE, material=pledged(decided), kept=True,
        notes=NOTES, now=now,
    )  # fmt: skip

    [(_, event)] = entered(decided, "after_check_recorded")
    assert event.effective_on == localdate(now)


def test_what_was_found_and_written_too_late_is_there_again(city, decided):
    shown = posted_too_late(city.examiner, page(decided, "record-check"), found())

    assert f"{NOTES}</textarea>" in shown
    assert state(decided) is CheckState.OPEN
