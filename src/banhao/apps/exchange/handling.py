"""The second half of a record: steps (办理), special procedures (特别程序), the end (办结)."""

from datetime import datetime

from banhao.apps.exchange.facts import Facts, Record, codes, day, some, time
from banhao.core.cases.case import BranchCase, BranchState, Case, Finding
from banhao.core.cases.events import (
    BranchAccepted,
    Delivered,
    Event,
    Examined,
    Granted,
    RefilingAccepted,
    Refused,
    SupplementAsked,
)
from banhao.core.catalogue.values import Fee
from banhao.core.compiler.plan import Branch
from banhao.core.papers.kinds import SORTS, Kind

ENDED = {
    BranchState.GRANTED: "准予",
    BranchState.REFUSED: "不予",
    BranchState.WITHDRAWN: "撤回",
    BranchState.STOPPED: "终止",
}


def is_step(event: Event, branch: BranchCase) -> bool:
    """Whether an event is a step of this attempt: of the case, or of the item.

    A re-filed attempt has only what came after it was filed again; the first one the rest.
    """
    match event:
        case SupplementAsked():
            return branch.attempt == 1
        case RefilingAccepted(item=item, attempt=attempt):
            return (item, attempt) == (branch.item, branch.attempt)
        case BranchAccepted(item=item):
            return item == branch.item and branch.attempt == 1
        case Examined(item=item, officer=officer):
            return item == branch.item and officer == branch.examined_by
        case Granted(item=item) | Refused(item=item):
            return item == branch.item and event.effective_on == branch.decided_on
        case _:
            return False


def step(at: datetime, event: Event, authority: tuple[str, str]) -> Record:
    """Return a step; those of the department say which it is, the counter is no authority."""
    match event:
        case Examined(finding=finding):
            name, action = "审查", "通过" if finding is Finding.MEETS else "其他"
        case Granted():
            name, action = "决定", "通过"
        case Refused():
            name, action = "决定", "其他"
        case SupplementAsked():
            name, action = "补正", "退回"
        case _:
            name, action = "受理", "通过"
    unit, uscc = authority if name in {"审查", "决定"} else ("", "")
    return {
        "环节名称": name,
        "业务动作": action,
        "结束时间": time(at),
        "环节状态": codes()["环节状态"]["done"],
        **some("处理单位", unit),
        **some("处理单位统一社会信用代码", uscc),
    }


def procedures(case: Case, branch: BranchCase, planned: Branch) -> list[Record]:
    """Return what stopped the clock of an attempt or made its limit longer, in that order."""
    mine = (branch.item, branch.attempt)
    kinds = codes()["特别程序种类"]
    stops: list[Record] = [
        {
            "种类": kinds["procedure"],
            "启动理由或依据": _ground(each.kind, planned),
            "开始": day(each.started_on),
            **some("结束", day(each.ended_on) if each.ended_on else ""),
        }
        for each in case.turns.procedures
        if (each.item, each.attempt) == mine
    ]
    longer: list[Record] = [
        {
            "种类": kinds["extension"],
            "启动理由或依据": SORTS[Kind.EXTENDED].article,
            "开始": day(each.granted_on),
        }
        for each in case.turns.extensions
        if (each.item, each.attempt) == mine
    ]
    return stops + longer


def _ground(kind: str, planned: Branch) -> str:
    """Return what a procedure stands on: its name and article, never the words of the notice."""
    named = next((each for each in planned.off_clock if each.id == kind), None)
    if named is None:
        return SORTS[Kind.PROCEDURE].article
    law = f"《{named.basis.law}》{named.basis.article}" if named.basis.law else ""
    return f"{named.title.zh}：{law or SORTS[Kind.PROCEDURE].article}"


def ended(facts: Facts, branch: BranchCase) -> Record:
    """Return how an attempt ended; {} while it has not."""
    if branch.state not in ENDED or branch.decided_on is None:
        return {}
    issued = next(
        (c for c in facts.certificates if c.item == branch.item and c.replaced_by is None), None
    )
    until = issued.validity.until if issued else None
    return {
        "办结时间": day(branch.decided_on),
        "结果描述": ENDED[branch.state],
        **_charged(facts.implementations[branch.item].fee),
        "行政区划": facts.case.region,
        **(
            {
                "结果证照名称": issued.title.zh,
                "结果证照编号": issued.identifier,
                "发证单位": issued.issuer_title.zh,
                **some("有效期限", day(until) if until else ""),
                **_sent(facts),
            }
            if issued and branch.state is BranchState.GRANTED
            else {}
        ),
    }


def _charged(fee: Fee | None) -> Record:
    """Return whether the item costs something; a catalogue without the fee does not know it."""
    return {} if fee is None else {"是否收费": fee.amount > 0}


def _sent(facts: Facts) -> Record:
    """Return whether the results went out by post, once they are handed out."""
    handed = next((event for _, event in facts.history if isinstance(event, Delivered)), None)
    return {} if handed is None else {"是否快递": handed.how == "post"}
