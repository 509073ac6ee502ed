"""A database from before decision 0013: its slots, consents and queries are carried over."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, migrations
from django.db.migrations.executor import MigrationExecutor

from banhao.apps.evidence import queries as evidence
from banhao.apps.evidence.queries import Query
from banhao.apps.vault.operations import seal
from banhao.core.evidence.slots import Outcome, Slot, Try
from tests.apps import small_city
from tests.apps.small_city import NOW, a_draft, a_person

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = ("evidence", "0001_initial"), ("evidence", "0004_digests_as_bytes")
GONE = UUID(int=7)  # a draft that was deleted; its log stayed
LATER = NOW + timedelta(seconds=5, microseconds=7)


def migrate(to: tuple[str, str]):
    """Bring the tables of evidence to a migration; returns the models of that moment."""
    executor = MigrationExecutor(connection)
    for name in executor.loader.graph.forwards_plan(AFTER):
        for operation in executor.loader.graph.nodes[name].operations:
            if isinstance(operation, migrations.RunPython):
                operation.reverse_code = migrations.RunPython.noop  # nothing is there yet
    executor.migrate([to])
    return executor.loader.project_state(to).apps


@pytest.fixture
def old():
    yield migrate(BEFORE)
    migrate(AFTER)


def test_what_was_kept_of_a_subject_is_one_row_now_and_the_draft_goes_on(old):
    def rows(name: str):
        return old.get_model("evidence", name).objects

    migrate(AFTER)
    small_city.publish()
    draft = a_draft(a_person())
    plan = draft.plan
    migrate(BEFORE)
    rows("SubjectRecord").update_or_create(subject=draft.id, defaults={"plan": plan})
    for material, step, outcome in (("form", 0, "folded"), ("layout", 0, "supplied")):
        rows("SlotRecord").create(subject=draft.id, material=material, step=step, outcome=outcome)
    rows("SlotRecord").create(
        subject=draft.id, material="id-card", step=0, outcome="answered", source="id-cards",
        digest="ab" * 32, at=NOW,
    )  # fmt: skip
    past = {"step": 0, "outcome": "down", "source": "licences", "at": NOW.isoformat()}
    rows("SlotRecord").create(
        subject=draft.id, material="licence", step=1, outcome="not-tried", tried=[past],
        next_try_at=LATER, failures=2,
    )  # fmt: skip
    for source in ("id-cards", "licences"):
        rows("ConsentRecord").create(subject=draft.id, source=source, person=5, at=NOW)
    for subject, outcome in ((draft.id, "answered"), (GONE, "missing")):
        rows("QueryRecord").create(
            at=NOW, subject=subject, material="id-card", source="id-cards", person=5,
            ground="依职权核验", outcome=outcome, milliseconds=12,
        )  # fmt: skip

    migrate(AFTER)

    assert evidence.slots(draft.id) == (
        Slot("form", 0, Outcome.FOLDED),
        Slot("id-card", 0, Outcome.ANSWERED, "id-cards", "ab" * 32, NOW),
        Slot("licence", 1, Outcome.NOT_TRIED, tried=(Try(0, Outcome.DOWN, "licences", NOW),)),
        Slot("layout", 0, Outcome.SUPPLIED),
    )
    assert evidence.consents(draft.id) == {"id-cards", "licences"}
    assert evidence.due_asks(NOW) == ()
    assert [ask.material for ask in evidence.due_asks(LATER)] == ["licence"]
    asked = Query(NOW, "id-card", "id-cards", 5, "依职权核验", Outcome.ANSWERED, 12)
    assert evidence.log(draft.id) == (asked,)
    assert [one.outcome for one in evidence.log(GONE)] == [Outcome.MISSING]


@pytest.mark.django_db
def test_an_answer_that_was_sealed_alone_is_read_for_ever():
    from django.db import transaction

    small_city.publish()
    draft = a_draft(a_person())
    content = (
        '{"at": "", "differs": [], "document": {}, "facts": {"boss": "赵"}, "source": "id-cards"}'
    )
    with transaction.atomic():
        seal(subject=draft.id, kind="answer", name="id-card", content=content.encode())

    given = evidence.answer(draft.id, "id-card")

    assert given is not None
    assert (given.source, given.facts, given.at) == ("id-cards", {"boss": "赵"}, None)
