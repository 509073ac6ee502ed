"""Mistakes in a region and its items. Name → (texts, file, field, code)."""

from tests.unit.catalogue.tiny import (
    BARK,
    GOOD,
    REGION,
    TOWN_BARK,
    TOWN_KEEP,
    added,
    edited,
    without,
)

ANOTHER = "11999999MB00000024"
TASK = "11999999MB000000114990199001001"  # made up: region 999999, check digit as it must be


def _coded(code: str) -> dict[str, str]:
    return edited(TOWN_KEEP, "promise = 8", f'promise = 8\ntask_code = "{code}"')


BROKEN = {
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
    "an item implemented twice": (
        added("town/items/again.toml", 'item = "KEEP"\n' + GOOD[TOWN_KEEP]),
        "town/items/again.toml",
        "item",
        "id_twice",
    ),
    "a department nobody knows": (
        edited(TOWN_BARK, '"farm"', '"fram"'),
        TOWN_BARK,
        "authority",
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
    "a condition that does not parse": (
        edited(TOWN_KEEP, "dogs <= 2", "dogs =< 2"),
        TOWN_KEEP,
        "variants[0].when",
        "condition_bad",
    ),
    "a condition over a text": (
        edited(TOWN_KEEP, "dogs <= 2", "name == 'x'"),
        TOWN_KEEP,
        "variants[0].when",
        "condition_not_askable",
    ),
    "a statute without its name": (
        edited(TOWN_BARK, "", 'origin = "statute"\n'),
        TOWN_BARK,
        "law",
        "statute_without_law",
    ),
    "a fee without law": (
        added(TOWN_BARK, "[fee]\namount = 10"),
        TOWN_BARK,
        "fee.law",
        "fee_without_law",
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
    "a task code that is too short": (
        _coded(TASK[:-1]),
        TOWN_KEEP,
        "task_code",
        "task_code_bad",
    ),
    "a task code whose credit code has a wrong check digit": (
        _coded(TASK[:17] + "2" + TASK[18:]),
        TOWN_KEEP,
        "task_code",
        "task_code_bad",
    ),
    "a task code of a level that is none": (
        _coded(TASK[:18] + "9" + TASK[19:]),
        TOWN_KEEP,
        "task_code",
        "task_code_bad",
    ),
    "a task code of another department": (
        _coded(TASK)
        | edited(REGION, 'id = "farm"', f'id = "farm"\nuscc = "{ANOTHER}"')
        | {TOWN_KEEP: _coded(TASK)[TOWN_KEEP]},
        TOWN_KEEP,
        "task_code",
        "task_code_bad",
    ),
    "a task code that another item has": (
        _coded(TASK) | {TOWN_BARK: GOOD[TOWN_BARK] + f'task_code = "{TASK}"\n'},
        TOWN_KEEP,
        "task_code",
        "task_code_twice",
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
    "no day to answer a supplement": (
        edited(REGION, "office_hours =", "supplement_answer_days = 0\noffice_hours ="),
        REGION,
        "supplement_answer_days",
        "answer_days_bad",
    ),
    "a reminder years before": (
        edited(REGION, "office_hours =", "reminders = { certificate = 900 }\noffice_hours ="),
        REGION,
        "reminders.certificate",
        "number_out_of_range",
    ),
    "a reminder of nothing known": (
        edited(REGION, "office_hours =", "reminders = { birthday = 1 }\noffice_hours ="),
        REGION,
        "reminders.birthday",
        "key_unknown",
    ),
    "a light after more than the whole limit": (
        edited(REGION, "office_hours =", "lights = { soon_percent = 120 }\noffice_hours ="),
        REGION,
        "lights.soon_percent",
        "percent_bad",
    ),
    "office hours that run backwards": (
        edited(REGION, '"09:00-12:00"', '"12:00-09:00"'),
        REGION,
        "office_hours[0]",
        "office_hours_bad",
    ),
}
