"""The signed facts: canonical bytes, and the address that carries them."""

import contextlib
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banhao.core.certificates import signed
from banhao.core.errors import BadInput

FACTS = signed.Facts(
    UUID("00112233-4455-6677-8899-aabbccddeeff"), 2, bytes(range(16)),
    date(2026, 10, 16), date(2031, 10, 15),
)  # fmt: skip

facts = st.builds(
    signed.Facts,
    certificate=st.uuids(),
    version=st.integers(1, 65535),
    holder=st.binary(min_size=16, max_size=16),
    issued_on=st.dates(),
    valid_until=st.none() | st.dates(),
)


def test_the_bytes_are_those_of_the_documented_layout():
    assert signed.to_bytes(FACTS).hex() == (
        "01" "00112233445566778899aabbccddeeff" "0002" "000102030405060708090a0b0c0d0e0f"
        "000b4a41" "000b5162"
    )  # fmt: skip


@given(facts)
def test_bytes_and_address_give_the_same_facts_back(given_):
    seal = signed.Seal(signed.to_bytes(given_), bytes(64))
    url = signed.to_url("https://example.gov.cn/", seal)

    assert len(seal.facts) == 43
    assert url.startswith("https://example.gov.cn/verify/qr/?f=")
    assert signed.from_bytes(signed.from_url(url).facts) == given_


@pytest.mark.parametrize(
    ("f", "s"),
    [("", ""), ("AAAA", "AAAA"), ("!!!", "x"), ("é", "é"), ("A" * 58, "A" * 85), ("A" * 57, "A")],
)
def test_what_is_no_seal_is_refused(f, s):
    with pytest.raises(BadInput):
        signed.from_parameters(f, s)


@given(st.binary(max_size=60))
def test_bytes_of_others_are_refused_or_read_but_never_break(content):
    with contextlib.suppress(BadInput):
        signed.from_bytes(content)
