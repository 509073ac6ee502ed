"""Tasks of a department."""

from datetime import date
from typing import Literal
from uuid import UUID

from ninja import Schema

from banhao.apps.cases.tasklist import Task
from banhao.channels.api.schemas.words import told


class TaskOut(Schema):
    """A running branch."""

    case: UUID = told("办件", "id of the case")
    number: str = told("办件编号", "number of the case")
    item: str = told("事项", "item", "stall")
    state: str = told("accepted 待审查，examined 待决定", "accepted or examined", "accepted")
    due_on: date = told("应办结日期", "due on")
    days_left: int = told("还剩工作日，负数是超期", "working days left; negative: over", 3)
    light: str = told("灯", "light: late, soon, normal, stopped", "normal")
    claimed_by: int | None = told("谁在办", "account that has it", default=None)
    examined_by: int | None = told("谁审查的", "account that examined it", default=None)


class TasksOut(Schema):
    """A page of tasks by urgency. `next`: send it as `after`; null on the last page."""

    tasks: list[TaskOut] = told("任务", "tasks")
    next: str | None = told("下一页", "place of the next page", default=None)


class ExaminationIn(Schema):
    """What was found."""

    finding: Literal["meets", "fails"] = told("meets 符合，fails 不符合", "what was found", "meets")
    comment: str = told("审查意见", "opinion", "符合条件", min_length=1, max_length=4000)


class DecisionIn(Schema):
    """Grant; or refuse with reason, article and remedy (《行政许可法》第三十八条)."""

    grant: bool = told("准予", "grant", True)
    reason: str = told("不予的理由", "reason of a refusal", "", default="", max_length=4000)
    article: str = told("条款", "article of a refusal", "", default="", max_length=200)
    remedy: str = told("怎样补救", "what would help", "", default="", max_length=4000)


def task_out(task: Task) -> TaskOut:
    """Return a task as it goes out."""
    return TaskOut(
        case=task.case.id,
        number=task.case.number,
        item=task.item,
        state=task.state.value,
        due_on=task.due_on,
        days_left=task.left.days,
        light=task.light.name.lower(),
        claimed_by=task.claimed_by,
        examined_by=task.examined_by,
    )
