"""Cases as they stand: for who follows one, and for the counter."""

from datetime import date
from uuid import UUID

from ninja import Schema

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.exchange.construction import code_of_branch
from banhao.apps.exchange.queries import construction_code
from banhao.channels.api.schemas.words import Words, told, words
from banhao.core.cases.case import BranchCase, Case
from banhao.core.cases.dates import branch_dates, case_dates
from banhao.core.compiler.plan import Plan


class CaseBranchOut(Schema):
    """One item of a case as it stands."""

    item: str = told("事项", "item", "stall")
    title: Words = told("名称", "title")
    department: str = told("部门", "department")
    state: str = told("状态", "state", "accepted")
    attempt: int = told("第几次办理", "attempt", 1)
    accepted_on: date | None = told("受理日期", "accepted on", default=None)
    due_on: date | None = told("应办结日期", "due on", default=None)
    decided_on: date | None = told("决定日期", "decided on", default=None)
    construction_code: int | None = told(
        "工程建设项目办理状态 1–15", "state in the construction exchange", 3, default=None
    )


class CaseLine(Schema):
    """A case in a list."""

    id: UUID = told("办件", "id")
    number: str = told("办件编号", "number", "YJS99999920260917000001")
    theme: str = told("主题", "theme")
    region: str = told("行政区划", "region", "999999")
    state: str = told("状态", "state", "accepted")
    submitted_on: date = told("收到日期", "received on")


class CasesOut(Schema):
    """A page of cases. `next`: send it as `after`; null on the last page."""

    cases: list[CaseLine] = told("办件", "cases")
    next: str | None = told("下一页", "place of the next page", default=None)


class CaseOut(CaseLine):
    """A case as it stands. Dates are local dates in China."""

    title: Words = told("主题名称", "title of the theme")
    accepted_on: date | None = told("受理日期", "accepted on", default=None)
    due_on: date | None = told("承诺办结日期", "promised for", default=None)
    seq: int = told("事件数", "number of events so far", 12)
    supplement: bool = told("等补正", "waits for the answer to a supplement")
    construction_code: int = told(
        "工程建设项目办理状态 1–15", "state in the construction exchange", 3
    )
    branches: list[CaseBranchOut] = told("分办件", "branches")


class ReasonIn(Schema):
    """Why."""

    reason: str = told("原因", "reason", "不办了", default="", max_length=500)


class NotAcceptedIn(Schema):
    """Why a case is not accepted (《行政许可法》第三十二条)."""

    not_needed: bool = told("true 不受理（无需许可），false 不予受理", "no permit is needed")
    article: str = told("条款", "article", "《行政许可法》第三十二条", min_length=1, max_length=200)
    reason: str = told("理由", "reason", min_length=1, max_length=2000)


def case_out(case: Case, plan: Plan) -> CaseOut:
    """Return a case as it goes out."""
    calendar = catalogues.calendar()
    ends = branch_dates(case, plan, calendar)
    waits = case.turns.supplement is not None and case.turns.supplement.answered_on is None
    return CaseOut(
        id=case.id,
        number=case.number,
        theme=case.theme,
        title=words(plan.title),
        region=case.region,
        state=case.state.value,
        submitted_on=case.submitted_on,
        accepted_on=case.accepted_on,
        due_on=case_dates(case, plan, calendar).first,
        seq=case.seq,
        supplement=waits,
        construction_code=construction_code(case),
        branches=[_branch(case, b, plan, ends[b.item].first) for b in case.latest],
    )


def _branch(case: Case, branch: BranchCase, plan: Plan, due_on: date | None) -> CaseBranchOut:
    planned = plan.branch(branch.item)
    return CaseBranchOut(
        item=branch.item,
        title=words(planned.title),
        department=planned.department,
        state=branch.state.value,
        attempt=branch.attempt,
        accepted_on=branch.accepted_on,
        due_on=due_on,
        decided_on=branch.decided_on,
        construction_code=code_of_branch(case, branch),
    )
