"""Cases as the national data set has them (GB/T 39046 §6.2–6.9): one record an item and attempt.

No personal data: who applied, with which number, and who handled it stay here (decision 0097).
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from banhao.apps.exchange.construction import code_of_branch
from banhao.apps.exchange.facts import Facts, Record, authority, codes, day, some, time
from banhao.apps.exchange.handling import ended, is_step, procedures, step
from banhao.core.cases.case import BranchCase
from banhao.core.cases.events import Submitted
from banhao.core.compiler.plan import Branch


@cache
def schema() -> dict[str, Any]:
    """Return the JSON schema that every record fits."""
    text = files("banhao.apps.exchange").joinpath("national.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def records(facts: Facts) -> list[Record]:
    """Return the records of a case: every attempt at every item, as filed."""
    return [_record(facts, branch) for branch in facts.case.branches]


def _record(facts: Facts, branch: BranchCase) -> Record:
    planned = facts.plan.branch(branch.item)
    return {
        "申请": _applied(facts, branch, planned),
        **some("受理", _accepted(facts, branch, planned)),
        "办理": [
            step(at, event, authority(facts, planned))
            for at, event in facts.history
            if is_step(event, branch)
        ],
        **some("特别程序", procedures(facts.case, branch, planned)),
        **some("办结", ended(facts, branch)),
        "工程建设项目办理状态": code_of_branch(facts.case, branch),
    }


def _applied(facts: Facts, branch: BranchCase, planned: Branch) -> Record:
    at, first = facts.history[0]
    assert isinstance(first, Submitted)
    kind = "instant" if planned.starts == planned.ends else "promised"
    known = {slot.material: slot for slot in facts.slots}
    return {
        "办件编号": facts.case.number,
        **some("实施编码", facts.implementations[branch.item].task_code),
        "事项": branch.item,
        "事项名称": planned.title.zh,
        "办理次数": branch.attempt,
        "办件类型": codes()["办件类型"][kind],
        "申报来源": codes()["办理形式"][first.channel.value],
        "申请时间": day(branch.refiled_on) + "000000" if branch.refiled_on else time(at),
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
    name, uscc = authority(facts, planned)
    notice = facts.papers.get((branch.item if branch.attempt > 1 else "", branch.attempt), "")
    due = facts.due.get(branch.item) if branch is facts.case.branch(branch.item) else None
    return {
        "受理单位": name,
        **some("受理单位统一社会信用代码", uscc),
        "受理时间": day(branch.accepted_on),
        **some("受理文书编号", notice),
        **some("承诺办结时间", day(due) if due else ""),
    }
