"""A made-up city with one theme, in files as an author writes them, and people who use it."""

from datetime import UTC, datetime
from uuid import UUID

from banhao.apps.catalogues.operations import load_draft, publish_version
from banhao.apps.drafts import operations as drafts
from banhao.apps.drafts.draft import Draft
from banhao.apps.people.operations import make_account
from banhao.core.authority.acts import THE_OPERATOR, Actor
from banhao.core.compiler.plan import Standing

NOW = datetime(2026, 9, 17, 2, 0, tzinfo=UTC)
THEME = "smallcity/open-a-stall"
STANDING = Standing(pledge=True, e_licences=True, premises_registered=True, by_agent=False)
ANSWERS = {"music": False, "stall_area": 20}

BASE = """
sections = [
  { id = "enterprise", title = "企业", title_en = "Enterprise" },
  { id = "people", title = "人员", title_en = "People" },
]
sources = [
  { id = "id-cards", title = "电子身份证", keeper = "公安", ground = "依职权核验" },
  { id = "licences", title = "电子营业执照", keeper = "市监", ground = "依职权核验" },
]
certificates = [
  { id = "stall-licence", title = "摆摊许可证" },
  { id = "trade-licence", title = "行业综合许可证", composite = true },
]

[[elements]]
id = "firm_name"
title = "单位名称"
type = "text"
section = "enterprise"
role = "holder-name"
prefill = ["licences"]

[[elements]]
id = "firm_code"
title = "统一社会信用代码"
type = "uscc"
section = "enterprise"
role = "holder-code"

[[elements]]
id = "boss"
title = "负责人"
type = "text"
section = "people"
role = "person-name"

[[elements]]
id = "boss_id"
title = "负责人证件号码"
type = "id-number"
section = "people"
role = "person-id"

[[elements]]
id = "music"
title = "放音乐吗"
type = "boolean"

[[elements]]
id = "loudness"
title = "音量"
type = "number"
unit = "dB"
minimum = 1
maximum = 120
when = "music"

[[elements]]
id = "stall_area"
title = "摊位面积"
type = "number"
unit = "m²"
minimum = 1

[[elements]]
id = "helpers"
title = "帮手"
type = "table"
section = "people"
optional = true
columns = [
  { id = "name", title = "姓名", type = "text" },
  { id = "since", title = "入职日期", type = "date", optional = true },
]

[[materials]]
id = "form"
title = "摆摊申请表"
form_of_application = true

[[materials]]
id = "id-card"
title = "居民身份证"
issuer = "公安"
source = "id-cards"
ways = ["E", "A"]

[[materials]]
id = "licence"
title = "营业执照"
issuer = "市监"
source = "licences"
ways = ["S", "A"]

[[materials]]
id = "rules"
title = "管理制度"
issuer = "申请人"
ways = ["C", "A"]
pledge = { promise = "已建立制度", consequence = "撤销许可", due_days = 10 }

[[materials]]
id = "layout"
title = "平面图"
issuer = "申请人"

[[materials]]
id = "noise-report"
title = "噪声检测报告"
issuer = "检测机构"
needed_when = "music"
"""
ITEM = """
title = "摆摊许可"
kind = "10"
limit = { days = 20, unit = "working-day" }
results = ["stall-licence"]
materials = ["form", "id-card", "licence", "rules", "layout", "noise-report"]
elements = ["firm_name", "firm_code", "boss", "boss_id", "music", "loudness", "stall_area",
  "helpers"]
"""
RATINGS = """
rating = { open_days = 10, change_days = 5 }

[[rating_options]]
id = "online-quick"
title = "办得快"
title_en = "Quick"
channel = "online"
levels = [5, 4, 3]

[[rating_options]]
id = "online-slow"
title = "办得慢"
title_en = "Slow"
channel = "online"
levels = [2, 1]

[[rating_options]]
id = "counter-manner"
title = "服务态度"
title_en = "Manner"
channel = "counter"
levels = [5, 4, 3, 2, 1]
"""
REGION = """
code = "999999"
title = "小城"
departments = [{ id = "office", title = "办事处" }]
office_hours = ["09:00-12:00", "13:00-17:00"]
counters = [{ id = "hall", title = "大厅" }]
"""
IMPLEMENTATION = """
authority = "office"
promise = 5
"""
THEME_TEXT = """
title = "我要摆摊"
title_en = "Open a stall"
composite = "trade-licence"
items = ["stall"]
questions = [
  { element = "music", title = "放音乐吗？", why = "要看噪声", reference = false },
  { element = "stall_area", title = "摊位多大？", why = "按面积", reference = 20 },
]
"""
FOLDER = {
    "base/library.toml": BASE,
    "base/rating_options.toml": RATINGS,
    "base/items/stall.toml": ITEM,
    "smallcity/region.toml": REGION,
    "smallcity/items/stall.toml": IMPLEMENTATION,
    "smallcity/themes/open-a-stall.toml": THEME_TEXT,
}


def publish(changes: dict[str, str] | None = None) -> str:
    """Offer the small city, with some files changed; returns the version."""
    version = load_draft(actor=THE_OPERATOR, texts=FOLDER | (changes or {}), now=NOW)
    publish_version(actor=THE_OPERATOR, version=version, now=NOW)
    return version


def a_person(name: str = "zhao", **more) -> Actor:
    """Make an account and return its person as an actor."""
    account = make_account(
        email=f"{name}@example.com",
        password="lotus-pond-42",
        display_name="赵文博",
        now=NOW,
    )
    return Actor(person=account, **more)


def a_draft(actor: Actor, **more) -> Draft:
    """Start the small city's draft."""
    given = {"theme": THEME, "answers": ANSWERS, "standing": STANDING, "now": NOW}
    return drafts.start_draft(actor=actor, **(given | more))


def fill_in(actor: Actor, draft_id: UUID, **fields: str):
    """Type values into the form; returns the problems."""
    sent = {name: [text] for name, text in fields.items()}
    return drafts.save_section(actor=actor, draft_id=draft_id, fields=sent, now=NOW)
