"""Mistakes in how services are rated. Name → (texts, file, field, code)."""

from tests.unit.catalogue.tiny import GOOD

FILE = "base/rating_options.toml"
RATINGS = """
[rating]
open_days = 10
change_days = 5

[[rating_options]]
id = "on"
title = "网上"
channel = "online"
levels = [5, 4, 3, 2, 1]

[[rating_options]]
id = "at"
title = "窗口"
channel = "counter"
levels = [5, 4, 3, 2, 1]
"""
RULES = RATINGS.partition("[[")[0]


def changed(old: str, new: str) -> dict[str, str]:
    assert old in RATINGS
    return GOOD | {FILE: RATINGS.replace(old, new, 1)}


BROKEN = {
    "a level that shows nothing to tick": (
        changed("levels = [5, 4, 3, 2, 1]", "levels = [5, 4, 3, 2]"),
        FILE,
        "rating",
        "rating_level_empty",
    ),
    "a rating option without levels": (
        GOOD | {FILE: RATINGS + '[[rating_options]]\nid = "x"\ntitle = "x"\nchannel = "online"\n'},
        FILE,
        "rating_options[2].levels",
        "rating_levels_missing",
    ),
    "a sixth level": (
        changed("levels = [5, 4, 3, 2, 1]", "levels = [6, 5, 4, 3, 2, 1]"),
        FILE,
        "rating_options[0].levels[0]",
        "number_out_of_range",
    ),
    "a level twice": (
        changed("levels = [5, 4, 3, 2, 1]", "levels = [5, 5, 4, 3, 2, 1]"),
        FILE,
        "rating_options[0].levels[1]",
        "listed_twice",
    ),
    "a channel nobody knows": (
        changed('channel = "online"', 'channel = "phone"'),
        FILE,
        "rating_options[0].channel",
        "value_unknown",
    ),
    "a window of no day": (
        changed("open_days = 10", "open_days = 0"),
        FILE,
        "rating.open_days",
        "number_out_of_range",
    ),
    "rating options without rules": (
        GOOD | {FILE: RATINGS.removeprefix(RULES)},
        "base/library.toml",
        "rating",
        "rating_rules_missing",
    ),
    "rules of rating twice": (
        GOOD | {FILE: RATINGS, "base/more.toml": RULES},
        FILE,
        "rating",
        "rating_rules_twice",
    ),
}
