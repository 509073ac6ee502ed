"""A made-up town where a shop needs three permits of two departments and one joint inspection."""

from datetime import datetime, timedelta
from uuid import UUID

from banhao.apps.cases.operations import acceptance, branches, visits
from banhao.apps.cases.operations.submit import Receipt, submit_case
from banhao.apps.drafts import operations as drafts
from banhao.apps.drafts.draft import Draft
from banhao.apps.drafts.queries import draft as drafts_of
from banhao.apps.evidence import queries as evidence
from banhao.core.authority.acts import Actor, Office, Role
from banhao.core.cases.case import (
    Case,
    Finding,
)
from banhao.core.catalogue.values import WayKind
from tests.apps import small_city
from tests.apps.pictures import a_picture
from tests.apps.small_city import NOW

THEME = "smallcity/open-a-shop"
FIRE = """
title = "消防检查"
kind = "01"
basis = [{ origin = "statute", law = "消防法", article = "15" }]
limit = { days = 13, unit = "working-day" }
results = ["fire-opinion"]
materials = ["form", "id-card", "rules", "layout"]
elements = ["firm_name", "firm_code", "boss", "boss_id", "stall_area"]
"""
HEALTH = FIRE.replace("消防检查", "卫生许可").replace("fire-opinion", "health-permit")
NIGHT = """
title = "夜间经营"
kind = "10"
limit = { days = 20, unit = "working-day" }
results = ["night-receipt"]
materials = ["form", "fire-paper"]
elements = ["firm_name", "music"]
"""
REGION = small_city.REGION.replace(
    'departments = [{ id = "office", title = "办事处" }]',
    'departments = [{ id = "office", title = "办事处" }, { id = "fire", title = "消防大队" },'
    ' { id = "health", title = "卫健局" }]',
)
MORE = """
[[certificates]]
id = "fire-opinion"
title = "消防检查意见书"
[[certificates]]
id = "health-permit"
title = "卫生许可证"
validity_years = 4
[[certificates]]
id = "night-receipt"
title = "备案回执"

[[materials]]
id = "fire-paper"
title = "消防意见书"
issuer = "消防"
certificate = "fire-opinion"
ways = ["I", "A"]
"""
THEME_TEXT = """
title = "我要开店"
title_en = "Open a shop"
composite = "trade-licence"
items = ["fire", "health", "night"]
inspections = [{ id = "site", title = "联合踏勘", members = ["fire", "health"] }]
questions = [
  { element = "music", title = "放音乐吗？", why = "要看噪声", reference = false },
  { element = "stall_area", title = "多大？", why = "按面积", reference = 20 },
]
"""
FOLDER = {
    "base/more.toml": MORE,
    "base/items/fire.toml": FIRE,
    "base/items/health.toml": HEALTH,
    "base/items/night.toml": NIGHT,
    "smallcity/region.toml": REGION,
    "smallcity/items/fire.toml": 'authority = "fire"\npromise = 5\ninspection = "before"\n',
    "smallcity/items/health.toml": 'authority = "health"\npromise = 3\ninspection = "before"\n',
    "smallcity/items/night.toml": 'authority = "office"\npromise = 0\nmode = "filing"\n',
    "smallcity/themes/open-a-shop.toml": THEME_TEXT,
}
# A town where the fire office also asks for the exits: something to correct after a refusal.
EXITS = {
    "base/exits.toml": """
[[elements]]
id = "exits"
title = "出口数"
title_en = "Exits"
type = "number"
minimum = 1
""",
    "base/items/fire.toml": FIRE.replace('"stall_area"]', '"stall_area", "exits"]'),
}
FORM = {
    "firm_name": "小城测试百货有限公司",
    "firm_code": "91999999MA0000000K",
    "boss": "赵文博",
    "boss_id": "999999199003070012",
}


def officer(person: int, role: Role, department: str = "", region: str = "999999") -> Actor:
    return Actor(person=person, offices=(Office(person, role, region, department),))


CLERK = officer(900, Role.CLERK)
EXAMINERS = {
    "fire": officer(901, Role.EXAMINER, "fire"),
    "health": officer(902, Role.EXAMINER, "health"),
}
DECIDERS = {
    "fire": officer(911, Role.DECIDER, "fire"),
    "health": officer(912, Role.DECIDER, "health"),
}
LATER = timedelta(hours=1)


def ready_draft(actor: Actor, **fields: str) -> Draft:
    """Return a draft that can be filed: form complete, one pledge, two uploads."""
    return completed(actor, small_city.a_draft(actor, theme=THEME).id, **fields)


def completed(actor: Actor, draft_id: UUID, now: datetime = NOW, **fields: str) -> Draft:
    """Fill in the form of a draft, pledge and upload what it needs; returns it."""
    draft = drafts_of(actor, draft_id)
    sent = {name: [text] for name, text in (FORM | fields).items()}
    assert drafts.save_section(actor=actor, draft_id=draft.id, fields=sent, now=now) == ()
    drafts.choose_way(
        actor=actor, draft_id=draft.id, material="rules", kind=WayKind.PLEDGE, now=now
    )
    for slot in evidence.blocking(draft.id):
        drafts.supply_material(
            actor=actor, draft_id=draft.id, material=slot.material, file=a_picture(), now=now
        )
    return draft


def filed(actor: Actor, key: str = "key") -> Receipt:
    return submit_case(actor=actor, draft_id=ready_draft(actor).id, key=key, now=NOW)


def accepted(actor: Actor) -> UUID:
    case_id = filed(actor).case_id
    acceptance.accept_case(actor=CLERK, case_id=case_id, now=NOW + LATER)
    return case_id


def visited(case_id: UUID, now: datetime = NOW + 2 * LATER) -> UUID:
    both = tuple(a.person or 0 for a in EXAMINERS.values())
    for item, actor in EXAMINERS.items():
        if item == "fire":
            visits.arrange_visit(
                actor=actor, case_id=case_id, visit="site", item=item, on=now.date(), now=now
            )
        visits.record_inspection(
            actor=actor,
            case_id=case_id,
            visit="site",
            item=item,
            result=Finding.MEETS,
            officers=both,
            notes="现场与申报一致",
            now=now,
        )
    return case_id


def refused(case_id: UUID, item: str, now: datetime = NOW + 3 * LATER) -> Case:
    branches.examine_branch(
        actor=EXAMINERS[item],
        case_id=case_id,
        item=item,
        finding=Finding.FAILS,
        comment="疏散通道不够宽",
        now=now,
    )
    return branches.decide_branch(
        actor=DECIDERS[item],
        case_id=case_id,
        item=item,
        grant=False,
        reason="疏散通道只有 0.9 米",
        article="《消防法》第十五条",
        remedy="拓宽后重办这一项",
        now=now,
    )


def granted(case_id: UUID, item: str, now: datetime = NOW + 3 * LATER) -> Case:
    branches.examine_branch(
        actor=EXAMINERS[item],
        case_id=case_id,
        item=item,
        finding=Finding.MEETS,
        comment="符合条件",
        now=now,
    )
    return branches.decide_branch(
        actor=DECIDERS[item], case_id=case_id, item=item, grant=True, now=now
    )
