"""The case that bench/state_change.py lives through twelve times: plan, commands, people.

With BENCH_CERTIFICATES=1 its branches end in licences and the case in a composite.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from banhao.core.authority.acts import Actor, Office, Role
from banhao.core.cases.case import (
    Channel,
)
from banhao.core.cases.commands import (
    Submit,
)
from banhao.core.catalogue.values import Basis, InspectionWhen, Limit, Mode, Origin
from banhao.core.clock.values import Unit
from banhao.core.codes import case_id
from banhao.core.compiler.plan import (
    Branch,
    Figure,
    FormElement,
    Plan,
    Savings,
    Standing,
    Visit,
)
from banhao.core.messages import Text
from bench import _disk_town as town

CERTIFICATES = os.environ.get("BENCH_CERTIFICATES") == "1"
REGION, DAY = "999999", 480
SPACE = UUID("00000000-0000-4000-8000-000000000000")
HOLDER = {
    "firm_name": "测试区百货有限公司",
    "firm_code": "91999999MA0000000K",
    "premises": {"text": "测试区学林路 188 号 2 层", "region": "999999"},
}
START = datetime(2026, 9, 28, 1, 0, tzinfo=UTC)
DEPARTMENTS = ("fire", "health", "signs")


def officer(person: int, role: Role, department: str = "") -> Actor:
    return Actor(person=person, offices=(Office(person, role, REGION, department),))


CLERK = officer(900, Role.CLERK)
EXAMINERS = {d: officer(901 + n, Role.EXAMINER, d) for n, d in enumerate(DEPARTMENTS)}
DECIDERS = {d: officer(911 + n, Role.DECIDER, d) for n, d in enumerate(DEPARTMENTS)}


def _branch(item: str, days: int) -> Branch:
    modelled = Basis(Origin.MODELLING)
    return Branch(
        item=item.upper(),
        title=Text(item),
        kind="01",
        department=item,
        department_title=Text(item),
        mode=Mode.ORDINARY,
        variant="",
        inspection=InspectionWhen.NONE,
        starts=0,
        ends=days * DAY,
        slack=0,
        needs=(),
        gate=True,
        listed=True,
        limit=Limit(Decimal(20), Unit.WORKING_DAY, modelled),
        after_inspection=None,
        results=(town.RESULTS[DEPARTMENTS.index(item)],) if CERTIFICATES else (),
        materials=(),
        elements=(),
        off_clock=(),
        basis=(modelled,),
    )


def plan(catalogue_version: str = "bench") -> Plan:
    """Three branches side by side, the first with a visit: twelve changes in all."""
    nothing = Figure(Decimal(0), ())
    first, *others = (_branch(d, n + 5) for n, d in enumerate(DEPARTMENTS))
    return Plan(
        theme=town.THEME,
        title=Text("bench"),
        region=REGION,
        catalogue_version=catalogue_version,
        minutes_per_day=DAY,
        answers={},
        standing=Standing(True, True, True, False),
        branches=(replace(first, inspection=InspectionWhen.BEFORE), *others),
        visits=(Visit("site", Text("visit"), (first.item,), (), DAY),),
        form=tuple(FormElement(name, "enterprise", ()) for name in HOLDER),
        sections={},
        materials=(),
        promise=7 * DAY,
        joint_limit=Limit(Decimal(45), Unit.WORKING_DAY, Basis(Origin.MODELLING)),
        composite=town.COMPOSITE if CERTIFICATES else "",
        composite_lists=town.RESULTS if CERTIFICATES else (),
        savings=Savings(*([nothing] * 12)),
    )


def submit(number: int, plan_hash: str) -> tuple[UUID, Submit]:
    command = Submit(
        number=f"YJS{REGION}20260928{number:09d}",
        theme=town.THEME,
        region=REGION,
        plan=plan_hash,
        applicant=number % 5000,
        firm="",
        channel=Channel.PORTAL,
        form="f" * 64,
        evidence=(),
    )
    chance = uuid5(SPACE, str(number)).int % (1 << case_id.CHANCE)
    return case_id.make(REGION, START.date(), chance), command


def moments() -> Iterator[datetime]:
    """Yield the moments of the changes, an hour apart."""
    now = START
    while True:
        yield now
        now += timedelta(hours=1)


VISIT_ON = date(2026, 9, 28)
