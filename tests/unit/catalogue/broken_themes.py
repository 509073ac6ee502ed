"""Mistakes in themes, and what only the whole shows. Name → (texts, file, field, code)."""

from tests.unit.catalogue.tiny import (
    GOOD,
    KEEP,
    LIBRARY,
    THEME,
    TOWN_BARK,
    TOWN_KEEP,
    added,
    edited,
    without,
)

LIVES = """
[[lives]]
id = "dog"
title = "狗的一生"
stages = [{ id = "pup", title = "小狗" }, { id = "old", title = "老狗" }]
"""

BROKEN = {
    "TOML that is none": (edited(THEME, 'title = "', "title = "), THEME, "line 2", "toml_invalid"),
    "no theme at all": (without(THEME), "", "themes", "no_themes"),
    "two themes of one id": (
        added("town/themes/other.toml", 'id = "open-a-kennel"\n' + GOOD[THEME]),
        "town/themes/other.toml",
        "id",
        "id_twice",
    ),
    "a question about an element nobody knows": (
        edited(THEME, 'element = "loud"', 'element = "lout"'),
        THEME,
        "questions[1].element",
        "reference_unknown",
    ),
    "a family of themes nobody knows": (
        edited(THEME, "", 'family = "firms"\n'),
        THEME,
        "family",
        "value_unknown",
    ),
    "a stage that no life has": (
        added("base/lives.toml", LIVES) | {THEME: 'stage = "puppy"\n' + GOOD[THEME]},
        THEME,
        "stage",
        "reference_unknown",
    ),
    "a life without stages": (
        added("base/lives.toml", '[[lives]]\nid = "dog"\ntitle = "狗的一生"'),
        "base/lives.toml",
        "lives[0].stages",
        "life_without_stages",
    ),
    "a stage of two lives": (
        added("base/lives.toml", LIVES + LIVES.replace('"dog"', '"cat"').replace('"old"', '"kit"')),
        "base/lives.toml",
        "lives[1].stages[0].id",
        "id_twice",
    ),
    "a question that people ask, without an answer": (
        edited(THEME, "[baseline]", '[[faq]]\nquestion = "叫吗？"\n\n[baseline]'),
        THEME,
        "faq[0].answer",
        "key_missing",
    ),
    "a name that the theme neither asks nor gives": (
        edited(THEME, 'breed = "small"', ""),
        THEME,
        "items[0]",
        "name_not_asked",
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
