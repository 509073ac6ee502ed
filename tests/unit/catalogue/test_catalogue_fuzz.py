"""Whatever is in a folder, reading it raises nothing but CatalogueError."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from banhao.core.catalogue.load import documents_of_texts, read_documents, read_folder_texts
from banhao.core.errors import CatalogueError
from tests.unit.catalogue.tiny import GOOD

PATHS = st.sampled_from(sorted(GOOD))
DOCUMENTS = documents_of_texts(GOOD)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["KEEP", "PLAN", "loud", "dogs > 3", "A", "id", "before", "2026-01-01"]),
    st.just(date(2026, 1, 1)),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def read(texts):
    with suppress(CatalogueError):
        read_folder_texts(texts)


def read_parsed(documents):
    with suppress(CatalogueError):
        read_documents(documents)


@given(path=st.one_of(PATHS, st.text(max_size=20)), content=st.binary(max_size=80))
@example(path="base/library.toml", content=b"\xff\xfe\x00")
@example(path="base/items", content=b"")
@example(path="/", content=b"a = 1")
def test_random_bytes(path, content):
    read(GOOD | {path: content.decode("utf-8", "surrogateescape")})


@given(path=PATHS, data=st.data())
def test_a_piece_cut_out_or_put_twice(path, data):
    text = GOOD[path]
    first, last = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))

    read(GOOD | {path: text[:first] + text[last:]})
    read(GOOD | {path: text[:last] + text[first:]})


@given(path=PATHS, data=st.data())
def test_two_words_swapped(path, data):
    words = GOOD[path].split(" ")
    one, other = (data.draw(st.integers(0, len(words) - 1)) for _ in range(2))
    words[one], words[other] = words[other], words[one]

    read(GOOD | {path: " ".join(words)})


@given(path=PATHS, data=st.data(), value=VALUES)
def test_any_value_in_any_place(path, data, value):
    read_parsed(DOCUMENTS | {path: put(DOCUMENTS[path], data, value)})


def put(node, data, value):
    """Return the node with one value somewhere in it replaced."""
    if isinstance(node, dict) and node:
        key = data.draw(st.sampled_from(sorted(node)))
        return node | {
            key: data.draw(st.just(value)) if stop(data) else put(node[key], data, value)
        }
    if isinstance(node, list) and node:
        at = data.draw(st.integers(0, len(node) - 1))
        inner = value if stop(data) else put(node[at], data, value)
        return [*node[:at], inner, *node[at + 1 :]]
    return value


def stop(data) -> bool:
    return data.draw(st.integers(0, 3)) == 0


@given(documents=st.dictionaries(st.one_of(PATHS, st.text(max_size=10)), VALUES, max_size=4))
def test_documents_of_anything(documents):
    read_parsed(documents)


@pytest.mark.parametrize("depth", [30, 3000])
def test_what_is_nested_too_deep_is_told(depth):
    with pytest.raises(CatalogueError) as caught:
        read_folder_texts(GOOD | {"base/x.toml": f"a = {'[' * depth}{']' * depth}"})

    assert {p.message.code for p in caught.value.problems} >= {"catalogue.too_deep"}


@pytest.mark.parametrize("document", [3, [], "a = 1"])
def test_a_document_that_is_no_table_is_told(document):
    with pytest.raises(CatalogueError) as caught:
        read_documents(DOCUMENTS | {"base/x.toml": document})

    assert caught.value.problems[0].message.code == "catalogue.not_a_value"


def test_a_value_of_no_kind_is_told():
    with pytest.raises(CatalogueError) as caught:
        read_documents(DOCUMENTS | {"base/x.toml": {"elements": object()}})

    assert caught.value.problems[0].message.code == "catalogue.not_a_value"


@pytest.mark.parametrize("digits", ["9" * 5000, "0x" + "f" * 5000])
def test_a_number_of_thousands_of_digits_is_told(digits):
    with pytest.raises(CatalogueError):
        read_folder_texts(
            GOOD | {"town/items/KEEP.toml": f'authority = "farm"\npromise = {digits}'}
        )
