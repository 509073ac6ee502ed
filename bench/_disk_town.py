"""The made-up city of bench/disk.py: a shop with three permits, 60 fields and 12 materials."""

import random
from collections.abc import Mapping

from banhao.demo_sources import population

THEME = "benchcity/open-a-shop"
ITEMS = ("fire-safety", "public-health", "shop-signs")
RESULTS = ("fire-opinion", "health-permit", "sign-permit")
COMPOSITE = "trade-licence"
FIELDS = 60
_ROLES = """
[[elements]]
id = "firm_name"
title = "单位名称"
type = "text"
section = "enterprise"
role = "holder-name"
prefill = ["business-licences"]

[[elements]]
id = "firm_code"
title = "统一社会信用代码"
type = "uscc"
section = "enterprise"
role = "holder-code"

[[elements]]
id = "boss_name"
title = "负责人"
type = "text"
section = "enterprise"
role = "person-name"

[[elements]]
id = "boss_number"
title = "负责人证件号码"
type = "id-number"
section = "enterprise"
role = "person-id"

[[elements]]
id = "premises"
title = "经营场所"
type = "address"
section = "enterprise"
role = "holder-address"
"""
_OPTIONS = ("owned", "leased", "borrowed", "shared")
_NAMES = (
    "floor_area", "opened_on", "storeys", "tenure", "contact_way", "night_opening", "seats",
    "exits", "water_supply", "cleaner", "assets", "remarks",
)  # fmt: skip
_TYPES = (
    ("text", ""),
    ("number", "minimum = 0\n"),
    ("date", ""),
    (
        "choice",
        "options = ["
        + ", ".join(f'{{ id = "{one}", title = "{one}" }}' for one in _OPTIONS)
        + "]\n",
    ),
    ("boolean", ""),
)
_MATERIALS = """
[[materials]]
id = "application-form"
title = "申请表"
form_of_application = true
""" + "".join(
    f'[[materials]]\nid = "{name}"\ntitle = "{name}"\nissuer = "{name}"\n{ways}\n'
    for name, ways in (
        ("identity-card", 'source = "identity-cards"\nways = ["E", "A"]'),
        ("business-licence", 'source = "business-licences"\nways = ["E", "A"]'),
        ("premises-title", 'source = "property-register"\nways = ["S", "A"]'),
        ("health-certificate", 'source = "health-certificates"\nways = ["S", "A"]'),
        ("tax-registration", 'source = "tax-register"\nways = ["S", "A"]'),
        ("management-rules", 'ways = ["C", "A"]\npledge = PLEDGE'),
        ("staff-training", 'ways = ["C", "A"]\npledge = PLEDGE'),
        ("floor-plan", ""),
        ("equipment-list", ""),
        ("sign-drawing", ""),
        ("fire-opinion-paper", 'certificate = "fire-opinion"\nways = ["I", "A"]'),
    )
).replace("PLEDGE", '{ promise = "已做到", consequence = "撤销许可", due_days = 10 }')
_SOURCES = (
    "identity-cards", "business-licences", "property-register", "health-certificates",
    "tax-register",
)  # fmt: skip
_ITEM = """
title = "{title}"
kind = "10"
basis = [{{ origin = "modelling" }}]
limit = {{ days = 20, unit = "working-day" }}
results = {results}
materials = {materials}
elements = {elements}
"""
_REGION = """
code = "999999"
title = "测试市"
office_hours = ["09:00-12:00", "13:00-17:00"]
counters = [{ id = "hall", title = "大厅" }]
departments = [
  { id = "fire", title = "消防大队" },
  { id = "health", title = "卫健局" },
  { id = "signs", title = "城管局" },
]
"""
_THEME = """
title = "我要开店"
composite = "trade-licence"
items = ["fire-safety", "public-health", "shop-signs"]
inspections = [{ id = "site", title = "踏勘", members = ["fire-safety"] }]
questions = [
  { element = "night_opening_5", title = "夜间营业？", why = "看时段", reference = false },
]
"""


def texts() -> dict[str, str]:
    """Return the catalogue's files."""
    names = [f"{name}_{n}" for n, name in _own()]
    roles = ["firm_name", "firm_code", "boss_name", "boss_number", "premises"]
    files = {
        "base/library.toml": _library(),
        "benchcity/region.toml": _REGION,
        "benchcity/themes/open-a-shop.toml": _THEME,
    }
    materials = {
        "fire-safety": ["application-form", "identity-card", "business-licence", "floor-plan",
                        "premises-title", "management-rules", "equipment-list"],
        "public-health": ["application-form", "identity-card", "health-certificate",
                          "staff-training", "tax-registration", "floor-plan"],
        "shop-signs": ["application-form", "fire-opinion-paper", "sign-drawing"],
    }  # fmt: skip
    for place, item in enumerate(ITEMS):
        files[f"base/items/{item}.toml"] = _ITEM.format(
            title=item,
            results=[RESULTS[place]],
            materials=materials[item],
            elements=roles + names[place::3],
        ).replace("'", '"')
        department = ("fire", "health", "signs")[place]
        inspected = 'inspection = "before"\n' if place == 0 else ""
        files[f"benchcity/items/{item}.toml"] = (
            f'authority = "{department}"\npromise = {place + 3}\n{inspected}'
        )
    return files


def _own() -> list[tuple[int, str]]:
    return [(n, _NAMES[n % len(_NAMES)]) for n in range(1, FIELDS - 4)]


def _library() -> str:
    elements = [
        f'[[elements]]\nid = "{name}_{n}"\ntitle = "{name} {n}"\ntype = "{kind}"\n'
        f'section = "enterprise"\n{more}'
        for n, name in _own()
        for kind, more in [_TYPES[4] if n == 5 else _TYPES[n % len(_TYPES)]]
    ]
    sources = ", ".join(
        f'{{ id = "{one}", title = "{one}", keeper = "{one}", ground = "依职权核验" }}'
        for one in _SOURCES
    )
    certificates = (
        '{ id = "fire-opinion", title = "消防检查意见书" }',
        '{ id = "health-permit", title = "卫生许可证", validity_years = 4 }',
        '{ id = "sign-permit", title = "招牌设置许可证", validity_years = 1 }',
        '{ id = "trade-licence", title = "行业综合许可证", composite = true }',
    )
    head = (
        'sections = [{ id = "enterprise", title = "企业", title_en = "Enterprise" }]\n'
        f"sources = [{sources}]\ncertificates = [{', '.join(certificates)}]\n"
    )
    return head + _ROLES + "".join(elements) + _MATERIALS


def typed(number: int) -> Mapping[str, list[str]]:
    """Return what the applicant with this number types, another for each."""
    firm, chance = population.firm(number % population.FIRMS), random.Random(number)
    fields = {
        "firm_name": firm.name,
        "firm_code": firm.uscc,
        "boss_name": firm.representative.name,
        "boss_number": firm.representative.id_number,
        "premises-text": f"{firm.address}{chance.randrange(30)}单元{chance.randrange(900)}室",
        "premises-region": "999999",
    }
    words = "甲乙丙丁戊己庚辛东西南北前后左右上下新旧大小内外"
    for n, name in _own():
        kind = _TYPES[4] if n == 5 else _TYPES[n % len(_TYPES)]
        fields[f"{name}_{n}"] = {
            "text": "".join(chance.choices(words, k=chance.randrange(4, 24))),
            "number": str(chance.randrange(1, 9000) / 10),
            "date": f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02d}-15",
            "choice": chance.choice(_OPTIONS),
            "boolean": "false" if n == 5 else chance.choice(("true", "false")),
        }[kind[0]]
    return {name: [text] for name, text in fields.items()}
