"""From what happened at one way to the next; a source that is down never blocks filing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banhao.core.catalogue.values import Way, WayKind
from banhao.core.evidence import ladder
from banhao.core.evidence.slots import Outcome, Slot

NOW = datetime(2026, 9, 17, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


def ways(letters: str) -> tuple[Way, ...]:
    return tuple(
        Way(WayKind(letter), source=f"source-{n}" if letter in "ES" else "")
        for n, letter in enumerate(letters)
    )


def asked(letters: str) -> Slot:
    return ladder.asked(ladder.first("paper", ways(letters)), NOW)


@pytest.mark.parametrize(
    ("letters", "outcome", "source"),
    [
        ("EA", Outcome.NOT_TRIED, "source-0"),
        ("SA", Outcome.NOT_TRIED, "source-0"),
        ("CA", Outcome.NOT_TRIED, ""),
        ("A", Outcome.NOT_TRIED, ""),
        ("F", Outcome.FOLDED, ""),
        ("I", Outcome.INTERNAL, ""),
    ],
)
def test_a_slot_begins_at_its_first_way(letters: str, outcome: Outcome, source: str) -> None:
    slot = ladder.first("paper", ways(letters))

    assert (slot.step, slot.outcome, slot.source) == (0, outcome, source)


def test_an_answer_settles_the_slot_with_source_time_and_digest() -> None:
    slot = ladder.after(asked("EA"), ways("EA"), 0, Outcome.ANSWERED, "ab", NOW)

    assert slot == Slot("paper", 0, Outcome.ANSWERED, "source-0", "ab", NOW)
    assert slot.settled


@pytest.mark.parametrize("outcome", [Outcome.MISSING, Outcome.MISMATCH, Outcome.DOWN])
def test_what_was_not_found_goes_on_to_the_next_way_and_is_remembered(outcome: Outcome) -> None:
    slot = ladder.after(asked("ESA"), ways("ESA"), 0, outcome, "", NOW)

    assert (slot.step, slot.outcome, slot.source) == (1, Outcome.NOT_TRIED, "source-1")
    assert slot.known is outcome


def test_the_last_rung_is_an_upload_even_where_the_plan_names_none() -> None:
    slot = ladder.after(asked("S"), ways("S"), 0, Outcome.MISSING, "", NOW)

    assert slot.step == 1
    assert ladder.kind_at(ways("S"), slot.step) is WayKind.APPLICANT
    assert ladder.supplied(slot, ways("S"), "cd", LATER).outcome is Outcome.SUPPLIED


def test_a_source_that_is_down_does_not_block_filing_but_a_missing_record_does() -> None:
    down = ladder.after(asked("EA"), ways("EA"), 0, Outcome.DOWN, "", NOW)
    missing = ladder.after(asked("EA"), ways("EA"), 0, Outcome.MISSING, "", NOW)

    assert not ladder.blocks_filing(down, ways("EA"))
    assert ladder.blocks_filing(missing, ways("EA"))


@pytest.mark.parametrize(
    ("slot", "blocks"),
    [
        (ladder.first("paper", ways("EA")), True),  # nobody has agreed that it is asked
        (asked("EA"), False),
        (ladder.first("paper", ways("CA")), True),
        (ladder.first("paper", ways("A")), True),
        (ladder.first("paper", ways("F")), False),
        (ladder.first("paper", ways("I")), False),
        (ladder.supplied(ladder.first("paper", ways("A")), ways("A"), "cd", NOW), False),
    ],
)
def test_what_blocks_filing_is_what_the_applicant_has_not_dealt_with(
    slot: Slot, blocks: bool
) -> None:
    assert ladder.blocks_filing(slot, ways("EA")) is blocks


def test_a_late_answer_still_settles_a_slot_that_has_moved_on() -> None:
    moved = ladder.after(asked("EA"), ways("EA"), 0, Outcome.DOWN, "", NOW)

    slot = ladder.after(moved, ways("EA"), 0, Outcome.ANSWERED, "ab", LATER)

    assert (slot.step, slot.outcome, slot.digest, slot.down) == (0, Outcome.ANSWERED, "ab", ())


def test_a_late_no_is_remembered_without_moving_the_slot() -> None:
    moved = ladder.after(asked("EA"), ways("EA"), 0, Outcome.DOWN, "", NOW)

    slot = ladder.after(moved, ways("EA"), 0, Outcome.MISSING, "", LATER)

    assert (slot.step, slot.known, slot.down) == (1, Outcome.MISSING, ())


def test_a_late_answer_does_not_replace_what_was_supplied_meanwhile() -> None:
    moved = ladder.after(asked("EA"), ways("EA"), 0, Outcome.DOWN, "", NOW)
    supplied = ladder.supplied(moved, ways("EA"), "cd", NOW)

    assert ladder.after(supplied, ways("EA"), 0, Outcome.ANSWERED, "ab", LATER) == supplied


def test_a_pledge_needs_a_way_of_its_kind() -> None:
    slot = ladder.first("paper", ways("CA"))

    pledged = ladder.pledged(slot, ways("CA"), NOW)

    assert pledged is not None
    assert pledged.settled
    assert ladder.pledged(ladder.first("paper", ways("A")), ways("A"), NOW) is None


def test_a_page_may_show_an_asked_source_as_down_after_ten_seconds() -> None:
    slot = asked("EA")

    assert not ladder.waits_too_long(slot, NOW + timedelta(seconds=10))
    assert ladder.waits_too_long(slot, NOW + timedelta(seconds=11))


HAPPENINGS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from([Outcome.ANSWERED, Outcome.MISSING, Outcome.MISMATCH, Outcome.DOWN]),
    ),
    max_size=12,
)


@given(st.text("ESCA", min_size=1, max_size=4), HAPPENINGS)
def test_whatever_happens_nothing_is_obtained_without_a_digest(
    letters: str, happenings: list[tuple[int, Outcome]]
) -> None:
    slot = ladder.first("paper", ways(letters))
    for step, outcome in happenings:
        slot = ladder.after(slot, ways(letters), step, outcome, "ab", NOW)

    assert (slot.outcome is Outcome.ANSWERED) == (slot.digest == "ab")
    assert 0 <= slot.step <= len(letters)
    assert len({past.step for past in slot.tried}) == len(slot.tried)
