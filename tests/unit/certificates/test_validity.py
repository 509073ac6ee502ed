"""Until when: alone, as the sum of parts, and what state that makes on a day."""

from datetime import date

import pytest

from banhao.core.certificates import validity
from banhao.core.certificates.values import (
    STATUS_CODES,
    CertificateState,
    Validity,
)

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


def test_every_state_has_its_status_code():
    assert [STATUS_CODES[state] for state in CertificateState] == [
        "01", "02", "03", "04", "05", "06", "07", "99", "05",
    ]  # fmt: skip
