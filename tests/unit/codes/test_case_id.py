"""Ids of cases: what they say, that they sort by year and region, that chance fills the rest."""

from datetime import date
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banhao.core.codes import case_id

REGIONS = st.from_regex(r"[0-9]{6}", fullmatch=True)
DAYS = st.dates(date(1990, 1, 1), date(2199, 12, 31))
CHANCES = st.integers(0, (1 << case_id.CHANCE) - 1)
FRIDAY = date(2026, 11, 27)


def test_it_says_year_region_month_and_day():
    made = case_id.make("370303", FRIDAY, 0x2_5A0C_4D8E_6F21_0B3C)

    assert str(made) == "20263703-0311-8279-9a0c-4d8e6f210b3c"


@given(REGIONS, DAYS, CHANCES)
def test_it_is_a_uuid_of_version_8(region, on, chance):
    made = case_id.make(region, on, chance)

    assert (made.version, made.variant) == (8, RFC_4122)


@given(REGIONS, DAYS, CHANCES, CHANCES)
def test_every_bit_of_chance_is_in_it(region, on, one, other):
    same = case_id.make(region, on, one) == case_id.make(region, on, other)

    assert same is (one == other)


@given(st.tuples(REGIONS, DAYS, CHANCES), st.integers(0, 6), REGIONS, st.integers(-3, 3))
def test_it_lies_in_the_span_of_its_place_and_of_no_other(parts, digits, other, years):
    region, on, _ = parts
    made = case_id.make(*parts)
    for digit in (region[:digits], other[:digits]):
        first, behind = case_id.span(f"{on.year + years}{digit}")

        assert (first <= made < behind) is (years == 0 and region.startswith(digit))


def test_spans_of_neighbours_touch():
    assert case_id.span("2029")[1] == case_id.span("2030")[0] == UUID("2030" + "0" * 28)
    assert case_id.span("202637")[1] == case_id.span("202638")[0]
    assert case_id.span("2026999999")[1] == case_id.span("2027")[0]


@pytest.mark.parametrize("region", ["", "37030", "3703031", "37030a", "３７０３０３"])
def test_a_region_has_six_digits(region):
    with pytest.raises(ValueError, match="no code of six digits"):
        case_id.make(region, FRIDAY, 0)


@pytest.mark.parametrize("place", ["", "26", "2026a", "20263703031", "2026-37", "9999"])
def test_a_span_is_of_a_year_with_digits_of_a_region(place):
    with pytest.raises(ValueError, match="is no year"):
        case_id.span(place)
