"""Asking real sources: found, missing, lying, failing, slow, stopped; nothing assumed obtained."""

import json
from datetime import timedelta

import pytest
from django.db import transaction

from banhao.apps.drafts import operations, queries
from banhao.apps.evidence import jobs, registry
from banhao.apps.evidence import queries as evidence
from banhao.apps.evidence.models import CircuitRecord, QueryLogRecord, SubjectRecord
from banhao.apps.evidence.sources import HttpSource
from banhao.apps.vault.models import ContentRecord
from banhao.core.catalogue.values import WayKind
from banhao.core.errors import BadInput, Conflict, NotFound
from banhao.core.evidence.slots import Outcome
from banhao.demo_sources.population import firm
from tests.apps import recorder, small_city
from tests.apps.demo_process import demo_sources
from tests.apps.small_city import NOW, a_draft, a_person, fill_in

pytestmark = pytest.mark.django_db
FIRM = firm(3)
BOTH = {"id-cards", "licences"}


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    with demo_sources(tmp_path_factory.mktemp("sources")) as running:
        yield running


@pytest.fixture
def actor(sources):
    sources.behave("honest")
    small_city.publish()
    return a_person()


def filled_in(actor, number=3):
    draft, of = a_draft(actor), firm(number)
    fields = {
        "firm_name": of.name,
        "firm_code": of.uscc,
        "boss": of.representative.name,
        "boss_id": of.representative.id_number,
    }
    assert fill_in(actor, draft.id, **fields) == ()
    return draft


def agree(actor, draft, consents=BOTH, now=NOW):
    operations.ask_sources(actor=actor, draft_id=draft.id, consents=consents, now=now)


def ask(sources, now=NOW):
    return jobs.ask_at(HttpSource(sources.url), now)


def slot(draft, material="id-card"):
    return next(s for s in evidence.slots(draft.id) if s.material == material)


def test_nothing_is_asked_before_somebody_agrees(actor, sources):
    draft = filled_in(actor)

    assert ask(sources) == 0
    assert slot(draft).outcome is Outcome.NOT_TRIED
    agree(actor, draft, {"id-cards", "no-such-source"})
    assert slot(draft).outcome is Outcome.ASKED
    assert slot(draft, "licence").outcome is Outcome.NOT_TRIED
    assert evidence.consents(draft.id) == {"id-cards"}


def test_a_form_that_names_nobody_cannot_be_asked_about(actor):
    with pytest.raises(Conflict) as refused:
        agree(actor, a_draft(actor))

    assert refused.value.message.code == "drafts.nobody_to_ask_about"


def test_an_answer_is_stored_sealed_with_time_and_digest(actor, sources):
    draft = filled_in(actor)
    agree(actor, draft)

    assert ask(sources) == 2

    got = slot(draft)
    assert (got.outcome, got.source, got.at) == (Outcome.ANSWERED, "id-cards", NOW)
    assert len(got.digest) == 64
    given = evidence.answer(draft.id, "id-card")
    assert given is not None
    assert given.facts["boss"] == FIRM.representative.name
    sealed = b"".join(bytes(r.sealed) for r in ContentRecord.objects.filter(subject=draft.id))
    assert FIRM.representative.name.encode() not in sealed
    assert ask(sources) == 0


def test_each_query_is_logged_with_who_agreed_whose_and_on_what_ground(actor, sources):
    draft = filled_in(actor)
    agree(actor, draft)
    ask(sources)

    first, second = evidence.log(draft.id)

    assert (first.source, second.source) == ("id-cards", "licences")
    assert (first.person, first.ground) == (actor.person, "依职权核验")
    assert (first.outcome, first.at) == (Outcome.ANSWERED, NOW)
    assert first.milliseconds > 0


def test_what_a_source_knows_can_fill_the_form_with_source_and_time(actor, sources):
    draft = filled_in(actor)
    agree(actor, draft)
    ask(sources)

    assert evidence.prefills(draft.id)["firm_name"].value == FIRM.name
    assert evidence.prefills(draft.id)["firm_name"].source == "licences"
    assert "boss" not in evidence.prefills(draft.id)  # no source may fill it


def test_a_missing_record_goes_on_to_an_upload_that_blocks_filing(actor, sources):
    draft = filled_in(actor, 24)
    agree(actor, draft)
    ask(sources)

    got = slot(draft)
    assert (got.known, got.step) == (Outcome.MISSING, 1)
    assert got.material in {s.material for s in evidence.blocking(draft.id)}
    assert evidence.answer(draft.id, "id-card") is None


def test_a_lie_is_a_mismatch_that_names_the_elements(actor, sources):
    draft = filled_in(actor)
    agree(actor, draft)
    sources.behave("lie")
    ask(sources)

    assert slot(draft).known is Outcome.MISMATCH
    given = evidence.answer(draft.id, "id-card")
    assert given is not None
    assert set(given.differs) == {"boss", "boss_id", "firm_name", "firm_code"}
    assert given.facts == {}  # another person's data is not kept
    assert evidence.prefills(draft.id) == {}


def test_a_wrong_name_in_the_form_is_a_mismatch_too(actor, sources):
    draft = filled_in(actor)
    fill_in(actor, draft.id, boss="钱多多")
    agree(actor, draft)
    ask(sources)

    given = evidence.answer(draft.id, "id-card")
    assert given is not None
    assert given.differs == ("boss",)
    assert slot(draft).known is Outcome.MISMATCH


@pytest.mark.parametrize("answer", ["error", "slow"])
def test_a_failing_or_slow_source_is_down_and_does_not_block(actor, sources, answer):
    draft = filled_in(actor)
    agree(actor, draft, {"id-cards"})
    sources.behave(answer)
    ask(sources)

    assert slot(draft).known is Outcome.DOWN
    assert slot(draft).material not in {s.material for s in evidence.blocking(draft.id)}
    (asked,) = evidence.log(draft.id)
    assert asked.milliseconds < 4000


def test_a_source_that_is_down_rests_and_others_waiting_for_it_go_on_at_once(actor, sources):
    first, second = filled_in(actor), filled_in(actor)
    sources.behave("error")
    agree(actor, first, {"id-cards"})
    ask(sources)
    agree(actor, second, {"id-cards"})
    ask(sources)

    assert slot(second).known is Outcome.DOWN
    (not_sent,) = evidence.log(second.id)
    assert not_sent.milliseconds == 0
    assert CircuitRecord.objects.get().failures == 1


def test_a_source_that_comes_back_still_settles_the_slot(actor, sources):
    draft = filled_in(actor)
    agree(actor, draft, {"id-cards"})
    sources.behave("error")
    ask(sources)
    sources.behave("honest")

    assert ask(sources, NOW + timedelta(seconds=1)) == 0  # the pause is not over
    assert ask(sources, NOW + timedelta(seconds=6)) == 1

    assert slot(draft).outcome is Outcome.ANSWERED
    assert CircuitRecord.objects.get().failures == 0
    assert SubjectRecord.objects.get(subject=draft.id).next_try_at is None


def test_the_pause_grows_with_each_failure(actor, sources):
    draft = filled_in(actor)
    agree(actor, draft, {"id-cards"})
    sources.behave("error")
    asked_after = []
    for seconds in range(0, 60, 5):
        if ask(sources, NOW + timedelta(seconds=seconds)):
            asked_after.append(seconds)

    assert asked_after == [0, 5, 15, 35]


def test_a_stopped_process_is_down_and_filing_goes_on(actor, tmp_path):
    draft = filled_in(actor)
    with demo_sources(tmp_path) as stopped:
        stopped.stop()
        agree(actor, draft)
        assert ask(stopped) == 2

    assert slot(draft).known is Outcome.DOWN
    assert slot(draft, "licence").known is Outcome.DOWN
    blocking = {s.material for s in evidence.blocking(draft.id)}
    assert blocking == {"rules", "layout"}


def test_changing_whom_it_is_about_forgets_what_was_answered(actor, sources):
    draft = filled_in(actor)
    agree(actor, draft)
    ask(sources)

    fill_in(actor, draft.id, boss_id=firm(4).representative.id_number)

    assert slot(draft).outcome is Outcome.NOT_TRIED
    agree(actor, draft)
    ask(sources)
    assert slot(draft).known is Outcome.MISMATCH  # the name in the form is still the other's


def test_choosing_ways_pledging_uploading_oneself_and_back(actor):
    draft = filled_in(actor)

    def choose(material, kind):
        operations.choose_way(actor=actor, draft_id=draft.id, material=material, kind=kind, now=NOW)

    choose("rules", WayKind.PLEDGE)
    choose("id-card", WayKind.APPLICANT)

    assert slot(draft, "rules").outcome is Outcome.PLEDGED
    assert (slot(draft).step, slot(draft).outcome) == (1, Outcome.NOT_TRIED)
    choose("rules", WayKind.APPLICANT)
    choose("id-card", WayKind.E_LICENCE)
    assert slot(draft, "rules").outcome is Outcome.NOT_TRIED
    assert slot(draft).source == "id-cards"
    with pytest.raises(BadInput):
        choose("layout", WayKind.PLEDGE)
    with pytest.raises(NotFound):
        choose("no-such-paper", WayKind.PLEDGE)


def test_an_answer_after_filing_goes_to_whoever_answers_for_the_case(actor, sources, monkeypatch):
    draft = filled_in(actor)
    agree(actor, draft, {"id-cards"})
    monkeypatch.setitem(registry._RECORDERS, "test", "tests.apps.recorder.record")

    ask(sources)

    (heard,) = recorder.HEARD
    assert (heard["material"], heard["answer"].outcome) == ("id-card", Outcome.ANSWERED)
    assert slot(draft).outcome is Outcome.ASKED  # whoever took it in settles it


def test_once_filed_an_answer_waits_for_the_case_to_take_it_in(actor, sources):
    draft = filled_in(actor)
    agree(actor, draft, {"id-cards"})
    with transaction.atomic():
        operations.close_draft(draft_id=draft.id, now=NOW)

    ask(sources)

    assert slot(draft).outcome is Outcome.ASKED
    assert [due.material for due in evidence.due_asks(NOW)] == ["id-card"]


def test_an_answer_that_comes_twice_changes_nothing(actor, sources):
    from banhao.apps.evidence import operations as evidence_operations

    draft = filled_in(actor)
    agree(actor, draft)
    ask(sources)
    before = slot(draft)
    answer = HttpSource(sources.url).ask(
        "id-cards",
        evidence.asked_about(evidence.Ask(draft.id, "id-card", 0, "id-cards")).question,
        NOW,
    )

    evidence_operations.record_answer(
        subject=draft.id,
        material="id-card",
        step=0,
        answer=answer,
        now=NOW + timedelta(hours=1),
    )

    assert slot(draft) == before
    kept = ContentRecord.objects.filter(subject=draft.id, kind="answers")
    assert kept.get().revision == 2  # one of each of the two sources


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"result": "found"}',
        b'{"result": "found", "facts": 3}',
        b"\xff",
        b"x" * 300_000,
    ],
)
def test_an_answer_that_makes_no_sense_is_down(body, tmp_path):
    import threading
    from wsgiref.simple_server import make_server

    from banhao.demo_sources.server import Quiet

    def application(environ, start):
        start("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    with make_server("127.0.0.1", 0, application, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        from banhao.apps.evidence.sources import Question

        answer = HttpSource(f"http://127.0.0.1:{server.server_port}").ask(
            "any", Question("1", "", ""), NOW
        )
        thread.join()

    assert answer.outcome is Outcome.DOWN


def test_the_form_values_are_never_in_a_row_in_clear(actor, sources):
    draft = filled_in(actor)
    agree(actor, draft)
    ask(sources)

    rows = [*SubjectRecord.objects.values(), *QueryLogRecord.objects.values()]
    text = json.dumps(rows, default=str, ensure_ascii=False)

    assert FIRM.representative.id_number not in text
    assert FIRM.representative.name not in text
    assert queries.form_values(draft.id)["boss_id"] == FIRM.representative.id_number
