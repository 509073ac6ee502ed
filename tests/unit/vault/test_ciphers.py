"""The ciphers alone: what they must give, and what they must refuse."""

from uuid import UUID

import pytest
from cryptography.hazmat.primitives.hashes import SM3, Hash
from hypothesis import given
from hypothesis import strategies as st

from banhao.apps.vault import ciphers

KEY = bytes(range(32))
SUBJECT = UUID(int=7)


def test_sm3_is_the_one_of_the_standard():
    code = Hash(SM3())
    code.update(b"abc")  # GB/T 32905-2016, annex A.1

    assert code.finalize().hex() == (
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )


@given(st.binary(max_size=300), st.text(max_size=5), st.text(max_size=5))
def test_what_is_sealed_comes_back_only_at_its_place(content, kind, name):
    where = ciphers.place(SUBJECT, kind, name)
    sealed = ciphers.seal(KEY, content, where)

    assert ciphers.unseal(KEY, sealed, where) == content
    with pytest.raises(ciphers.TamperedError):
        ciphers.unseal(KEY, sealed, ciphers.place(SUBJECT, kind + name + "x"))


def test_parts_of_a_place_do_not_run_into_each_other():
    assert ciphers.place(SUBJECT, "ab", "c") != ciphers.place(SUBJECT, "a", "bc")


def test_a_wrapped_key_opens_only_for_its_subject():
    wrapped = ciphers.wrap(KEY, SUBJECT, ciphers.new_key())

    assert len(ciphers.unwrap(KEY, SUBJECT, wrapped)) == 32
    with pytest.raises(ciphers.TamperedError):
        ciphers.unwrap(KEY, UUID(int=8), wrapped)


def test_rubbish_is_refused_in_words_not_in_a_crash():
    with pytest.raises(ciphers.TamperedError):
        ciphers.unseal(KEY, b"", ciphers.place(SUBJECT))
