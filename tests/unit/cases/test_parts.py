"""Parts of a journal: without gaps from the first year to the last, each case in one of them."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banhao.apps.cases.parts import parts
from banhao.cli import main
from banhao.core.codes import case_id

YEARS = range(2026, 2029)
DIGITS = st.from_regex(r"[1-9][0-9]{1,5}", fullmatch=True)
CODES = st.from_regex(r"[0-9]{6}", fullmatch=True)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def code(digits: str) -> str:
    """Return the first code that begins with some digits."""
    return digits.ljust(6, "0")


REGIONS = st.lists(DIGITS, max_size=6, unique_by=code)


def test_a_part_reaches_up_to_the_next_region():
    made = parts([2026], ["3703", "3702"])

    assert [(part.name, str(part.first)[:11], str(part.behind)[:11]) for part in made] == [
        ("y2026", "20260000-00", "20263702-00"),
        ("y2026_3702", "20263702-00", "20263703-00"),
        ("y2026_3703", "20263703-00", "20270000-00"),
    ]


@given(REGIONS, CODES, DAYS)
def test_every_case_of_the_years_lies_in_the_part_of_its_region(regions, region, on):
    made = [*parts(YEARS, regions)]
    case = case_id.make(region, on, 0)

    assert all(one.behind == other.first for one, other in pairwise(made))
    (there,) = [part.name for part in made if part.first <= case < part.behind]
    cut = max((digits for digits in regions if code(digits) <= region), key=code, default="")
    assert there == f"y{on.year}_{cut}".rstrip("_")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["28"], "YEARS: “28”"),
        (["2030-2029"], "YEARS: “2030-2029”"),
        (["2026", "37a"], "REGION: “37a”"),
        (["2026", "37", "370000"], "REGION: “37 370000”"),
        (["2026", "00"], "REGION: “00”"),
    ],
)
def test_years_and_regions_that_are_none_are_refused_in_both_languages(words, said, capsys):
    assert main(["parts", *words]) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert "2026-2035" in told.err or "six digits" in told.err


def test_what_is_printed_names_the_rest_and_every_part(capsys):
    assert main(["parts", "2026-2027", "3702"]) == 0

    printed = capsys.readouterr().out
    assert printed.startswith("begin;\n")
    assert printed.count("for values from") == 4
    assert printed.count("before truncate on journal.") == 5
