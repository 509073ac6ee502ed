"""Stories of law of the supplement (补正), told with the real errands and the worker's clock."""

from datetime import date, datetime

import pytest

from banhao.apps.cases.jobs import notice_silence, return_unanswered
from banhao.apps.cases.models import BranchRecord, CaseRecord
from banhao.apps.cases.operations import acceptance, supplement
from banhao.apps.cases.queries import cases_by_id
from banhao.core.authority.acts import Actor
from banhao.core.cases.case import State
from banhao.core.cases.turns import About
from banhao.core.errors import NotAllowed
from tests.apps.cases import town
from tests.apps.journal import entered
from tests.apps.pictures import a_picture
from tests.golden.test_law_of_cases import at, filed_on

pytestmark = pytest.mark.django_db


def noted(case_id, moment: datetime) -> None:
    supplement.note_line(
        actor=town.CLERK, case_id=case_id, item="fire", kind=About.MATERIAL, about="layout",
        wrong="没有标出安全出口", now=moment,
    )  # fmt: skip


def asked_on(day: date):
    """File on 28 September 2026 and ask for the drawing on a day."""
    case_id = filed_on(at(date(2026, 9, 28)))
    noted(case_id, at(date(2026, 9, 29)))
    supplement.ask_supplement(actor=town.CLERK, case_id=case_id, now=at(day))
    return case_id


def answered(case_id, day: date) -> None:
    owner = Actor(person=CaseRecord.objects.get(id=case_id).applicant)
    supplement.supply_asked(
        actor=owner, case_id=case_id, material="layout", file=a_picture(), now=at(day)
    )
    supplement.answer_supplement(actor=owner, case_id=case_id, now=at(day))


def test_a_supplement_on_the_fifth_day_answered_and_accepted() -> None:
    """Filed on 28 September 2026; 10 October is the fifth working day, the last one to tell. The
    region gives ten working days: until 23 October. Answered on the 20th, accepted on the 21st: the
    promise and the limit run from the acceptance, the days before did not count.
    """
    case_id = asked_on(date(2026, 10, 10))
    assert CaseRecord.objects.get(id=case_id).answer_on == date(2026, 10, 23)

    answered(case_id, date(2026, 10, 20))
    acceptance.accept_case(actor=town.CLERK, case_id=case_id, now=at(date(2026, 10, 21)))

    case = cases_by_id([case_id])[case_id]
    assert case.accepted_on == date(2026, 10, 21)
    assert BranchRecord.objects.get(case=case_id, item="fire").due_on == date(2026, 10, 28)


def test_a_supplement_on_the_sixth_day_is_refused_and_silence_has_accepted() -> None:
    """On Monday 12 October nothing can be asked for any more: the law has accepted the case."""
    with pytest.raises(NotAllowed) as refusal:
        asked_on(date(2026, 10, 12))

    assert refusal.value.message.code == "case.supplement_late"
    assert notice_silence(at(date(2026, 10, 12))) == 1


def test_a_second_supplement_is_refused() -> None:
    """Once means once per case: after the answer nothing more can be asked for."""
    case_id = asked_on(date(2026, 9, 29))
    answered(case_id, date(2026, 9, 30))

    with pytest.raises(NotAllowed) as noting:
        noted(case_id, at(date(2026, 9, 30)))
    with pytest.raises(NotAllowed) as asking:
        supplement.ask_supplement(actor=town.CLERK, case_id=case_id, now=at(date(2026, 9, 30)))

    codes = [refusal.value.message.code for refusal in (noting, asking)]
    assert codes == ["case.supplement_once", "case.supplement_once"]


def test_a_supplement_that_nobody_answers_sends_the_case_back() -> None:
    """Served on 10 October, to be answered by Friday 23 October; on the 24th the case is returned,
    by nobody but the law. Meanwhile silence did not run.
    """
    case_id = asked_on(date(2026, 10, 10))

    assert notice_silence(at(date(2026, 10, 22))) == 0
    assert return_unanswered(at(date(2026, 10, 23))) == 0
    assert return_unanswered(at(date(2026, 10, 24))) == 1

    assert cases_by_id([case_id])[case_id].state is State.RETURNED
    assert [w.stamp.machine for w, _ in entered(case_id, "returned")] == ["law"]


def test_silence_after_the_answer_accepts_as_of_the_answer() -> None:
    """Answered on Tuesday 13 October; 14, 15, 16, 19 and 20 October are the office's five working
    days; on the 21st the case counts as accepted since the 13th (our reading: decision 0040).
    """
    case_id = asked_on(date(2026, 10, 10))
    answered(case_id, date(2026, 10, 13))

    assert notice_silence(at(date(2026, 10, 20))) == 0
    assert notice_silence(at(date(2026, 10, 21))) == 1

    assert cases_by_id([case_id])[case_id].accepted_on == date(2026, 10, 13)


def test_a_notice_that_reaches_nobody_in_time_was_not_told() -> None:
    """A walk-in did not agree to e-service. Asked on 10 October, the notice was never served, so on
    12 October the case counts as accepted as of its receipt.
    """
    case_id = filed_on(at(date(2026, 9, 28)))
    CaseRecord.objects.filter(id=case_id).update(channel="counter")
    noted(case_id, at(date(2026, 10, 9)))
    supplement.ask_supplement(actor=town.CLERK, case_id=case_id, now=at(date(2026, 10, 10)))

    assert notice_silence(at(date(2026, 10, 12))) == 1
    assert cases_by_id([case_id])[case_id].accepted_on == date(2026, 9, 28)
