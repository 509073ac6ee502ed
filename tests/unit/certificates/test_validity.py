"""Until when: alone, as the sum of parts, and what state that makes on a day."""

from datetime import date
from uuid import uuid4

import pytest

from banhao.core.certificates import validity
from banhao.core.certificates.values import (
    STATUS_CODES,
    CertificateState,
    Component,
    Validity,
)
from banhao.core.messages import Text

SINCE = date(2026, 10, 16)


@pytest.mark.parametrize(
    ("since", "years", "until"),
    [
        (SINCE, 5, date(2031, 10, 15)),
        (SINCE, 0, None),
        (date(2028, 2, 29), 1, date(2029, 2, 28)),
        (date(2028, 2, 29), 4, date(2032, 2, 28)),
        (date(2027, 1, 1), 1, date(2027, 12, 31)),
    ],
)
def test_years_of_validity_end_the_day_before(since, years, until):
    assert validity.years_from(since, years) == Validity(since, until)


def test_parts_with_one_common_end_give_that_end():
    parts = [Validity(SINCE, date(2031, 10, 15)), Validity(SINCE, date(2031, 10, 15))]

    assert validity.of_parts(SINCE, parts) == Validity(SINCE, date(2031, 10, 15))


def test_parts_with_different_ends_give_the_earliest_and_say_as_listed():
    parts = [Validity(SINCE, None), Validity(SINCE, date(2031, 10, 15)),
             Validity(SINCE, date(2030, 10, 15))]  # fmt: skip

    assert validity.of_parts(SINCE, parts) == Validity(SINCE, date(2030, 10, 15), as_listed=True)


def test_parts_without_end_give_no_end():
    assert validity.of_parts(SINCE, [Validity(SINCE, None)] * 2) == Validity(SINCE, None)


def test_the_last_day_still_counts_and_the_next_does_not():
    valid = Validity(SINCE, date(2031, 10, 15))

    assert validity.state_on(CertificateState.VALID, valid, date(2031, 10, 15)) == "valid"
    assert validity.state_on(CertificateState.VALID, valid, date(2031, 10, 16)) == "lapsed"


def test_what_was_revoked_stays_revoked_after_its_end():
    valid = Validity(SINCE, date(2031, 10, 15))

    assert validity.state_on(CertificateState.REVOKED, valid, date(2040, 1, 1)) == "revoked"


def test_a_composite_whose_parts_end_on_different_days_does_not_lapse_with_the_first():
    valid = Validity(SINCE, date(2030, 10, 15), as_listed=True)

    assert validity.state_on(CertificateState.VALID, valid, date(2030, 10, 16)) == "valid"


def test_parts_are_counted_by_their_state_on_the_day():
    def part(state, until):
        return Component(uuid4(), "X", Text("证"), Text("局"), Validity(SINCE, until), state)

    parts = [part(CertificateState.VALID, None), part(CertificateState.SUSPENDED, None),
             part(CertificateState.VALID, date(2027, 1, 1))]  # fmt: skip

    assert validity.part_states(parts, date(2028, 1, 1)) == {
        "valid": 1, "suspended": 1, "lapsed": 1,
    }  # fmt: skip


def test_every_state_has_its_status_code():
    assert [STATUS_CODES[state] for state in CertificateState] == [
        "01", "02", "03", "04", "05", "06", "07", "99",
    ]  # fmt: skip
