"""Running branches as rows of a list: on the page, in its export, in the preview of a bulk act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from banhao.apps.cases.tasklist import Task
from banhao.apps.catalogues import queries as catalogues
from banhao.channels.office.lights import left_words, light_code, stopped_words, visit_words, why
from banhao.channels.office.naming import Names
from banhao.core.authority.acts import Actor
from banhao.core.cases.case import BranchState
from banhao.core.cases.lights import Left
from banhao.core.catalogue.values import Mode
from banhao.core.messages import Message, Text

SHORT = 6  # the last digits of a number, by which people in an office call a case


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A running branch. `keeper`: who has it, None: nobody; `stage`, `light`: message codes."""

    case: UUID
    item: str
    number: str
    applicant: str
    title: Text
    theme: Text
    left: Left
    due_on: date
    light: str
    stage: str
    keeper: Message | str | None
    why: Sequence[Message]

    @property
    def short(self) -> str:
        """Return the end of the number."""
        return self.number[-SHORT:]

    @property
    def left_words(self) -> Message:
        """Return how long is left in words."""
        return left_words(self.left)


def rows_of(tasks: Sequence[Task], names: Names, actor: Actor, today: date) -> Sequence[TaskRow]:
    """Return tasks as rows, in their order."""
    return [_row(task, names, actor, today) for task in tasks]


def stage_code(state: BranchState, mode: Mode) -> str:
    """Return the code of what is to be done next; a sole approver decides without examination."""
    if state is BranchState.ACCEPTED and mode is not Mode.SOLE:
        return "office.stage.examine"
    return "office.stage.decide"


def _row(task: Task, names: Names, actor: Actor, today: date) -> TaskRow:
    plan = catalogues.plan(task.case.plan)
    branch = plan.branch(task.item)
    days = task.left
    reasons = [why(days), stopped_words(task.stopped_on)]
    if task.has_visit:
        reasons.append(visit_words(task.visit_on, today))
    return TaskRow(
        case=task.case.id,
        item=task.item,
        number=task.case.number,
        applicant=names.applicant(task.case),
        title=branch.title,
        theme=plan.title,
        left=days,
        due_on=task.due_on,
        light=light_code(days),
        stage=stage_code(task.state, branch.mode),
        keeper=_keeper(task, names, actor),
        why=[reason for reason in reasons if reason],
    )


def _keeper(task: Task, names: Names, actor: Actor) -> Message | str | None:
    """Return who has it now; what is examined waits for whoever decides."""
    if task.state is BranchState.EXAMINED:
        return Message("office.examined_by", name=names.officer(task.examined_by))
    if task.claimed_by is None:
        return None
    mine = task.claimed_by == actor.person
    return Message("office.me") if mine else names.officer(task.claimed_by)
