"""The ciphers alone: what they must give, and what they must refuse."""

import hashlib
import zlib
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.hashes import SM3, Hash
from hypothesis import given
from hypothesis import strategies as st

from banhao.apps.vault import ciphers
from banhao.apps.vault.words import WORDS

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


def test_what_was_sealed_before_there_were_words_to_begin_with_is_opened() -> None:
    key, where, content = ciphers.new_key(), b"there", "测试区学林路 188 号".encode() * 9
    body = b"\1" + zlib.compress(content, 6)
    before = ciphers._encrypt(ciphers._derived(key, b"seal"), body, where)

    assert ciphers.unseal(key, before, where) == content
    assert len(ciphers.seal(key, content, where)) < len(before)


def test_the_words_that_contents_were_packed_with_stay_as_they_are() -> None:
    digest = hashlib.sha256(WORDS).hexdigest()

    assert digest == "3b3cef9777ea2c936e7135e88c856b52842f141d15bc894a8b3042e15fb5d2f1"
