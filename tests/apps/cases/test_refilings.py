"""A refused item filed again through the real errands: tables, vault, journal, certificates."""

import pytest

from banhao.apps.cases.audit.verify import damages
from banhao.apps.cases.jobs import notice_silence
from banhao.apps.cases.models import BranchRecord, PartRecord
from banhao.apps.cases.operations import acceptance, ends, refilings
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.cases.queries import cases_by_id
from banhao.apps.cases.queries import refilings as waiting
from banhao.apps.certificates.queries import certificates_of
from banhao.apps.drafts.queries import form_values
from banhao.apps.evidence.queries import slots
from banhao.apps.files import queries as files
from banhao.apps.vault.models import ContentRecord
from banhao.core.cases.case import BranchState, State
from banhao.core.certificates.values import CertificateState
from banhao.core.errors import BadInput, NotAllowed, NotFound
from banhao.core.evidence.slots import Outcome
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import CLERK, LATER, NOW
from tests.apps.journal import entered, kinds, told
from tests.apps.pictures import a_picture

pytestmark = pytest.mark.django_db
FILED, ACCEPTED, DECIDED = NOW + 4 * LATER, NOW + 5 * LATER, NOW + 6 * LATER


@pytest.fixture
def applicant():
    small_city.publish(town.FOLDER)
    return small_city.a_person()


@pytest.fixture
def case_id(applicant):
    """Health is granted; fire is refused, and the night filing stopped with it."""
    found = town.visited(town.accepted(applicant))
    town.granted(found, "health")
    assert town.refused(found, "fire").state is State.DECIDED
    return found


def refile(applicant, case_id, **fields: str):
    sent = {name: [text] for name, text in fields.items()}
    return refilings.refile_branch(
        actor=applicant, case_id=case_id, item="fire", fields=sent, now=FILED
    )


def test_a_refused_item_is_filed_accepted_and_granted_again(applicant, case_id) -> None:
    assert {c.item for c in certificates_of(case_id)} == {"health"}  # its licence came at once
    case = refile(applicant, case_id)
    assert [row.item for row in waiting(CLERK, FILED)] == ["fire"]

    refilings.accept_refiling(actor=CLERK, case_id=case_id, item="fire", now=ACCEPTED)
    case = town.granted(case_id, "fire", DECIDED)

    assert case.state is State.DECIDED
    assert cases_by_id([case_id])[case_id] == case
    found = certificates_of(case_id)
    assert {c.item for c in found} == {"", "health", "fire", "night"}
    assert [c.version for c in found] == [1] * 4
    assert list(damages({})) == []
    ends.deliver_case(actor=CLERK, case_id=case_id, how="counter", now=DECIDED)


def test_the_attempt_before_stays_as_it_was(applicant, case_id) -> None:
    before = list(BranchRecord.objects.filter(case=case_id).order_by("place").values())

    refile(applicant, case_id)

    rows = list(BranchRecord.objects.filter(case=case_id).order_by("place").values())
    assert rows[:3] == before
    assert [(r["item"], r["state"], r["attempt"]) for r in rows[3:]] == [
        ("fire", "refiled", 2),
        ("night", "received", 2),
    ]
    assert str(rows[3]["due_on"]) == "2026-09-23"
    assert PartRecord.objects.filter(case=case_id).count() == 2  # the record is reused


def test_the_corrected_form_is_a_new_revision_and_no_event_holds_it(applicant, case_id) -> None:
    was = form_values(case_id)

    refile(applicant, case_id)

    assert form_values(case_id) == was  # nothing of it may be changed in this small town
    assert entered(case_id, "refiled")
    assert "疏散通道" not in told()


def test_what_may_be_corrected_is_sealed_beside_what_was_filed(applicant) -> None:
    small_city.publish(town.FOLDER | town.EXITS)
    draft = town.ready_draft(applicant, exits="1")
    found = submit_case(actor=applicant, draft_id=draft.id, key="exits", now=NOW).case_id
    acceptance.accept_case(actor=CLERK, case_id=found, now=NOW + LATER)
    town.visited(found)
    town.refused(found, "fire")
    with pytest.raises(BadInput) as refusal:
        refile(applicant, found, exits="two")
    assert refusal.value.message.code == "case.form_not_complete"
    assert BranchRecord.objects.filter(case=found, attempt=2).count() == 0

    refile(applicant, found, exits="2", boss_id="999999199003070020")

    assert form_values(found)["exits"] == "2"
    assert form_values(found)["boss_id"] == town.FORM["boss_id"]  # who applies stays
    assert ContentRecord.objects.filter(subject=found, kind="form", name="form").count() == 2


def test_a_better_file_counts_when_the_item_is_filed_again(applicant, case_id) -> None:
    old = {slot.material: slot for slot in slots(case_id)}["layout"]
    refilings.prepare_material(
        actor=applicant, case_id=case_id, material="layout", file=a_picture(), now=FILED
    )
    assert {slot.material: slot for slot in slots(case_id)}["layout"] == old

    refile(applicant, case_id)

    new = {slot.material: slot for slot in slots(case_id)}["layout"]
    assert (new.outcome, new.digest) == (Outcome.SUPPLIED, files.digest_of(case_id, "layout"))
    assert new.digest != old.digest
    assert kinds(case_id)[-3:] == ["evidence_recorded", "refiled", "branch_resumed"]
    assert list(damages({})) == []


def test_nothing_can_be_prepared_where_nothing_was_refused(applicant, case_id) -> None:
    refile(applicant, case_id)
    refilings.withdraw_branch(
        actor=applicant, case_id=case_id, item="fire", reason="不办了", now=ACCEPTED
    )
    assert cases_by_id([case_id])[case_id].state is State.DECIDED

    with pytest.raises(NotFound):
        refilings.prepare_material(
            actor=applicant, case_id=case_id, material="layout", file=a_picture(), now=DECIDED
        )


def test_nobody_else_files_it_again(case_id) -> None:
    neighbour = small_city.a_person("neighbour")

    with pytest.raises(NotFound):
        refile(neighbour, case_id)
    with pytest.raises(NotAllowed):
        refile(CLERK, case_id)


def test_silence_accepts_what_was_filed_again(applicant, case_id) -> None:
    refile(applicant, case_id)
    later = NOW + 8 * 24 * LATER  # 25 September, the sixth working day was the 24th

    assert notice_silence(later) == 1
    assert notice_silence(later) == 0

    case = cases_by_id([case_id])[case_id]
    assert case.branch("fire").state is BranchState.ACCEPTED
    assert str(case.branch("fire").accepted_on) == "2026-09-17"
    [(written, _)] = entered(case_id, "refiling_accepted")
    assert written.stamp.machine == "law"
    assert list(damages({})) == []


def test_one_item_taken_back_leaves_the_others(applicant) -> None:
    case_id = town.visited(town.accepted(applicant))

    case = refilings.withdraw_branch(
        actor=applicant, case_id=case_id, item="fire", reason="不开了", now=FILED
    )

    assert case.branch("fire").state is BranchState.WITHDRAWN
    assert case.branch("night").state is BranchState.STOPPED
    case = town.granted(case_id, "health", DECIDED)
    assert case.state is State.DECIDED
    assert {c.item for c in certificates_of(case_id)} == {"health"}
    assert entered(case_id, "branch_withdrawn")
    assert "不开了" not in told()
    assert list(damages({})) == []


def test_a_listed_item_granted_later_makes_version_two(applicant) -> None:
    items = 'items = ["fire", { item = "health", gate = false }, "night"]'
    theme = town.THEME_TEXT.replace('items = ["fire", "health", "night"]', items)
    small_city.publish(town.FOLDER | {"smallcity/themes/open-a-shop.toml": theme})
    case_id = town.visited(town.accepted(applicant))
    town.granted(case_id, "fire")
    first = certificates_of(case_id)[0]
    assert (first.item, first.version, len(first.components)) == ("", 1, 2)

    town.granted(case_id, "health", DECIDED)

    second, *_, old = certificates_of(case_id)
    assert (second.version, len(second.components)) == (2, 3)
    assert (old.id, old.state) == (first.id, CertificateState.REPLACED)
    assert old.replaced_by is not None
    assert old.replaced_by.identifier == second.identifier
    assert list(damages({})) == []


def test_a_record_that_is_reused_may_bring_the_end_nearer(applicant) -> None:
    soon = '\nafter_inspection = { days = 1, unit = "working-day" }\n'
    small_city.publish(town.FOLDER | {"base/items/fire.toml": town.FIRE + soon})
    case_id = town.visited(town.accepted(applicant))
    town.refused(case_id, "fire")
    refile(applicant, case_id)

    refilings.accept_refiling(actor=CLERK, case_id=case_id, item="fire", now=ACCEPTED)

    row = BranchRecord.objects.get(case=case_id, item="fire", attempt=2)
    assert str(row.due_on) == "2026-09-18"  # a day after its acceptance: the visit lies behind
    assert list(damages({})) == []
