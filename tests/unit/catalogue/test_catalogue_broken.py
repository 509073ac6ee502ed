"""Each rule of a catalogue has a small catalogue that breaks it, and is told where and what."""

import ast
from pathlib import Path

import pytest

import banhao.core.catalogue
from banhao.core.catalogue.load import read_folder_texts
from banhao.core.errors import CatalogueError
from banhao.ui.messages import entries, render
from tests.unit.catalogue import (
    broken_library,
    broken_ratings,
    broken_region,
    broken_themes,
)
from tests.unit.catalogue.tiny import (
    GOOD,
    KEEP,
    LIBRARY,
    REGION,
    THEME,
    TOWN_BARK,
    TOWN_KEEP,
    edited,
)


def problems(texts):
    with pytest.raises(CatalogueError) as caught:
        read_folder_texts(texts)
    return caught.value.problems


def told(texts):
    return {(p.file, p.field, p.message.code.removeprefix("catalogue.")) for p in problems(texts)}


BROKEN = {
    **broken_library.BROKEN,
    **broken_ratings.BROKEN,
    **broken_region.BROKEN,
    **broken_themes.BROKEN,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_catalogue_is_told_where_and_what(name):
    texts, file, field, code = BROKEN[name]

    found = told(texts)

    assert (file, field, code) in found


# What cannot be wrong alone: the second mistake follows from the first.
MORE = {
    "a region without its file",
    "an id that cannot be one",
    "two elements of one id",
    "a choice without options",
    "options of a text",
    "a table without columns",
    "a permit without a basis",
    "an element with a name of standing",
    "a question about an element nobody knows",
    "a theme without items",
    "a question about a table",
    "no theme at all",
    "an article without its law",
    "an element nobody knows",
    "a range that is empty",
    "a table in a table",
    "days on the spot",
    "a channel nobody knows",
}


@pytest.mark.parametrize("name", sorted(BROKEN.keys() - MORE))
def test_one_mistake_is_told_once(name):
    assert len(problems(BROKEN[name][0])) == 1


def test_five_mistakes_in_five_files_are_told_in_one_run():
    texts = dict(GOOD)
    texts[KEEP] = GOOD[KEEP].replace("2025-04", "April")
    texts[REGION] = GOOD[REGION].replace('"370300"', '"37"')
    texts[TOWN_KEEP] = GOOD[TOWN_KEEP].replace("promise = 8", "promise = 21")
    texts[TOWN_BARK] = 'title = "x"\n' + GOOD[TOWN_BARK]
    texts[THEME] = GOOD[THEME].replace("reference = 3", "reference = 0")

    assert told(texts) == {
        (KEEP, "basis[0].checked", "checked_bad"),
        (REGION, "code", "region_code_bad"),
        (TOWN_KEEP, "promise", "promise_over_limit"),
        (TOWN_BARK, "title", "not_overridable"),
        (THEME, "questions[0].reference", "answer_impossible"),
    }


def test_a_file_that_is_no_toml_is_told_alone_and_not_by_all_who_lean_on_it():
    assert told(edited(LIBRARY, "[[sections]]", "[[sections]")) == {
        (LIBRARY, "line 2", "toml_invalid")
    }
    assert told(edited(KEEP, "[[basis]]", "[[basis]")) == {(KEEP, "line 8", "toml_invalid")}
    assert told(edited(TOWN_KEEP, "[[variants]]", "[[variants]")) == {
        (TOWN_KEEP, "line 6", "toml_invalid")
    }
    assert told(edited(REGION, "[[departments]]", "[[departments]")) == {
        (REGION, "line 6", "toml_invalid")
    }


def test_the_nearest_name_is_offered():
    (problem,) = problems(edited(KEEP, '"PLAN"', '"PLAM"'))

    assert "PLAN" in render(problem.message, "zh-hans")
    assert "Did you mean PLAN" in render(problem.message, "en")


def test_the_possible_words_are_offered():
    (problem,) = problems(edited(TOWN_KEEP, '"before"', '"later"'))

    assert "before、after、none" in render(problem.message, "zh-hans")


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_told_has_words_in_both_languages(name):
    for problem in problems(BROKEN[name][0]):
        for language in ("zh-hans", "en"):
            words = render(problem.message, language)
            assert "{" not in words.replace("{…}", ""), words
            assert words != problem.message.code


def test_every_rule_has_a_broken_catalogue_and_words():
    folder = Path(banhao.core.catalogue.__file__).parent
    noted = {
        node.args[1].value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        if getattr(node.func, "attr", "") in {"note", "refuse"}
        and len(node.args) > 1
        and isinstance(node.args[1], ast.Constant)
    }
    shown = {code for *_, code in BROKEN.values()}

    assert {code for code in noted if f"catalogue.{code}" not in entries()} == set()
    assert noted - shown == {"too_deep", "not_a_value"}  # see test_catalogue_fuzz
