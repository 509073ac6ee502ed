"""Starting, answering, filling in and deleting a draft, and who may."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from banhao.apps.drafts import jobs, operations, queries
from banhao.apps.drafts.models import DraftRecord
from banhao.apps.evidence import queries as evidence
from banhao.apps.evidence.models import SubjectRecord
from banhao.apps.vault import queries as vault
from banhao.core.authority.acts import Office, Role
from banhao.core.catalogue.values import WayKind
from banhao.core.codes import case_id
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from banhao.core.evidence.slots import Outcome
from banhao.demo_sources.population import firm
from tests.apps import small_city
from tests.apps.small_city import ANSWERS, NOW, STANDING, a_draft, a_person, fill_in

pytestmark = pytest.mark.django_db
FIRM = firm(3)
COMPLETE = {
    "firm_name": FIRM.name,
    "firm_code": FIRM.uscc,
    "boss": FIRM.representative.name,
    "boss_id": FIRM.representative.id_number,
}


@pytest.fixture(autouse=True)
def _city():
    small_city.publish()


def outcomes(draft_id):
    return {slot.material: slot.outcome for slot in evidence.slots(draft_id)}


def test_a_draft_has_a_plan_slots_and_the_answers_in_its_form():
    draft = a_draft(a_person())

    assert outcomes(draft.id) == {
        "form": Outcome.FOLDED,
        "id-card": Outcome.NOT_TRIED,
        "licence": Outcome.NOT_TRIED,
        "rules": Outcome.NOT_TRIED,
        "layout": Outcome.NOT_TRIED,
    }
    assert queries.form_values(draft.id) == {"music": False, "stall_area": "20"}
    assert draft.region == "999999"


def test_the_id_lies_among_those_of_its_year_and_region_on_either_database():
    person = a_person()
    ids = {a_draft(person).id, a_draft(person).id}

    def there(place: str) -> set[UUID]:
        first, behind = case_id.span(place)
        rows = DraftRecord.objects.filter(id__gte=first, id__lt=behind)
        return set(rows.values_list("id", flat=True))

    assert len(ids) == 2
    assert {each.version for each in ids} == {8}
    assert there("2026") == there("202699") == there("2026999999") == ids
    assert there("2025") == there("2027") == there("2026999998") == set()


def test_the_code_of_the_firm_is_in_the_form_from_the_start():
    actor = a_person(firms=frozenset({FIRM.uscc}))

    draft = a_draft(actor, firm=FIRM.uscc)

    assert queries.form_values(draft.id)["firm_code"] == FIRM.uscc


def test_nobody_drafts_for_a_firm_that_is_not_theirs():
    with pytest.raises(NotAllowed):
        a_draft(a_person(), firm=FIRM.uscc)


def test_an_unknown_theme_and_an_unknown_answer_are_refused():
    actor = a_person()

    with pytest.raises(NotFound):
        a_draft(actor, theme="smallcity/nothing")
    with pytest.raises(BadInput):
        a_draft(actor, answers={"music": "loud"})


def test_for_anybody_else_there_is_no_such_draft():
    draft, stranger = a_draft(a_person()), a_person("stranger")

    with pytest.raises(NotFound):
        queries.draft(stranger, draft.id)
    with pytest.raises(NotFound):
        fill_in(stranger, draft.id, boss="x")
    with pytest.raises(NotFound):
        operations.delete_draft(actor=stranger, draft_id=draft.id, now=NOW)
    assert queries.open_drafts(stranger) == ()


def test_a_clerk_helps_in_the_own_region_only():
    applicant = a_person()
    clerk = a_person("clerk", offices=(Office(1, Role.CLERK, "999999"),))
    elsewhere = a_person("elsewhere", offices=(Office(2, Role.CLERK, "370300"),))

    draft = a_draft(clerk, applicant=applicant.person)

    assert (draft.applicant, draft.helper) == (applicant.person, clerk.person)
    assert queries.draft(applicant, draft.id) == queries.draft(clerk, draft.id)
    with pytest.raises(NotAllowed):
        a_draft(elsewhere, applicant=applicant.person)
    with pytest.raises(NotAllowed):
        a_draft(applicant, applicant=clerk.person)


def test_what_can_be_read_is_kept_as_values_and_what_cannot_as_typed():
    actor = a_person()
    draft = a_draft(actor)

    problems = fill_in(actor, draft.id, boss="赵文博", boss_id="123")

    assert [problem.element for problem in problems] == ["boss_id"]
    assert "boss_id" not in queries.form_values(draft.id)
    fields = queries.form_fields(queries.draft(actor, draft.id))
    assert (fields["boss"], fields["boss_id"]) == (["赵文博"], ["123"])


def test_the_check_page_names_what_is_missing_and_wrong_in_the_order_of_the_form():
    actor = a_person()
    draft = a_draft(actor)
    fill_in(actor, draft.id, boss_id="123")

    problems = queries.form_problems(queries.draft(actor, draft.id), NOW)

    assert {problem.element for problem in problems} == {
        "firm_name",
        "firm_code",
        "boss",
        "boss_id",
    }
    fill_in(actor, draft.id, **COMPLETE)
    assert queries.form_problems(queries.draft(actor, draft.id), NOW) == ()


def test_typing_something_right_later_forgets_what_was_wrong():
    actor = a_person()
    draft = a_draft(actor)
    fill_in(actor, draft.id, boss_id="123")

    fill_in(actor, draft.id, boss_id=FIRM.representative.id_number)

    fields = queries.form_fields(queries.draft(actor, draft.id))
    assert fields["boss_id"] == [FIRM.representative.id_number]


def test_another_answer_changes_the_plan_and_says_what_is_added():
    actor = a_person()
    draft = a_draft(actor)
    fill_in(actor, draft.id, boss="赵文博")

    change = operations.save_answers(
        actor=actor, draft_id=draft.id, answers={**ANSWERS, "music": True}, now=NOW
    )

    assert change.added_materials == ("noise-report",)
    assert not change.new_version
    assert "noise-report" in outcomes(draft.id)
    assert queries.form_values(draft.id)["boss"] == "赵文博"
    assert queries.form_values(draft.id)["music"] is True


def test_a_question_answered_otherwise_in_the_form_changes_the_plan_too():
    actor = a_person()
    draft = a_draft(actor)

    assert fill_in(actor, draft.id, music="yes") == ()

    assert "noise-report" in outcomes(draft.id)
    assert queries.draft(actor, draft.id).answers["music"] is True


def test_an_element_is_asked_only_where_its_condition_holds():
    actor = a_person()
    draft = a_draft(actor)
    fill_in(actor, draft.id, **COMPLETE, music="yes")

    problems = queries.form_problems(queries.draft(actor, draft.id), NOW)

    assert [problem.element for problem in problems] == ["loudness"]


def test_a_catalogue_that_moves_on_is_told_and_values_are_kept():
    actor = a_person()
    draft = a_draft(actor)
    fill_in(actor, draft.id, **COMPLETE)
    operations.choose_way(
        actor=actor, draft_id=draft.id, material="rules", kind=WayKind.PLEDGE, now=NOW
    )
    small_city.publish({"base/items/stall.toml": small_city.ITEM.replace('"layout", ', "")})

    assert queries.is_stale(queries.draft(actor, draft.id))
    change = operations.refresh_draft(actor=actor, draft_id=draft.id, now=NOW)

    assert (change.new_version, change.removed_materials) == (True, ("layout",))
    assert not queries.is_stale(queries.draft(actor, draft.id))
    assert queries.form_values(draft.id)["boss"] == COMPLETE["boss"]
    assert outcomes(draft.id)["rules"] is Outcome.PLEDGED
    assert not operations.refresh_draft(actor=actor, draft_id=draft.id, now=NOW).anything


def test_a_new_version_that_no_longer_asks_something_drops_that_answer():
    actor = a_person()
    draft = a_draft(actor)
    theme = small_city.THEME_TEXT.replace(
        '  { element = "stall_area", title = "摊位多大？", why = "按面积", reference = 20 },\n', ""
    )
    small_city.publish({"smallcity/themes/open-a-stall.toml": theme})

    change = operations.refresh_draft(actor=actor, draft_id=draft.id, now=NOW)

    assert change.dropped_answers == ("stall_area",)
    assert queries.form_values(draft.id)["stall_area"] == "20"


def test_a_filed_draft_cannot_be_changed_or_filed_again():
    actor = a_person()
    draft = a_draft(actor)
    with transaction.atomic():
        operations.close_draft(draft_id=draft.id, now=NOW)

    with pytest.raises(Conflict):
        fill_in(actor, draft.id, boss="x")
    with pytest.raises(Conflict), transaction.atomic():
        operations.close_draft(draft_id=draft.id, now=NOW)
    assert queries.open_drafts(actor) == ()


def test_a_draft_nobody_touches_is_deleted_after_ninety_days_with_all_in_it():
    actor = a_person()
    old, young = a_draft(actor), a_draft(actor)
    fill_in(actor, old.id, boss="赵文博")
    later = NOW + timedelta(days=90, seconds=1)
    DraftRecord.objects.filter(id=young.id).update(updated_at=NOW + timedelta(days=1))

    assert jobs.delete_old_drafts(later) == 1

    assert [draft.id for draft in queries.open_drafts(actor)] == [young.id]
    assert not SubjectRecord.objects.filter(subject=old.id).exists()
    assert vault.is_destroyed(old.id)
    assert jobs.delete_old_drafts(later) == 0


def test_there_is_no_draft_by_a_made_up_id():
    with pytest.raises(NotFound):
        operations.save_answers(
            actor=a_person(), draft_id=uuid4(), answers=ANSWERS, standing=STANDING, now=NOW
        )
