"""Cases as the national data set has them (GB/T 39046 §6.2–6.9): one record an item and attempt.

No personal data: who applied, with which number, and who handled it stay here (decision 0097).
"""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from banhao.apps.exchange.construction import code_of_branch
from banhao.core.cases.case import BranchCase, BranchState, Case, Finding
from banhao.core.cases.events import (
    BranchAccepted,
    Event,
    Examined,
    Granted,
    RefilingAccepted,
    Refused,
    Submitted,
    SupplementAsked,
)
from banhao.core.catalogue.values import Fee, Implementation
from banhao.core.certificates.values import Certificate
from banhao.core.clock.local import CHINA
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.evidence.slots import Slot
from banhao.core.papers.kinds import SORTS, Kind

Record = dict[str, object]
ENDED = {
    BranchState.GRANTED: "准予",
    BranchState.REFUSED: "不予",
    BranchState.WITHDRAWN: "撤回",
    BranchState.STOPPED: "终止",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a case's records are made of. `authorities`: slug → (name, uscc or "").

    `implementations`: of the catalogue that the plan was made from; `papers`: (item, attempt) →
    number of the notice that accepted it, ("", 1) the one of the whole case.
    """

    case: Case
    plan: Plan
    implementations: Mapping[str, Implementation]
    history: Sequence[tuple[datetime, Event]]
    slots: Sequence[Slot]
    certificates: Sequence[Certificate]
    authorities: Mapping[str, tuple[str, str]]
    due: Mapping[str, date | None]
    papers: Mapping[tuple[str, int], str]


@cache
def schema() -> dict[str, Any]:
    """Return the JSON schema that every record fits."""
    text = files("banhao.apps.exchange").joinpath("national.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def _codes() -> Mapping[str, Mapping[str, str]]:
    text = files("banhao.apps.exchange").joinpath("national.toml").read_text("utf-8")
    return tomllib.loads(text)


def records(facts: Facts) -> list[Record]:
    """Return the records of a case: every attempt at every item, as filed."""
    return [_record(facts, branch) for branch in facts.case.branches]


def _record(facts: Facts, branch: BranchCase) -> Record:
    planned = facts.plan.branch(branch.item)
    return {
        "申请": _applied(facts, branch, planned),
        **_some("受理", _accepted(facts, branch, planned)),
        "办理": [
            _step(at, event, _authority(facts, planned))
            for at, event in facts.history
            if _is_step(event, branch)
        ],
        **_some("特别程序", _procedures(facts.case, branch, planned)),
        **_some("办结", _ended(facts, branch)),
        "工程建设项目办理状态": code_of_branch(facts.case, branch),
    }


def _applied(facts: Facts, branch: BranchCase, planned: Branch) -> Record:
    at, first = facts.history[0]
    assert isinstance(first, Submitted)
    kind = "instant" if planned.starts == planned.ends else "promised"
    known = {slot.material: slot for slot in facts.slots}
    return {
        "办件编号": facts.case.number,
        **_some("实施编码", facts.implementations[branch.item].task_code),
        "事项": branch.item,
        "事项名称": planned.title.zh,
        "办理次数": branch.attempt,
        "办件类型": _codes()["办件类型"][kind],
        "申报来源": _codes()["办理形式"][first.channel.value],
        "申请时间": _day(branch.refiled_on) + "000000" if branch.refiled_on else _time(at),
        "行政区划": facts.case.region,
        "材料": [
            {"名称": material.title.zh, "是否收取": known[material.id].settled}
            for material in facts.plan.materials
            if branch.item in material.for_items and material.id in known
        ],
    }


def _accepted(facts: Facts, branch: BranchCase, planned: Branch) -> Record:
    if branch.accepted_on is None:
        return {}
    name, uscc = _authority(facts, planned)
    notice = facts.papers.get((branch.item if branch.attempt > 1 else "", branch.attempt), "")
    due = facts.due.get(branch.item) if branch is facts.case.branch(branch.item) else None
    return {
        "受理单位": name,
        **_some("受理单位统一社会信用代码", uscc),
        "受理时间": _day(branch.accepted_on),
        **_some("受理文书编号", notice),
        **_some("承诺办结时间", _day(due) if due else ""),
    }


def _authority(facts: Facts, planned: Branch) -> tuple[str, str]:
    """Return name and credit code ("" = not known) of who handles an item."""
    return facts.authorities.get(planned.department, (planned.department_title.zh, ""))


def _is_step(event: Event, branch: BranchCase) -> bool:
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


def _step(at: datetime, event: Event, authority: tuple[str, str]) -> Record:
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
        "结束时间": _time(at),
        "环节状态": _codes()["环节状态"]["done"],
        **_some("处理单位", unit),
        **_some("处理单位统一社会信用代码", uscc),
    }


def _procedures(case: Case, branch: BranchCase, planned: Branch) -> list[Record]:
    mine = (branch.item, branch.attempt)
    kinds = _codes()["特别程序种类"]
    stops: list[Record] = [
        {
            "种类": kinds["procedure"],
            "启动理由或依据": _ground(each.kind, planned),
            "开始": _day(each.started_on),
            **_some("结束", _day(each.ended_on) if each.ended_on else ""),
        }
        for each in case.turns.procedures
        if (each.item, each.attempt) == mine
    ]
    longer: list[Record] = [
        {
            "种类": kinds["extension"],
            "启动理由或依据": SORTS[Kind.EXTENDED].article,
            "开始": _day(each.granted_on),
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


def _ended(facts: Facts, branch: BranchCase) -> Record:
    if branch.state not in ENDED or branch.decided_on is None:
        return {}
    issued = next(
        (c for c in facts.certificates if c.item == branch.item and c.replaced_by is None), None
    )
    until = issued.validity.until if issued else None
    return {
        "办结时间": _day(branch.decided_on),
        "结果描述": ENDED[branch.state],
        **_charged(facts.implementations[branch.item].fee),
        "行政区划": facts.case.region,
        **(
            {
                "结果证照名称": issued.title.zh,
                "结果证照编号": issued.identifier,
                "发证单位": issued.issuer_title.zh,
                **_some("有效期限", _day(until) if until else ""),
            }
            if issued and branch.state is BranchState.GRANTED
            else {}
        ),
    }


def _charged(fee: Fee | None) -> Record:
    """Return whether the item costs something; a catalogue without the fee does not know it."""
    return {} if fee is None else {"是否收费": fee.amount > 0}


def _some(name: str, value: Iterable[object]) -> Record:
    """Return a field, or nothing where there is nothing: what is not known is left out."""
    return {name: value} if value else {}


def _day(on: date) -> str:
    return f"{on:%Y%m%d}"


def _time(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y%m%d%H%M%S}"
