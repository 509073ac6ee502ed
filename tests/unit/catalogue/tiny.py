"""A good catalogue as small as one can be, to be broken in one place at a time."""

GOOD = {
    "base/library.toml": """
[[sections]]
id = "firm"
title = "单位"

[[sources]]
id = "register"
title = "登记库"
keeper = "登记机关"

[[certificates]]
id = "one-licence"
title = "综合许可证"
composite = true

[[certificates]]
id = "kennel-licence"
title = "犬舍许可证"
validity_years = 3

[[certificates]]
id = "bark-permit"
title = "吠叫许可证"

[[elements]]
id = "name"
title = "名称"
type = "text"
section = "firm"
prefill = ["register"]

[[elements]]
id = "dogs"
title = "犬只数"
type = "number"
minimum = 1
maximum = 99

[[elements]]
id = "breed"
title = "品种"
type = "choice"
options = [{ id = "small", title = "小型" }, { id = "large", title = "大型" }]

[[elements]]
id = "loud"
title = "会叫"
type = "boolean"

[[elements]]
id = "roster"
title = "名册"
type = "table"
columns = [{ id = "chip", title = "芯片号", type = "text" }]

[[materials]]
id = "FORM"
title = "申请表"
form_of_application = true

[[materials]]
id = "PLAN"
title = "平面图"
issuer = "申请人"
source = "register"
ways = ["S", "C", "A"]

[materials.pledge]
promise = "承诺有图"
consequence = "撤销"
due_days = 20

[[materials]]
id = "KENNEL"
title = "犬舍许可证"
issuer = "农业"
certificate = "kennel-licence"
ways = ["I", "A"]

[[materials]]
id = "NOISE"
title = "噪声报告"
issuer = "机构"
needed_when = 'loud && breed == "large"'
""",
    "base/items/KEEP.toml": """
title = "犬舍许可"
kind = "01"
results = ["kennel-licence"]
materials = ["FORM", "PLAN", "NOISE"]
elements = ["name", "dogs", "roster"]

[[basis]]
law = "犬类条例"
article = "3"
checked = "2025-04"

[limit]
days = 20
unit = "working-day"
law = "犬类条例"
article = "4"

[[forbidden]]
when = "dogs > 50"
text = "太多了"
law = "犬类条例"
article = "5"
""",
    "base/items/BARK.toml": """
title = "吠叫许可"
kind = "01"
results = ["bark-permit"]
materials = ["FORM", "KENNEL"]
elements = ["name"]

[[basis]]
law = "噪声条例"
article = "1"

[limit]
days = 13
unit = "day"
law = "噪声条例"
article = "2"
""",
    "town/region.toml": """
code = "370300"
title = "小镇"
office_hours = ["09:00-12:00", "13:30-17:00"]

[[departments]]
id = "farm"
title = "农业局"
""",
    "town/items/KEEP.toml": """
authority = "farm"
promise = 8
inspection = "before"

[[variants]]
id = "few"
title = "很少"
when = "dogs <= 2"
promise = 2
""",
    "town/items/BARK.toml": """
authority = "farm"
promise = 3
""",
    "town/themes/open-a-kennel.toml": """
title = "我要开犬舍"
composite = "one-licence"
items = [{ item = "KEEP" }, { item = "BARK", when = "loud" }]

[given]
breed = "small"

[[questions]]
element = "dogs"
reference = 3

[[questions]]
element = "loud"
reference = true
consequences = { true = "要办吠叫许可" }

[[inspections]]
id = "visit"
title = "踏勘"
members = ["KEEP"]

[baseline]
days = { KEEP = 20, BARK = 10 }
""",
}

LIBRARY = "base/library.toml"
KEEP, BARK = "base/items/KEEP.toml", "base/items/BARK.toml"
REGION = "town/region.toml"
TOWN_KEEP, TOWN_BARK = "town/items/KEEP.toml", "town/items/BARK.toml"
THEME = "town/themes/open-a-kennel.toml"


def edited(file: str, old: str, new: str) -> dict[str, str]:
    """Return the catalogue with the first `old` of a file replaced; "" = put in front."""
    text = GOOD[file]
    assert old in text, (file, old)
    return GOOD | {file: text.replace(old, new, 1) if old else new + text}


def added(file: str, text: str) -> dict[str, str]:
    """Return the catalogue with a text put at the end of a file, or as a new one."""
    return GOOD | {file: GOOD.get(file, "") + text}


def without(file: str) -> dict[str, str]:
    """Return the catalogue without a file."""
    return {path: text for path, text in GOOD.items() if path != file}
