"""Plans of any shape and how far they may have come, for the properties of the plan picture."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from banhao.core.clock.tables import announced_calendar
from banhao.core.clock.values import Stretch
from banhao.core.clock.working import add_working_days
from banhao.core.compiler.plan import Plan, Visit
from banhao.core.compiler.progress import Course, Look, Progress, Seen
from banhao.core.messages import Message, Text
from tests.unit.cases.plans import DAY, branch, shop

CALENDAR = announced_calendar()
LONG = Text(
    "生产经营场所卫生防疫消防安全环境保护综合审查（含网络餐饮服务经营、集中用餐单位食堂、学校周边经营）新办及变更延续事项"
)
STATE = Message("state.branch.accepted")
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))  # years with and without announced holidays
assert len(LONG.zh) == 58


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Up to 22 branches, each waiting for some of those before it, and up to two visits."""
    branches = []
    for n in range(draw(st.integers(1, 22))):
        needs = draw(st.sets(st.sampled_from(branches), max_size=3)) if branches else set()
        starts = max((need.ends for need in needs), default=0)
        ends = starts + draw(st.integers(0, 30)) * DAY // 2
        names = tuple(sorted(need.item for need in needs))
        branches.append(
            replace(branch(f"ITEM{n:02}", 0, 0), starts=starts, ends=ends, needs=names, title=LONG)
        )
    visits = []
    for n in range(draw(st.integers(0, 2))):
        gated = draw(st.sampled_from(branches))
        at = draw(st.integers(gated.starts, gated.ends))
        visits.append(Visit(f"V{n}", Text("联合踏勘", "Joint inspection"), (gated.item,), (), at))
    promise = max(each.ends for each in branches)
    return replace(shop(), branches=tuple(branches), visits=tuple(visits), promise=promise)


@st.composite
def journeys(draw: st.DrawFn) -> tuple[Plan, Progress, date]:
    """A plan, how far a case has come with it, and the day: each state that a case can be in."""
    plan, accepted_on = draw(plans()), draw(DAYS)
    today = accepted_on + timedelta(days=draw(st.integers(0, 120)))
    courses: dict[str, Course] = {}
    for each in sorted(plan.branches, key=lambda b: (b.starts, b.ends)):
        courses[each.item] = draw(_course(each, courses, accepted_on, today))
    over = all(course.closed for course in courses.values())
    seen = {v.id: Seen(draw(st.none() | st.just(today)), draw(st.booleans())) for v in plan.visits}
    return plan, Progress(
        accepted_on, accepted_on, None, tuple(courses.values()), seen, over=over
    ), today  # fmt: skip


@st.composite
def _course(draw, branch, courses, accepted_on, today) -> Course:
    needed = [courses[need] for need in branch.needs]
    if any(course.look is not Look.DONE for course in needed):
        return Course(branch.item, Look.WAITING, STATE)
    began = max((course.ends_on for course in needed), default=accepted_on)
    days = (branch.ends - branch.starts) // DAY
    if draw(st.booleans()):
        decided = began + timedelta(days=draw(st.integers(0, (today - began).days)))
        look = draw(st.sampled_from((Look.DONE, Look.REFUSED)))
        return Course(branch.item, look, STATE, began, decided, closed=True)
    due = add_working_days(began, days, CALENDAR)
    off = (Stretch(began + timedelta(2), began + timedelta(5)),) if draw(st.booleans()) else ()
    left = -1 if due < today else 1
    look = Look.LATE if due < today else Look.RUNNING
    return Course(branch.item, look, STATE, began, due, left=left, off=off)
