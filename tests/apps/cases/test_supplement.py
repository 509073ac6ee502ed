"""补正 through the real errands: notes of the checkers, one notice, service, answer, return."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from banhao.apps.cases import notes
from banhao.apps.cases.audit.verify import damages
from banhao.apps.cases.jobs import notice_silence, return_unanswered
from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.operations import supplement
from banhao.apps.cases.operations.acceptance import accept_case
from banhao.apps.cases.queries import asked_cases, cases_by_id
from banhao.apps.catalogues.queries import plan
from banhao.apps.drafts import corrections
from banhao.apps.drafts import queries as drafts
from banhao.apps.people.models import AccountRecord
from banhao.apps.vault.models import ContentRecord
from banhao.core.authority.acts import Actor, Role
from banhao.core.cases.case import State
from banhao.core.cases.turns import About, Served
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import CLERK, EXAMINERS, LATER, NOW
from tests.apps.journal import entered, told
from tests.apps.pictures import a_picture

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def applicant() -> Actor:
    small_city.publish(town.FOLDER)
    return small_city.a_person()


def noted(case_id: UUID) -> None:
    """A line of the fire brigade about a drawing, one of the clerk about the name of the boss."""
    supplement.note_line(
        actor=EXAMINERS["fire"],
        case_id=case_id,
        item="fire",
        kind=About.MATERIAL,
        about="layout",
        wrong="没有标出安全出口",
        example="标出两个出口和宽度",
        now=NOW + LATER,
    )
    supplement.note_line(
        actor=CLERK,
        case_id=case_id,
        item="health",
        kind=About.ELEMENT,
        about="boss",
        wrong="与身份证不一致",
        now=NOW + LATER,
    )


def asked(applicant: Actor) -> UUID:
    case_id = town.filed(applicant).case_id
    noted(case_id)
    supplement.ask_supplement(actor=CLERK, case_id=case_id, now=NOW + 2 * LATER)
    return case_id


def supplied(applicant: Actor, case_id: UUID) -> None:
    supplement.supply_asked(
        actor=applicant, case_id=case_id, material="layout", file=a_picture(), now=NOW + DAY
    )


def test_lines_of_all_departments_go_out_in_one_notice_without_a_word_in_the_journal(
    applicant,
) -> None:
    case_id = asked(applicant)

    case = cases_by_id([case_id])[case_id]
    row = CaseRecord.objects.get(id=case_id)
    assert case.state is State.SUPPLEMENT
    assert [(words.wrong, words.example) for _, words in notes.asked(case)] == [
        ("没有标出安全出口", "标出两个出口和宽度"),
        ("与身份证不一致", ""),
    ]
    assert (row.notice_on, row.answer_on) == (None, date(2026, 10, 8))  # ten working days
    assert "出口" not in told()
    assert notes.notes(case_id) == []
    assert not ContentRecord.objects.filter(kind=notes.NOTE).exists()
    assert list(damages({})) == []


def test_the_answer_takes_the_corrected_form_and_the_new_files_at_once(applicant) -> None:
    case_id = asked(applicant)
    supplied(applicant, case_id)
    wrong = supplement.correct_form(
        actor=applicant, case_id=case_id, sent={"boss": [""]}, now=NOW + DAY
    )
    with pytest.raises(NotAllowed) as early:
        supplement.answer_supplement(actor=applicant, case_id=case_id, now=NOW + DAY)
    before = drafts.form_values(case_id)["boss"]

    right = supplement.correct_form(
        actor=applicant, case_id=case_id, sent={"boss": ["赵文博二"]}, now=NOW + DAY
    )
    unfiled = drafts.form_values(case_id)["boss"]
    case = supplement.answer_supplement(actor=applicant, case_id=case_id, now=NOW + DAY)

    assert [problem.message.code for problem in wrong] == ["forms.required"]
    assert early.value.message.code == "case.answer_not_complete"
    assert (right, before, unfiled) == ((), "赵文博", "赵文博")
    assert drafts.form_values(case_id)["boss"] == "赵文博二"
    assert case.state is State.SUBMITTED
    assert ContentRecord.objects.filter(kind="form", name="form").count() > 1
    assert accept_case(actor=CLERK, case_id=case_id, now=NOW + DAY).state is State.ACCEPTED
    assert list(damages({})) == []


def test_what_was_typed_wrong_stands_there_again(applicant) -> None:
    case_id = town.filed(applicant).case_id
    supplement.note_line(
        actor=CLERK, case_id=case_id, item="fire", kind=About.ELEMENT, about="firm_code",
        wrong="写错一位", now=NOW,
    )  # fmt: skip
    supplement.ask_supplement(actor=CLERK, case_id=case_id, now=NOW)

    problems = supplement.correct_form(
        actor=applicant, case_id=case_id, sent={"firm_code": ["12345"]}, now=NOW
    )

    catalogue_elements = corrections.elements_of(
        plan(CaseRecord.objects.get(id=case_id).plan), ["firm_code"]
    )
    assert len(problems) == 1
    assert corrections.fields(case_id, catalogue_elements)["firm_code"] == ["12345"]


def test_the_clerk_sends_only_what_the_clerk_has_read(applicant) -> None:
    case_id = town.filed(applicant).case_id
    noted(case_id)
    seen = notes.fingerprint(notes.notes(case_id))
    supplement.remove_note(
        actor=CLERK, case_id=case_id, item="health", kind=About.ELEMENT, about="boss", now=NOW
    )

    with pytest.raises(Conflict) as refusal:
        supplement.ask_supplement(actor=CLERK, case_id=case_id, seen=seen, now=NOW)

    assert refusal.value.message.code == "case.lines_changed"
    assert cases_by_id([case_id])[case_id].state is State.SUBMITTED


def test_a_department_says_complete_or_notes_lines_not_both(applicant) -> None:
    case_id = town.filed(applicant).case_id
    supplement.say_complete(actor=EXAMINERS["fire"], case_id=case_id, item="fire", now=NOW)
    assert notes.complete_items(case_id) == {"fire"}

    noted(case_id)
    with pytest.raises(NotAllowed) as refusal:
        supplement.say_complete(actor=EXAMINERS["fire"], case_id=case_id, item="fire", now=NOW)

    assert notes.complete_items(case_id) == frozenset()
    assert refusal.value.message.code == "case.lines_noted"


def test_a_line_is_refused_where_it_cannot_be_asked(applicant) -> None:
    case_id = town.filed(applicant).case_id
    line = {"actor": CLERK, "case_id": case_id, "item": "fire", "now": NOW}

    with pytest.raises(NotAllowed) as not_read:
        supplement.note_line(**line, kind=About.MATERIAL, about="fire-paper", wrong="缺")
    with pytest.raises(NotAllowed) as plan:
        supplement.note_line(**line, kind=About.ELEMENT, about="stall_area", wrong="错")
    with pytest.raises(BadInput) as silent:
        supplement.note_line(**line, kind=About.MATERIAL, about="layout", wrong=" ")
    with pytest.raises(NotFound):
        supplement.note_line(
            **line | {"actor": EXAMINERS["health"]}, kind=About.MATERIAL, about="layout", wrong="缺"
        )

    assert [r.value.message.code for r in (not_read, plan, silent)] == [
        "case.line_not_read",
        "case.line_makes_the_plan",
        "case.line_without_words",
    ]


def test_a_walk_in_is_served_by_hand_and_the_clerk_takes_the_answer(applicant) -> None:
    case_id = town.filed(applicant).case_id
    CaseRecord.objects.filter(id=case_id).update(channel="counter")
    noted(case_id)
    case = supplement.ask_supplement(actor=CLERK, case_id=case_id, now=NOW)
    assert case.turns.supplement.served_on is None
    assert [row.id for row in asked_cases(CLERK, NOW)] == [case_id]
    assert CaseRecord.objects.get(id=case_id).notice_on == date(2026, 9, 23)

    supplement.serve_notice(
        actor=CLERK, case_id=case_id, how=Served.COUNTER, on=NOW.date(), now=NOW
    )
    supplied(CLERK, case_id)
    supplement.correct_form(actor=CLERK, case_id=case_id, sent={"boss": ["赵文博"]}, now=NOW + DAY)
    after = supplement.answer_supplement(actor=CLERK, case_id=case_id, now=NOW + DAY)

    assert after.state is State.SUBMITTED


def test_who_agreed_to_e_service_and_comes_to_the_counter_is_served_by_the_inbox(applicant) -> None:
    case_id = town.filed(applicant).case_id
    CaseRecord.objects.filter(id=case_id).update(channel="counter")
    AccountRecord.objects.filter(pk=applicant.person).update(consent_to_e_service=True)
    noted(case_id)

    case = supplement.ask_supplement(actor=CLERK, case_id=case_id, now=NOW)

    asked_for = case.turns.supplement
    assert (asked_for.served, asked_for.served_on) == (Served.INBOX, NOW.date())


def test_others_can_neither_see_nor_answer(applicant) -> None:
    case_id = asked(applicant)
    away = town.officer(960, Role.CLERK, region="370300")

    for actor in (small_city.a_person("qian"), away):
        with pytest.raises(NotFound):
            supplement.answer_supplement(actor=actor, case_id=case_id, now=NOW)
    with pytest.raises(NotFound):
        supplement.supply_asked(
            actor=applicant, case_id=case_id, material="rules", file=a_picture(), now=NOW
        )


def test_the_worker_returns_what_nobody_has_answered(applicant) -> None:
    case_id = asked(applicant)

    assert (return_unanswered(NOW + 21 * DAY), notice_silence(NOW + 21 * DAY)) == (0, 0)
    assert (return_unanswered(NOW + 22 * DAY), return_unanswered(NOW + 23 * DAY)) == (1, 0)

    [(written, _)] = entered(case_id, "returned")
    assert (written.stamp.by, written.stamp.machine) == (None, "law")
    assert CaseRecord.objects.get(id=case_id).answer_on is None
    assert list(damages({})) == []
