"""Codes of licences, items, projects and cases: vectors of standards.md §1.1, §2.2, §4.1, §7."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banhao.core.codes import case_number, item_code, licence_id, project_code
from banhao.core.codes.iso7064 import DIGITS_AND_LETTERS
from banhao.ui.messages import entries

ROOT = licence_id.ROOT
LICENCES = [
    f"{ROOT}.11100000000013338W011.11430000006122244L.20230000403.001.U",
    f"{ROOT}.11100000000013338W032.11220000013544541J.2430599.001.F",
    f"{ROOT}.11100000000013338W009.11330105002500287C.2025052201.002.0",
    f"{ROOT}.11100000MB03271699022.340100.000000016.001.9",
]
PROJECT = "2509-320193-89-01-544060"


def code_of(problem):
    return problem.code.removeprefix("codes.") if problem else None


@pytest.mark.parametrize("identifier", LICENCES)
def test_identifiers_of_real_licences_pass_and_are_made_the_same(identifier):
    type_code, issuer, serial, version, _ = identifier.removeprefix(ROOT + ".").split(".")

    assert licence_id.problem(identifier) is None
    assert licence_id.make(type_code, issuer, serial, int(version)) == identifier


@given(st.sampled_from(LICENCES), st.integers(0, 60), st.sampled_from(DIGITS_AND_LETTERS))
def test_one_wrong_character_in_a_licence_identifier_is_always_found(identifier, place, other):
    place += len(ROOT) + 1
    if place >= len(identifier) or identifier[place] == ".":
        return
    changed = identifier[:place] + other + identifier[place + 1 :]

    assert (licence_id.problem(changed) is None) is (changed == identifier)


@pytest.mark.parametrize(
    ("identifier", "problem"),
    [
        ("1.2.3", "licence_id.root"),
        (f"{ROOT}.A.B", "licence_id.parts"),
        (LICENCES[0].lower(), "licence_id.character"),
        (LICENCES[0].replace("20230000403", ""), "licence_id.character"),
        (LICENCES[0].replace("W011", "W01"), "licence_id.lengths"),
        (LICENCES[0].replace(".001.", ".000."), "licence_id.lengths"),
        (LICENCES[0][:-1] + "V", "licence_id.check"),
    ],
)
def test_a_wrong_licence_identifier_is_told_apart(identifier, problem):
    assert code_of(licence_id.problem(identifier)) == problem


@pytest.mark.parametrize("version", [0, 1000])
def test_a_licence_has_versions_1_to_999(version):
    with pytest.raises(ValueError, match="lengths"):
        licence_id.make("11100000000013338W011", "340100", "1", version)


AUTHORITY, CATALOG = "11370800MB28559184", "370117002011"
TASK = AUTHORITY + "3" + CATALOG


@pytest.mark.parametrize(
    ("authority", "catalog"),
    [(AUTHORITY, CATALOG), ("12441500196720244T", "442199806003")],
)
def test_codes_of_real_items_fit_the_profile(authority, catalog):
    task = item_code.make_task(authority, "3", catalog)

    assert len(task) == 31
    assert item_code.task_problem(task, authority, {catalog}) is None
    assert item_code.handle_problem(task + "01", authority, {catalog}) is None


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (TASK[:-1], "item_code.length"),
        ("12441500196720244T" + TASK[18:], "item_code.authority"),
        (AUTHORITY + "8" + CATALOG, "item_code.level"),
        (AUTHORITY + "3" + "370117002012", "item_code.unknown"),
    ],
)
def test_a_wrong_code_of_an_item_is_told_apart(code, problem):
    assert code_of(item_code.task_problem(code, AUTHORITY, {CATALOG})) == problem


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (TASK, None),
        (TASK[:17] + "5" + TASK[18:], "uscc.check"),
        (TASK[:-1] + "X", "item_code.catalog"),
        (AUTHORITY + "0" + CATALOG, "item_code.level"),
    ],
)
def test_a_code_is_looked_at_by_itself_where_no_list_is_known(code, problem):
    found = item_code.task_problem(code)

    assert (found and code_of(found)) == problem


def test_an_authority_with_a_wrong_code_of_its_own_makes_no_items():
    with pytest.raises(ValueError, match="authority"):
        item_code.make_task("11370800MB28559185", "3", CATALOG)


def test_the_two_digits_of_a_sub_item_are_digits():
    assert (
        code_of(item_code.handle_problem(TASK + "A1", AUTHORITY, {CATALOG})) == "item_code.length"
    )
    assert code_of(item_code.catalog_problem("37011700201X")) == "item_code.catalog"


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (PROJECT, None),
        (PROJECT.replace("-", ""), "project_code.form"),
        ("2513" + PROJECT[4:], "project_code.month"),
        (PROJECT[:-1] + "1", "project_code.check"),
    ],
)
def test_a_project_code_has_a_month_and_a_check_digit(code, problem):
    assert code_of(project_code.problem(code)) == problem


def test_a_case_number_is_made_of_region_day_and_sequence():
    number = case_number.make("370300", date(2026, 9, 28), 17)

    assert number == "YJS37030020260928000017"
    assert case_number.problem(number) is None


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("YJS3703002026092800001", "case_number.form"),
        ("yjs37030020260928000017", "case_number.form"),
        ("YJS37030020260231000017", "case_number.date"),
    ],
)
def test_a_wrong_case_number_is_told_apart(number, problem):
    assert code_of(case_number.problem(number)) == problem


@pytest.mark.parametrize(("region", "sequence"), [("zibo", 1), ("370300", 1_000_000)])
def test_no_case_number_is_made_of_bad_parts(region, sequence):
    with pytest.raises(ValueError, match="six digits"):
        case_number.make(region, date(2026, 9, 28), sequence)


def test_every_problem_of_a_code_has_words_in_both_languages():
    told = {code for code in entries() if code.startswith("codes.")}

    assert {f"codes.{name}" for name in PROBLEMS} <= told
    assert all(entries()[code]["zh"] and entries()[code]["en"] for code in told)


PROBLEMS = [
    *(f"uscc.{why}" for why in ("length", "character", "check")),
    *(f"resident_id.{why}" for why in ("length", "character", "region", "date", "future", "check")),
    *(f"mobile.{why}" for why in ("length", "character", "prefix")),
    *(f"licence_id.{why}" for why in ("root", "parts", "character", "lengths", "check")),
    *(f"item_code.{why}" for why in ("catalog", "length", "authority", "level", "unknown")),
    *(f"project_code.{why}" for why in ("form", "month", "check")),
    *(f"case_number.{why}" for why in ("form", "date")),
    *(f"identity_document.{why}" for why in ("kind", "form")),
]
