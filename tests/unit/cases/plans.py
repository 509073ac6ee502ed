"""A small made-up plan: a shop needs a fire check (visited), a food filing, and a hotel permit that
waits for the fire check; signs are decided by a sole approver."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from banhao.core.cases.case import (
    Case,
    Channel,
    Stamp,
)
from banhao.core.cases.commands import (
    Command,
    Evidence,
    Submit,
)
from banhao.core.cases.events import (
    Event,
)
from banhao.core.cases.evolve import begin, evolve
from banhao.core.cases.rules import Facts, decide
from banhao.core.catalogue.values import (
    Basis,
    InspectionWhen,
    Limit,
    Mode,
    Origin,
    Way,
    WayKind,
)
from banhao.core.clock.tables import announced_calendar
from banhao.core.clock.values import Unit
from banhao.core.compiler.plan import (
    Branch,
    Figure,
    Plan,
    PlanMaterial,
    Savings,
    Standing,
    Visit,
)
from banhao.core.evidence.slots import Outcome, Slot
from banhao.core.messages import Text

MODELLED = Basis(Origin.MODELLING)
DAY = 480
CASE_ID = UUID("00000000-0000-4000-8000-000000000001")
APPLICANT, CLERK, EXAMINER, DECIDER, SECOND = 1, 10, 20, 30, 21
FILED_ON = date(2026, 9, 28)  # a Monday before National Day


def branch(item: str, starts: int, ends: int, **changes: object) -> Branch:
    plain = Branch(
        item=item,
        title=Text(item),
        kind="01",
        department=item.lower(),
        department_title=Text(item),
        mode=Mode.ORDINARY,
        variant="",
        inspection=InspectionWhen.NONE,
        starts=starts * DAY,
        ends=ends * DAY,
        slack=0,
        needs=(),
        gate=True,
        listed=True,
        limit=Limit(Decimal(20), Unit.WORKING_DAY, MODELLED),
        after_inspection=None,
        results=(f"{item.lower()}-permit",),
        materials=(),
        elements=(),
        off_clock=(),
        basis=(MODELLED,),
    )
    return replace(plain, **changes)


def shop() -> Plan:
    nothing = Figure(Decimal(0), ())
    pledge = (Way(WayKind.PLEDGE, due_days=20), Way(WayKind.APPLICANT))
    return Plan(
        theme="test/shop",
        title=Text("开店"),
        region="999999",
        catalogue_version="v1",
        minutes_per_day=DAY,
        answers={},
        standing=Standing(True, True, True, False),
        branches=(
            branch("FIREA", 0, 5, inspection=InspectionWhen.BEFORE),
            branch("FILEA", 0, 0, mode=Mode.FILING, limit=None),
            branch("SIGNA", 0, 2, mode=Mode.SOLE, gate=False, listed=False),
            branch("HOTELA", 5, 8, needs=("FIREA",)),
        ),
        visits=(Visit("site", Text("踏勘"), ("FIREA",), (), 4 * DAY),),
        form=(),
        sections={},
        materials=(
            PlanMaterial("RULES", Text("制度"), WayKind.PLEDGE, pledge, ("FIREA",)),
            PlanMaterial("MAP", Text("图"), WayKind.APPLICANT, pledge[1:], ("FIREA", "HOTELA")),
        ),
        promise=8 * DAY,
        joint_limit=Limit(Decimal(45), Unit.WORKING_DAY, MODELLED),
        composite="shop-licence",
        composite_lists=("firea-permit", "filea-permit", "hotela-permit"),
        savings=Savings(*([nothing] * 12)),
    )


READY = (
    Slot("RULES", 0, Outcome.PLEDGED),
    Slot("MAP", 0, Outcome.SUPPLIED, digest="d1"),
)


def submit(plan: Plan) -> Submit:
    return Submit(
        number="YJS99999920260928000001",
        theme=plan.theme,
        region=plan.region,
        plan="p" * 64,
        applicant=APPLICANT,
        firm="",
        channel=Channel.PORTAL,
        form="f" * 64,
        evidence=tuple(Evidence(s.material, s.step, s.outcome, s.source, s.digest) for s in READY),
    )


class Desk:
    """Drives one case through commands, keeping its events, as the ledger does."""

    def __init__(self, plan: Plan | None = None, today: date = FILED_ON) -> None:
        self.plan = plan or shop()
        self.today = today
        self.slots = READY
        self.events: list[Event] = list(decide(None, submit(self.plan), self.facts(APPLICANT)))
        self.case: Case = begin(CASE_ID, self.events[0])
        for event in self.events[1:]:
            self.case = evolve(self.case, event)

    def facts(self, person: int | None, machine: str = "") -> Facts:
        at = datetime(self.today.year, self.today.month, self.today.day, 2, 0, tzinfo=UTC)
        stamp = Stamp(person, machine, None, at)
        return Facts(self.plan, announced_calendar(), self.today, stamp, self.slots)

    def do(self, command: Command, by: int | None = CLERK) -> tuple[Event, ...]:
        events = decide(self.case, command, self.facts(by))
        for event in events:
            self.case = evolve(self.case, event)
        self.events += events
        return events
