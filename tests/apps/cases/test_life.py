"""A case through the real errands: what stands in the tables, the vault and the certificates."""

import pytest
from django.db import connection

from banhao.apps.cases.audit.verify import damages
from banhao.apps.cases.models import BranchRecord, CaseRecord
from banhao.apps.cases.operations import acceptance, branches, ends
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.cases.queries import cases_by_id, history, my_cases
from banhao.apps.certificates.queries import certificates_of
from banhao.apps.pledges.models import AfterCheckRecord
from banhao.core.authority.acts import Role
from banhao.core.cases.case import (
    Finding,
    State,
)
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import CLERK, DECIDERS, EXAMINERS, LATER, NOW
from tests.apps.journal import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def applicant():
    small_city.publish(town.FOLDER)
    return small_city.a_person()


def test_a_shop_opens(applicant) -> None:
    case_id = town.visited(town.accepted(applicant))
    town.granted(case_id, "fire")
    case = town.granted(case_id, "health")

    assert case.state is State.DECIDED
    assert {c.item for c in certificates_of(case_id)} == {"fire", "health", "night", ""}
    assert AfterCheckRecord.objects.filter(case=case_id, material="rules").count() == 1
    assert list(damages({})) == []

    case = ends.deliver_case(actor=CLERK, case_id=case_id, how="counter", now=NOW + 5 * LATER)
    assert case.state is State.DELIVERED


def test_the_row_is_what_the_events_give(applicant) -> None:
    case_id = town.visited(town.accepted(applicant))
    case = town.granted(case_id, "fire")

    assert cases_by_id([case_id])[case_id] == case
    assert list(damages({})) == []


def test_a_case_has_dates_that_can_be_searched(applicant) -> None:
    case_id = town.filed(applicant).case_id
    row = CaseRecord.objects.get(id=case_id)
    assert str(row.notice_on) == "2026-09-23"  # 18, 20 (worked), 21, 22, 23 September

    acceptance.accept_case(actor=CLERK, case_id=case_id, now=NOW + LATER)

    row.refresh_from_db()
    branch = BranchRecord.objects.get(case=row, item="fire")
    assert (row.notice_on, str(row.due_on)) == (None, "2026-09-23")
    assert str(branch.due_on) == "2026-09-23"


def test_a_recorded_visit_may_bring_the_end_of_a_branch_nearer(applicant) -> None:
    soon = '\nafter_inspection = { days = 1, unit = "working-day" }\n'
    small_city.publish(town.FOLDER | {"base/items/fire.toml": town.FIRE + soon})
    case_id = town.accepted(applicant)
    ends = (
        BranchRecord.objects.filter(case=case_id).order_by("place").values_list("due_on", flat=True)
    )
    before = [str(day) for day in ends]

    town.visited(case_id)

    assert before == ["2026-09-23", "2026-09-21", "None"]
    assert [str(day) for day in ends.all()] == ["2026-09-18", "2026-09-21", "None"]
    assert list(damages({})) == []


def test_events_hold_no_word_of_the_people_and_the_form(applicant) -> None:
    town.granted(town.visited(town.accepted(applicant)), "fire")

    for word in (*town.FORM.values(), "现场与申报一致", "符合条件", "zhao@example.com"):
        assert word not in told()


def test_filing_twice_has_one_effect(applicant) -> None:
    draft = town.ready_draft(applicant)
    first = submit_case(actor=applicant, draft_id=draft.id, key="k", body="b", now=NOW)

    again = submit_case(actor=applicant, draft_id=draft.id, key="k", body="b", now=NOW)

    assert again == first
    assert CaseRecord.objects.count() == 1
    with pytest.raises(Conflict) as other:
        submit_case(actor=applicant, draft_id=draft.id, key="k", body="other", now=NOW)
    with pytest.raises(Conflict):
        submit_case(actor=applicant, draft_id=town.ready_draft(applicant).id, key="k", now=NOW)
    assert other.value.message.code == "case.other_body"
    assert CaseRecord.objects.count() == 1


def test_a_form_that_is_not_complete_files_nothing_and_loses_nothing(applicant) -> None:
    draft = town.ready_draft(applicant, boss="")

    with pytest.raises(BadInput) as refusal:
        submit_case(actor=applicant, draft_id=draft.id, key="k", now=NOW)

    assert refusal.value.message.code == "case.form_not_complete"
    assert CaseRecord.objects.count() == 0
    small_city.fill_in(applicant, draft.id, boss="赵文博")
    assert submit_case(actor=applicant, draft_id=draft.id, key="k", now=NOW).number


def test_a_missing_upload_is_named(applicant) -> None:
    draft = small_city.a_draft(applicant, theme=town.THEME)
    small_city.fill_in(applicant, draft.id, **town.FORM)

    with pytest.raises(BadInput) as refusal:
        submit_case(actor=applicant, draft_id=draft.id, key="k", now=NOW)

    assert "平面图" in str(refusal.value.message.params["materials"])


def test_a_clerk_cannot_decide_and_an_examiner_cannot_hand_out(applicant) -> None:
    case_id = town.accepted(applicant)

    with pytest.raises(NotAllowed) as clerk:
        branches.decide_branch(actor=CLERK, case_id=case_id, item="fire", grant=True, now=NOW)
    with pytest.raises(NotAllowed) as examiner:
        acceptance.accept_case(actor=EXAMINERS["fire"], case_id=case_id, now=NOW)

    assert clerk.value.message.code == "authority.clerk_cannot_decide"
    assert examiner.value.message.code.startswith("authority.")


def test_who_may_not_see_a_case_does_not_find_it(applicant) -> None:
    case_id = town.accepted(applicant)
    stranger = small_city.a_person("qian")
    elsewhere = town.officer(950, Role.CLERK, region="370300")
    other_department = town.officer(951, Role.DECIDER, "water")

    for actor in (stranger, elsewhere, other_department):
        with pytest.raises(NotFound):
            branches.decide_branch(actor=actor, case_id=case_id, item="fire", grant=True, now=NOW)
        with pytest.raises(NotFound):
            ends.withdraw_case(actor=actor, case_id=case_id, reason="", now=NOW)
    assert my_cases(stranger) == []


def test_a_refusal_seals_its_reason_and_stops_who_needed_the_result(applicant) -> None:
    case_id = town.visited(town.accepted(applicant))
    branches.examine_branch(
        actor=EXAMINERS["fire"],
        case_id=case_id,
        item="fire",
        finding=Finding.FAILS,
        comment="出口堵塞",
        now=NOW + 3 * LATER,
    )

    branches.decide_branch(
        actor=DECIDERS["fire"],
        case_id=case_id,
        item="fire",
        grant=False,
        reason="疏散出口被堵",
        article="《消防法》第十五条",
        remedy="清理后重新申请",
        now=NOW + 4 * LATER,
    )

    kinds = [row.kind for row, _ in history(case_id)]
    assert kinds[-2:] == ["refused", "stopped"]
    assert "疏散出口" not in told()


def test_withdrawing_ends_the_case(applicant) -> None:
    case_id = town.accepted(applicant)

    case = ends.withdraw_case(actor=applicant, case_id=case_id, reason="不开了", now=NOW + LATER)

    assert case.state is State.WITHDRAWN
    with pytest.raises(NotAllowed):
        ends.withdraw_case(actor=applicant, case_id=case_id, reason="", now=NOW + LATER)


@pytest.mark.parametrize(
    "statement",
    [
        "update cases_eventrecord set data = '{}'",
        "delete from cases_eventrecord",
        "delete from cases_caserecord",
        "update cases_caserecord set state = 'delivered'",
        "update cases_caserecord set seq = 1",
        "update cases_caserecord set applicant = 7",
    ],
)
def test_the_database_itself_refuses_to_change_history(applicant, statement: str) -> None:
    town.filed(applicant)

    with pytest.raises(Exception, match="banhao"), connection.cursor() as cursor:
        cursor.execute(statement)
