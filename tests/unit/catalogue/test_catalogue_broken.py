"""Each rule of a catalogue has a small catalogue that breaks it, and is told where and what."""

import ast
from pathlib import Path

import pytest

import banhao.core.catalogue
from banhao.core.catalogue.load import read_folder_texts
from banhao.core.errors import CatalogueError
from banhao.ui.messages import entries, render
from tests.unit.catalogue.tiny import (
    BARK,
    GOOD,
    KEEP,
    LIBRARY,
    REGION,
    THEME,
    TOWN_BARK,
    TOWN_KEEP,
    added,
    edited,
    without,
)


def problems(texts):
    with pytest.raises(CatalogueError) as caught:
        read_folder_texts(texts)
    return caught.value.problems


def told(texts):
    return {(p.file, p.field, p.message.code.removeprefix("catalogue.")) for p in problems(texts)}


BROKEN = {
    "TOML that is none": (edited(THEME, 'title = "', "title = "), THEME, "line 2", "toml_invalid"),
    "a number that TOML knows and nobody else": (
        edited(TOWN_KEEP, "promise = 8", "promise = inf"),
        TOWN_KEEP,
        "promise",
        "not_finite",
    ),
    "an invisible character": (
        edited(REGION, 'title = "小镇"', r'title = "小\u0000镇"'),
        REGION,
        "title",
        "control_character",
    ),
    "a file in a strange place": (
        added("town/extra/x.toml", "a = 1"),
        "town/extra/x.toml",
        "",
        "file_unknown",
    ),
    "no theme at all": (without(THEME), "", "themes", "no_themes"),
    "a region without its file": (without(REGION), REGION, "", "region_file_missing"),
    "a key that is missing": (
        edited(TOWN_KEEP, 'authority = "farm"', ""),
        TOWN_KEEP,
        "authority",
        "key_missing",
    ),
    "a key with a slip of the pen": (
        edited(TOWN_KEEP, "promise = 8", "promise = 8\nauthorty = 1"),
        TOWN_KEEP,
        "authorty",
        "key_unknown",
    ),
    "a key inside a list with a slip": (
        edited(TOWN_KEEP, "promise = 2", "promise = 2\npromiss = 2"),
        TOWN_KEEP,
        "variants[0].promiss",
        "key_unknown",
    ),
    "words where a number must be": (
        edited(TOWN_KEEP, "promise = 8", 'promise = "8"'),
        TOWN_KEEP,
        "promise",
        "type_wrong",
    ),
    "true where a number must be": (
        edited(TOWN_KEEP, "promise = 8", "promise = true"),
        TOWN_KEEP,
        "promise",
        "type_wrong",
    ),
    "a number below nothing": (
        edited(TOWN_KEEP, "promise = 8", "promise = -1"),
        TOWN_KEEP,
        "promise",
        "number_out_of_range",
    ),
    "a title without words": (
        edited(KEEP, 'title = "犬舍许可"', 'title = " "'),
        KEEP,
        "title",
        "text_empty",
    ),
    "an id that cannot be one": (
        edited(LIBRARY, 'id = "dogs"', 'id = "dogs-and-cats"'),
        LIBRARY,
        "elements[1].id",
        "id_bad",
    ),
    "two elements of one id": (
        edited(LIBRARY, 'id = "dogs"', 'id = "name"'),
        LIBRARY,
        "elements[1].id",
        "id_twice",
    ),
    "two themes of one id": (
        added("town/themes/other.toml", 'id = "open-a-kennel"\n' + GOOD[THEME]),
        "town/themes/other.toml",
        "id",
        "id_twice",
    ),
    "an item implemented twice": (
        added("town/items/again.toml", 'item = "KEEP"\n' + GOOD[TOWN_KEEP]),
        "town/items/again.toml",
        "item",
        "id_twice",
    ),
    "a material listed twice": (
        edited(KEEP, '"FORM", "PLAN"', '"FORM", "FORM"'),
        KEEP,
        "materials[1]",
        "listed_twice",
    ),
    "a material nobody knows": (
        edited(KEEP, '"PLAN"', '"PLAM"'),
        KEEP,
        "materials[1]",
        "reference_unknown",
    ),
    "an element nobody knows": (
        edited(KEEP, '"dogs", "roster"', '"dog", "roster"'),
        KEEP,
        "elements[1]",
        "reference_unknown",
    ),
    "a section nobody knows": (
        edited(LIBRARY, 'section = "firm"', 'section = "form"'),
        LIBRARY,
        "elements[0].section",
        "reference_unknown",
    ),
    "a department nobody knows": (
        edited(TOWN_BARK, '"farm"', '"fram"'),
        TOWN_BARK,
        "authority",
        "reference_unknown",
    ),
    "a question about an element nobody knows": (
        edited(THEME, 'element = "loud"', 'element = "lout"'),
        THEME,
        "questions[1].element",
        "reference_unknown",
    ),
    "an item of law nobody knows": (
        added("town/items/MEOW.toml", GOOD[TOWN_BARK]),
        "town/items/MEOW.toml",
        "item",
        "reference_unknown",
    ),
    "a word that is none of the possible ones": (
        edited(TOWN_KEEP, 'inspection = "before"', 'inspection = "later"'),
        TOWN_KEEP,
        "inspection",
        "value_unknown",
    ),
    "a family of themes nobody knows": (
        edited(THEME, "", 'family = "firms"\n'),
        THEME,
        "family",
        "value_unknown",
    ),
    "a role nobody knows": (
        edited(LIBRARY, 'section = "firm"', 'section = "firm"\nrole = "holder"'),
        LIBRARY,
        "elements[0].role",
        "value_unknown",
    ),
    "a condition that does not parse": (
        edited(TOWN_KEEP, "dogs <= 2", "dogs =< 2"),
        TOWN_KEEP,
        "variants[0].when",
        "condition_bad",
    ),
    "a condition with an option that is none": (
        edited(LIBRARY, 'breed == "large"', 'breed == "huge"'),
        LIBRARY,
        "materials[3].needed_when",
        "condition_bad",
    ),
    "a condition over a text": (
        edited(TOWN_KEEP, "dogs <= 2", "name == 'x'"),
        TOWN_KEEP,
        "variants[0].when",
        "condition_not_askable",
    ),
    "a name that the theme neither asks nor gives": (
        edited(THEME, 'breed = "small"', ""),
        THEME,
        "items[0]",
        "name_not_asked",
    ),
    "an article without its law": (
        edited(BARK, 'law = "噪声条例"\narticle = "1"', 'article = "1"'),
        BARK,
        "basis[0].article",
        "article_without_law",
    ),
    "a statute without its name": (
        edited(TOWN_BARK, "", 'origin = "statute"\n'),
        TOWN_BARK,
        "law",
        "statute_without_law",
    ),
    "a day of checking that is none": (
        edited(KEEP, "2025-04", "April"),
        KEEP,
        "basis[0].checked",
        "checked_bad",
    ),
    "days on the spot": (
        edited(KEEP, 'unit = "working-day"', 'unit = "on-the-spot"'),
        KEEP,
        "limit.days",
        "on_the_spot_days",
    ),
    "a decision after the visit in calendar days": (
        added(KEEP, '[after_inspection]\ndays = 3\nunit = "day"\nlaw = "x"'),
        KEEP,
        "after_inspection.unit",
        "after_inspection_unit",
    ),
    "a kind of item that is none": (
        edited(BARK, 'kind = "01"', 'kind = "permit"'),
        BARK,
        "kind",
        "item_kind_bad",
    ),
    "a permit without a basis": (
        edited(BARK, '[[basis]]\nlaw = "噪声条例"\narticle = "1"', ""),
        BARK,
        "basis",
        "permit_without_basis",
    ),
    "a single item that ends in the composite": (
        edited(BARK, '"bark-permit"', '"one-licence"'),
        BARK,
        "results",
        "result_composite",
    ),
    "something forbidden without law": (
        edited(KEEP, 'text = "太多了"\nlaw = "犬类条例"\narticle = "5"', 'text = "太多了"'),
        KEEP,
        "forbidden[0].law",
        "forbidden_without_law",
    ),
    "a fee without law": (
        added(TOWN_BARK, "[fee]\namount = 10"),
        TOWN_BARK,
        "fee.law",
        "fee_without_law",
    ),
    "an element with a name of standing": (
        edited(LIBRARY, 'id = "roster"', 'id = "pledge"'),
        LIBRARY,
        "elements[4].id",
        "element_is_standing",
    ),
    "a choice without options": (
        edited(LIBRARY, 'type = "boolean"', 'type = "multi-choice"'),
        LIBRARY,
        "elements[3].options",
        "choice_without_options",
    ),
    "options of a text": (
        edited(LIBRARY, 'type = "choice"', 'type = "text"'),
        LIBRARY,
        "elements[2].options",
        "options_not_for",
    ),
    "a table without columns": (
        edited(LIBRARY, 'type = "boolean"', 'type = "table"'),
        LIBRARY,
        "elements[3].columns",
        "table_without_columns",
    ),
    "columns of a text": (
        edited(LIBRARY, 'type = "table"', 'type = "text"'),
        LIBRARY,
        "elements[4].columns",
        "columns_not_for",
    ),
    "a table in a table": (
        edited(LIBRARY, '"芯片号", type = "text"', '"芯片号", type = "table"'),
        LIBRARY,
        "elements[4].columns[0].type",
        "table_in_table",
    ),
    "a least value of a text": (
        edited(LIBRARY, 'section = "firm"', 'section = "firm"\nminimum = 1'),
        LIBRARY,
        "elements[0].minimum",
        "range_not_for",
    ),
    "a range that is empty": (
        edited(LIBRARY, "maximum = 99", "maximum = 0"),
        LIBRARY,
        "elements[1].maximum",
        "range_empty",
    ),
    "a type code that is none": (
        edited(LIBRARY, "validity_years = 3", 'code = "123"'),
        LIBRARY,
        "certificates[1].code",
        "type_code_bad",
    ),
    "a shared record without a source": (
        edited(LIBRARY, 'source = "register"\nways', "ways"),
        LIBRARY,
        "materials[1].ways[0].source",
        "way_without_source",
    ),
    "a source nobody knows": (
        edited(LIBRARY, 'source = "register"\nways', 'source = "registry"\nways'),
        LIBRARY,
        "materials[1].ways[0].source",
        "reference_unknown",
    ),
    "a source of what the applicant brings": (
        edited(LIBRARY, '"A"]', '{ kind = "A", source = "register" }]'),
        LIBRARY,
        "materials[1].ways[2].source",
        "source_not_for",
    ),
    "a way nobody knows": (
        edited(LIBRARY, '["S", "C", "A"]', '["S", "X", "A"]'),
        LIBRARY,
        "materials[1].ways[1].kind",
        "value_unknown",
    ),
    "a pledge of nothing": (
        edited(LIBRARY, 'promise = "承诺有图"', ""),
        LIBRARY,
        "materials[1].ways[1].promise",
        "pledge_without_promise",
    ),
    "a pledge without consequence": (
        edited(LIBRARY, 'consequence = "撤销"', ""),
        LIBRARY,
        "materials[1].ways[1].consequence",
        "pledge_without_consequence",
    ),
    "a pledge that is never checked": (
        edited(LIBRARY, "due_days = 20", ""),
        LIBRARY,
        "materials[1].ways[1].due_days",
        "pledge_without_due_days",
    ),
    "a material nobody can get": (
        edited(LIBRARY, '["S", "C", "A"]', '["S", "C"]'),
        LIBRARY,
        "materials[1].ways",
        "not_obtainable",
    ),
    "a material that only some can bring": (
        edited(LIBRARY, '["I", "A"]', '["I", { kind = "A", when = "by_agent" }]'),
        LIBRARY,
        "materials[2].ways",
        "not_obtainable",
    ),
    "a region that closes the last way": (
        added(TOWN_KEEP, '[ways]\nPLAN = ["S"]'),
        TOWN_KEEP,
        "ways.PLAN",
        "not_obtainable",
    ),
    "a region that changes the law": (
        added(TOWN_BARK, 'materials = ["FORM"]'),
        TOWN_BARK,
        "materials",
        "not_overridable",
    ),
    "a promise over the limit": (
        edited(TOWN_KEEP, "promise = 8", "promise = 21"),
        TOWN_KEEP,
        "promise",
        "promise_over_limit",
    ),
    "a variant's promise over the limit": (
        edited(TOWN_KEEP, "promise = 2", "promise = 21"),
        TOWN_KEEP,
        "variants[0].promise",
        "promise_over_limit",
    ),
    "working days that can outlast calendar days": (
        edited(TOWN_BARK, "promise = 3", "promise = 4"),
        TOWN_BARK,
        "promise",
        "promise_over_days",
    ),
    "days where law says on the spot": (
        edited(BARK, 'days = 13\nunit = "day"', 'unit = "on-the-spot"'),
        TOWN_BARK,
        "promise",
        "promise_not_on_the_spot",
    ),
    "an inspection before a decision on the spot": (
        edited(TOWN_KEEP, "promise = 2", "promise = 0"),
        TOWN_KEEP,
        "variants[0]",
        "visit_without_time",
    ),
    "a region's code that is none": (
        edited(REGION, '"370300"', '"3703"'),
        REGION,
        "code",
        "region_code_bad",
    ),
    "a credit code with a wrong check digit": (
        edited(REGION, 'id = "farm"', 'id = "farm"\nuscc = "11100000000013338X"'),
        REGION,
        "departments[0].uscc",
        "uscc_bad",
    ),
    "no office hours": (
        edited(REGION, 'office_hours = ["09:00-12:00", "13:30-17:00"]', ""),
        REGION,
        "office_hours",
        "office_hours_missing",
    ),
    "office hours that overlap": (
        edited(REGION, '"13:30-17:00"', '"11:30-17:00"'),
        REGION,
        "office_hours[1]",
        "office_hours_bad",
    ),
    "office hours that run backwards": (
        edited(REGION, '"09:00-12:00"', '"12:00-09:00"'),
        REGION,
        "office_hours[0]",
        "office_hours_bad",
    ),
    "a theme without items": (
        edited(THEME, 'items = [{ item = "KEEP" }, { item = "BARK", when = "loud" }]', ""),
        THEME,
        "items",
        "theme_without_items",
    ),
    "a theme with a number of its own": (
        edited(THEME, '{ item = "KEEP" }', '{ item = "KEEP", promise = 2 }'),
        THEME,
        "items[0].promise",
        "theme_own_number",
    ),
    "an item that the region does not implement": (
        without(TOWN_BARK),
        THEME,
        "items[1].item",
        "item_not_implemented",
    ),
    "a variant that does not exist": (
        edited(THEME, '{ item = "KEEP" }', '{ item = "KEEP", variant = "many" }'),
        THEME,
        "items[0].variant",
        "variant_unknown",
    ),
    "a question about a table": (
        edited(THEME, 'element = "loud"', 'element = "roster"'),
        THEME,
        "questions[1].element",
        "not_askable",
    ),
    "a reference answer that is missing": (
        edited(THEME, "reference = 3", ""),
        THEME,
        "questions[0].reference",
        "answer_missing",
    ),
    "a reference answer that is not possible": (
        edited(THEME, "reference = 3", "reference = 100"),
        THEME,
        "questions[0].reference",
        "answer_impossible",
    ),
    "a given value that is no option": (
        edited(THEME, 'breed = "small"', 'breed = "tiny"'),
        THEME,
        "given.breed",
        "answer_impossible",
    ),
    "a consequence of no answer": (
        edited(THEME, "{ true =", "{ yes ="),
        THEME,
        "questions[1].consequences.yes",
        "consequence_unknown",
    ),
    "an element both asked and given": (
        edited(THEME, 'breed = "small"', 'breed = "small"\nloud = true'),
        THEME,
        "given.loud",
        "given_and_asked",
    ),
    "reference answers that are unlawful": (
        edited(THEME, "reference = 3", "reference = 60"),
        THEME,
        "questions",
        "reference_unlawful",
    ),
    "reference answers that select nothing": (
        edited(
            THEME,
            '{ item = "KEEP" }, { item = "BARK", when = "loud" }',
            '{ item = "KEEP", when = "!loud" }, { item = "BARK", when = "!loud" }',
        ),
        THEME,
        "items",
        "reference_selects_nothing",
    ),
    "a composite that lists nothing": (
        edited(
            THEME,
            '{ item = "KEEP" }, { item = "BARK"',
            '{ item = "KEEP", listed = false }, { item = "BARK", listed = false',
        ),
        THEME,
        "items",
        "nothing_listed",
    ),
    "a composite that is none": (
        edited(THEME, '"one-licence"', '"bark-permit"'),
        THEME,
        "composite",
        "not_composite",
    ),
    "a joint inspection of nobody": (
        edited(THEME, 'members = ["KEEP"]', "members = []"),
        THEME,
        "inspections[0].members",
        "inspection_without_members",
    ),
    "a joint inspection of an item outside": (
        edited(THEME, 'members = ["KEEP"]', 'members = ["KEEP", "MEOW"]'),
        THEME,
        "inspections[0].members[1]",
        "reference_unknown",
    ),
    "a joint inspection of what is not inspected": (
        edited(THEME, 'members = ["KEEP"]', 'members = ["KEEP", "BARK"]'),
        THEME,
        "inspections[0].members",
        "member_not_inspected",
    ),
    "a visit that waits for its own member": (
        edited(THEME, 'members = ["KEEP"]', 'members = ["KEEP"]\nneeds = ["KEEP"]'),
        THEME,
        "inspections[0].needs",
        "visit_needs_member",
    ),
    "a visit that waits for what waits for its member": (
        edited(THEME, 'members = ["KEEP"]', 'members = ["KEEP"]\nneeds = ["BARK"]'),
        THEME,
        "inspections[0].needs",
        "visit_needs_member",
    ),
    "a circle of papers": (
        edited(LIBRARY, 'id = "NOISE"', 'id = "NOISE"\ncertificate = "bark-permit"'),
        THEME,
        "items",
        "circle",
    ),
    "a circle of papers and edges": (
        added(THEME, '[[edges]]\nbefore = "BARK"\nafter = "KEEP"\nlaw = "x"'),
        THEME,
        "items",
        "circle",
    ),
    "a theme longer than joint handling may be": (
        edited(THEME, "", "promise = 46\n"),
        THEME,
        "promise",
        "theme_over_joint_limit",
    ),
    "a theme shorter than its items": (
        edited(THEME, "", "promise = 1\n"),
        THEME,
        "promise",
        "theme_under_chain",
    ),
    "items longer than joint handling may be": (
        edited(KEEP, "days = 20", "days = 60")
        | {TOWN_KEEP: 'authority = "farm"\npromise = 50\ninspection = "before"'},
        THEME,
        "items",
        "chain_over_joint_limit",
    ),
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
