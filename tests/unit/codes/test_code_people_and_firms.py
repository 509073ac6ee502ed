"""Codes of firms and people: vectors of standards.md §8, made-up people of region 999999."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banhao.core.codes import identity_document, mobile, resident_id, uscc

TODAY = date(2026, 11, 2)
EXAMPLE = "11010519491231002X"  # of GB 11643-1999
MINISTRIES = [
    "11100000000013127D",
    "11100000MB0143028R",
    "11100000MB03271699",
    "11100000000013338W",
    "11370800MB28559184",
    "12441500196720244T",
]


def made_up_person(born="19900307"):
    body = f"999999{born}001"
    return body + resident_id.check_character(body)


def code_of(problem):
    return problem.code.removeprefix("codes.") if problem else None


@pytest.mark.parametrize("code", MINISTRIES)
def test_codes_of_real_authorities_pass(code):
    assert uscc.problem(code) is None
    assert uscc.check_character(code[:-1]) == code[-1]


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("", "uscc.length"),
        ("11100000000013127", "uscc.length"),
        ("1110000000001312ID", "uscc.character"),
        ("11100000mb0143028R", "uscc.character"),
        ("11100000000013127E", "uscc.check"),
        ("11100000000013172D", "uscc.check"),
    ],
)
def test_a_wrong_code_of_a_firm_is_told_apart(code, problem):
    assert code_of(uscc.problem(code)) == problem


@given(st.sampled_from(MINISTRIES), st.integers(0, 17), st.sampled_from(uscc.ALPHABET))
def test_one_wrong_character_in_a_uscc_is_always_found(code, place, other):
    changed = code[:place] + other + code[place + 1 :]

    assert (uscc.problem(changed) is None) is (changed == code)


def test_the_example_of_the_standard_passes():
    assert resident_id.problem(EXAMPLE, TODAY, None) is None
    assert resident_id.born_on(EXAMPLE) == date(1949, 12, 31)


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("1101051949123100", "resident_id.length"),
        ("11010519491231002x", "resident_id.character"),
        ("1101051949123100２X", "resident_id.character"),
        ("110105194912310021", "resident_id.check"),
        ("110105194912310X20", "resident_id.character"),
        (made_up_person("19900230"), "resident_id.date"),
        (made_up_person("18991231"), "resident_id.date"),
        (made_up_person("20261103"), "resident_id.future"),
        (made_up_person("20261102"), None),
    ],
)
def test_a_wrong_number_of_a_person_is_told_apart(number, problem):
    assert code_of(resident_id.problem(number, TODAY, None)) == problem


@pytest.mark.parametrize(
    ("regions", "passes"),
    [({"110105"}, True), ({"1101"}, True), ({"11"}, True), ({"110106", "37"}, False)],
)
def test_the_region_is_looked_up_in_the_table_that_is_given(regions, passes):
    problem = resident_id.problem(EXAMPLE, TODAY, regions)

    assert code_of(problem) == (None if passes else "resident_id.region")


def test_made_up_people_pass_only_where_the_table_has_their_region():
    person = made_up_person()

    assert code_of(resident_id.problem(person, TODAY, {"11", "37"})) == "resident_id.region"
    assert resident_id.problem(person, TODAY, {"11", "37", "999999"}) is None


@given(st.integers(0, 15))
def test_two_neighbours_swapped_in_a_resident_id_are_never_taken(place):
    person = made_up_person()
    swapped = person[:place] + person[place + 1] + person[place] + person[place + 2 :]

    assert (resident_id.problem(swapped, TODAY, None) is None) is (swapped == person)


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("19900001234", None),
        ("1990000123", "mobile.length"),
        ("199 0000 1234", "mobile.character"),
        ("+8619900001234", "mobile.character"),
        ("05331234567", "mobile.prefix"),
        ("12345678901", "mobile.prefix"),
        ("", "mobile.length"),
    ],
)
def test_a_mobile_number_is_eleven_digits_from_13_to_19(number, problem):
    assert code_of(mobile.problem(number)) == problem


@pytest.mark.parametrize(
    ("kind", "number", "problem"),
    [
        ("111", EXAMPLE, None),
        ("111", "1", "resident_id.length"),
        ("414", "E00000000", None),
        ("414", "E-0000", "identity_document.form"),
        ("513", "C00000000", None),
        ("513", "C0000", "identity_document.form"),
        ("999", "1", "identity_document.kind"),
    ],
)
def test_each_kind_of_document_has_its_check(kind, number, problem):
    assert code_of(identity_document.problem(kind, number, TODAY, None)) == problem
