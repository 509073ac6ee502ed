"""Stored events: every kind is read back, the chain binds them, replay gives the case."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args, get_type_hints
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from banhao.core.cases.audit import Fault, Stored, faults, replay
from banhao.core.cases.case import (
    Stamp,
)
from banhao.core.cases.chain import Entry
from banhao.core.cases.codec import (
    KINDS,
    VERSION,
    decode_turns,
    encode_turns,
    kind_of,
    pack,
    unpack,
)
from banhao.core.cases.commands import (
    Accept,
    ArrangeVisit,
    Evidence,
    Moved,
)
from banhao.core.cases.events import (
    AfterCheckRecorded,
    Claimed,
    Event,
    EvidenceFiled,
    EvidenceRecorded,
    Stopped,
)
from banhao.core.cases.turns import (
    NO_TURNS,
    Extension,
    Line,
    Procedure,
    Served,
    Supplement,
    Turns,
)
from banhao.core.evidence.slots import Outcome
from banhao.core.pledges.checks import CheckState
from tests.unit.cases.plans import CASE_ID, EXAMINER, Desk, shop

AT = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
DAY = date(2026, 9, 28)
STAMP = Stamp(1, "", None, AT)
DIGEST = "00ff" * 16


def a_value(hint: object) -> st.SearchStrategy:
    strategies = {
        str: st.text(max_size=20),
        int: st.integers(0, 10**6),
        bool: st.booleans(),
        date: st.dates(),
        UUID: st.uuids(),
        int | None: st.none() | st.integers(1, 10**6),
        date | None: st.none() | st.dates(),
        tuple[str, ...]: st.lists(st.text(max_size=5)).map(tuple),
        tuple[int, ...]: st.lists(st.integers(1, 99)).map(tuple),
        tuple[Evidence, ...]: st.lists(st.builds(Evidence)).map(tuple),
    }
    if hint in strategies:
        return strategies[hint]
    if hint == Served | None:
        return st.none() | st.sampled_from(list(Served))
    if hint == tuple[Line, ...]:
        return st.lists(a_value(Line), max_size=3).map(tuple)
    if hint == tuple[Moved, ...]:
        return st.lists(st.builds(Moved), max_size=3).map(tuple)
    if is_dataclass(hint):
        return st.builds(hint, **{n: a_value(h) for n, h in get_type_hints(hint).items()})
    if isinstance(hint, type):
        return st.sampled_from(list(hint))  # an enum
    return st.dictionaries(st.text(max_size=5), strategies[tuple[str, ...]], max_size=3)


events = st.sampled_from(get_args(Event)).flatmap(
    lambda kind: st.builds(
        kind, **{f.name: a_value(get_type_hints(kind)[f.name]) for f in fields(kind)}
    )
)


@given(events, st.none() | st.integers(0, 10**6), st.datetimes(timezones=st.just(UTC)))
def test_every_event_is_read_back_as_it_was_written(event: Event, by: int | None, at) -> None:
    assume(date(2, 1, 1) < at.date() < date(9998, 1, 1))
    stamp = Stamp(by, "", None, at)
    kind, data = pack([event], stamp)

    assert unpack(kind, VERSION, data, stamp) == (event,)


def test_a_digest_is_spelled_shorter_and_the_day_only_where_it_is_another() -> None:
    event = AfterCheckRecorded("FIREA", "plan", CheckState.PASSED, 0, DIGEST, DAY)
    stored = '"item":"FIREA","material":"plan","put_right_days":0,"record":"%s","result":"passed"}'
    short = "AP8A/wD/AP8A/wD/AP8A/wD/AP8A/wD/AP8A/wD/AP8="

    assert pack([event], STAMP) == ("after_check_recorded", "{" + stored % short)
    later = replace(STAMP, at=AT + timedelta(days=1))
    assert pack([event], later)[1].startswith('{"effective_on":"2026-09-28",')
    before = '{"effective_on":"2026-09-28",' + stored % DIGEST
    assert unpack("after_check_recorded", 1, before, later) == (event,)


def test_an_officer_is_named_only_where_somebody_else_wrote_it() -> None:
    event = Claimed("FIREA", 1)

    assert pack([event], STAMP) == ("claimed", '{"item":"FIREA"}')
    assert pack([event], replace(STAMP, by=2)) == ("claimed", '{"item":"FIREA","officer":1}')


def test_a_text_that_looks_like_a_short_digest_is_not_written() -> None:
    with pytest.raises(ValueError, match="looks like a digest"):
        pack([Stopped("FIREA", "A" * 43 + "=")], STAMP)


@given(
    st.builds(
        Turns,
        st.none() | a_value(Supplement),
        st.lists(a_value(Procedure), max_size=2).map(tuple),
        st.lists(a_value(Extension), max_size=2).map(tuple),
    )
)
def test_the_turns_of_a_case_are_read_back_as_they_were_written(turns: Turns) -> None:
    assert decode_turns(encode_turns(turns)) == turns


def test_a_case_without_turns_stores_nothing() -> None:
    assert encode_turns(NO_TURNS) is None
    assert decode_turns(None) == decode_turns({}) == NO_TURNS


def test_evidence_of_a_filing_is_stored_as_short_lists_that_are_read_for_ever() -> None:
    stored = '{"materials":[["plan",0,"folded"],["id",1,"answered","cards","ab12"]]}'
    event = EvidenceFiled((
        Evidence("plan", 0, Outcome.FOLDED),
        Evidence("id", 1, Outcome.ANSWERED, "cards", "ab12"),
    ))  # fmt: skip

    assert pack([event], STAMP) == ("evidence_filed", stored)
    assert unpack("evidence_filed", 1, stored, STAMP) == (event,)


def test_the_events_of_one_material_each_that_older_cases_have_are_read_for_ever() -> None:
    stored = '{"digest":"ab12","material":"id","outcome":"answered","source":"cards","step":1}'

    (event,) = unpack("evidence_recorded", 1, stored, STAMP)

    assert event == EvidenceRecorded("id", 1, Outcome.ANSWERED, "cards", "ab12")
    assert pack([event], STAMP) == ("evidence_recorded", stored)


def test_every_kind_has_a_stored_name() -> None:
    assert set(KINDS.values()) == set(get_args(Event))


def _form(event: Event) -> tuple[str, int, str]:
    kind, data = pack([event], STAMP)
    return kind, VERSION, data


def history(desk: Desk) -> list[Stored]:
    stored: list[Stored] = []
    for seq, event in enumerate(desk.events, 1):
        entry = Entry(CASE_ID, seq, *_form(event), STAMP)
        stored.append(Stored(entry, entry.hash(stored[-1].hash if stored else b"")))
    return stored


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.do(Accept())
    desk.do(ArrangeVisit("site", "FIREA", desk.today), EXAMINER)
    return desk


def row_of(desk: Desk):
    stored = history(desk)
    return replace(desk.case, seq=len(stored), head=stored[-1].hash)


def found(events, row, head=None) -> list[Fault]:
    return [damage.fault for damage in faults(events, row, head, "c")]


def test_replaying_the_events_gives_the_case(desk: Desk) -> None:
    assert replay(history(desk)) == replace(desk.case, seq=0, head=b"")


def test_a_history_as_written_has_no_fault(desk: Desk) -> None:
    stored = history(desk)

    assert found(stored, row_of(desk), (len(stored), stored[-1].hash)) == []


def test_each_kind_of_damage_has_its_name(desk: Desk) -> None:
    stored, row = history(desk), row_of(desk)
    head = (len(stored), stored[-1].hash)
    edited = [*stored]
    edited[3] = replace(stored[3], entry=replace(stored[3].entry, data=stored[3].entry.data + " "))
    swapped = [*stored]
    swapped[3] = Stored(replace(stored[4].entry, seq=4), stored[4].hash)
    swapped[4] = Stored(replace(stored[3].entry, seq=5), stored[3].hash)

    assert Fault.EDITED in found(edited, row, head)
    assert Fault.EDITED in found(swapped, row, head)
    assert Fault.GAP in found(stored[:3] + stored[4:], row, head)
    assert Fault.CUT in found(stored[:-1], replace(row, seq=row.seq - 1), head)
    assert found([], None, head) == [Fault.CASE_GONE]
    assert Fault.ROW_AHEAD in found(stored[:-1], row, None)
    assert Fault.ROW_BEHIND in found(stored, replace(row, seq=row.seq - 1), None)
    assert Fault.ROW_DIFFERS in found(stored, replace(row, theme="other"), None)
    assert Fault.ROW_DIFFERS in found(stored, replace(row, head=b"x" * 32), None)
    assert Fault.REWRITTEN in found(stored, row, (2, b"x" * 32))


def test_visits_stand_in_the_order_that_their_stored_event_gives_back() -> None:
    site = shop().visits[0]
    desk = Desk(replace(shop(), visits=(site, replace(site, id="alone"))))

    replayed = replay(history(desk))

    assert replayed is not None
    assert replayed.visits == desk.case.visits


def test_the_audit_names_each_column_that_differs(desk: Desk) -> None:
    stored, row = history(desk), row_of(desk)
    first, *rest = row.branches
    edited = replace(row, theme="other", branches=(replace(first, claimed_by=7), *rest))
    lost = replace(row, branches=tuple(rest))

    assert [d.about for d in faults(stored, edited, None, "c")] == [
        "branch FIREA.claimed_by, theme"
    ]
    assert "branch FIREA" in next(iter(faults(stored, lost, None, "c"))).about.split(", ")


def test_what_one_errand_wrote_is_one_entry_that_gives_the_same_case(desk: Desk) -> None:
    kind, data = pack(desk.events, STAMP)
    entry = Entry(CASE_ID, 1, kind, VERSION, data, STAMP)
    stored = [Stored(entry, entry.hash(b""))]
    row = replace(desk.case, seq=len(desk.events), head=stored[0].hash)

    assert kind == "errand"
    assert list(unpack(kind, VERSION, data, STAMP)) == list(desk.events)
    assert stored[0].last == len(desk.events)
    assert replay(stored) == replay(history(desk))
    assert found(stored, row, (1, stored[0].hash)) == []
    assert found(stored, replace(row, seq=row.seq - 1)) == [Fault.ROW_BEHIND]


def test_a_single_event_is_an_entry_of_its_own_kind(desk: Desk) -> None:
    event = desk.events[-1]

    kind, version, data = _form(event)

    assert kind == kind_of(event)
    assert unpack(kind, version, data, STAMP) == (event,)


def test_an_entry_that_cannot_be_read_is_named(desk: Desk) -> None:
    stored = history(desk)
    broken = replace(stored[-1].entry, kind="errand", data='[["never-written",{}]]')
    edited = [*stored[:-1], Stored(broken, broken.hash(stored[-2].hash))]

    assert Fault.UNREADABLE in found(edited, row_of(desk))
