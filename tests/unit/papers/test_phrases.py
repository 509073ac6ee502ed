"""Words of a paper are packed small and come back whole; the dictionary never changes."""

import hashlib
from importlib.resources import files

from banhao.apps.papers import phrases

WORDS = {"title": ["受理通知书", "Notice"], "to": "买买提热依木·阿卜杜拉 𠮷", "rows": [], "n": True}

FIRST = "ac5fbf10bee782ea5b3d0cf72b7a2b0cd9c597fdd13e863031d4fb14a5f226ca"


def test_words_come_back_whole():
    assert phrases.unpack(phrases.pack(WORDS)) == WORDS


def test_the_first_dictionary_is_as_it_was_when_the_first_paper_was_kept():
    file = files("banhao.apps.papers").joinpath("phrases-1.txt").read_bytes()

    assert hashlib.sha256(file).hexdigest() == FIRST


def test_words_packed_with_the_first_dictionary_are_read_for_ever():
    packed = bytes.fromhex(
        "01438a7cf496a58e12a4230e0fd2273b814d8b0d40f73c6f5e0bca1a73561cdafe72c6fea7bd"
        "739ecd9df3acbb53e1c38275db111e006acb83263100"
    )

    assert phrases.unpack(packed) == WORDS
