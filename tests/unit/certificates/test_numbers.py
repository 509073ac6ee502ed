"""Numbers: national where a ministry gave the type a code, local and saying so where not."""

import re

from hypothesis import given
from hypothesis import strategies as st

from banhao.core.certificates import numbers

TYPE = "11100000000013338W011"
ISSUER = "11430000006122244L"


def _number(**changes):
    given_ = {
        "type_code": TYPE, "type_id": "hygiene-licence", "issuer_code": ISSUER,
        "issuer_id": "370300health", "serial": "20230000403", "version": 1, **changes,
    }  # fmt: skip
    return numbers.identifier(**given_)


def test_a_type_with_a_national_code_gets_the_national_identifier_of_the_standard():
    assert _number() == (
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U"
    )


def test_a_type_without_a_national_code_gets_a_local_number_that_says_so():
    number = _number(type_code="")

    assert number.startswith("LOCAL.HYGIENELICENCE.11430000006122244L.20230000403.001.")
    assert not numbers.is_national(number)
    assert "1.2.156" not in number


def test_an_issuer_without_a_code_gets_a_local_number_even_for_a_national_type():
    assert _number(issuer_code="").startswith("LOCAL.HYGIENELICENCE.370300HEALTH.20230000403.001.")


@given(st.sampled_from([TYPE, ""]), st.integers(1, 999), st.integers(0, 2**128 - 1))
def test_every_number_checks_out_and_one_wrong_character_is_found(code, version, chance):
    serial = numbers.serial("20261016", chance)
    number = _number(type_code=code, serial=serial, version=version)

    assert numbers.checks_out(number)
    other = "0" if serial[-1] != "0" else "1"
    assert not numbers.checks_out(number.replace(serial, serial[:-1] + other))


@given(st.integers(0, 2**128 - 1))
def test_a_serial_has_the_day_and_ten_characters(chance):
    assert re.fullmatch(r"20261016[0-9A-Z]{10}", numbers.serial("20261016", chance))


def test_a_number_is_found_however_it_is_typed():
    assert numbers.typed(" local. hygiene ．x。1\n") == "LOCAL.HYGIENE.X.1"


def test_what_is_no_number_does_not_check_out():
    assert not numbers.checks_out("LOCAL.A.B")
    assert not numbers.checks_out("LOCAL.张.B.C.001.X")
    assert not numbers.checks_out("")
