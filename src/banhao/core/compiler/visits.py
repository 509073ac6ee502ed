"""Fifth pass: inspections on site. One visit for all members that can share it.

Rule and reasons: docs/explanation/compiler.md; docs/decisions/0020-one-visit.md.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from banhao.core.catalogue.places import JointInspection
from banhao.core.catalogue.values import InspectionWhen, Limit, Theme
from banhao.core.clock.values import Unit
from banhao.core.compiler.order import Needs, Timetable, ancestors
from banhao.core.compiler.plan import Visit
from banhao.core.compiler.select import Chosen
from banhao.core.errors import CatalogueError, Problem
from banhao.core.messages import Message


@dataclass(frozen=True, slots=True)
class Course:
    """What the visits are laid into: the chosen items, their order, times, and a day's minutes."""

    theme: Theme
    chosen: Sequence[Chosen]
    needs: Needs
    times: Timetable
    day: int


def lay_visits(course: Course) -> tuple[Visit, ...]:
    """Return the joint inspections, then one for each item that is inspected alone.

    :raises CatalogueError: if a visit does not fit inside the bars of those whom it gates.
    """
    visits: list[Visit] = []
    behind = ancestors(course.needs)
    for group in (*course.theme.inspections, *_alone(course)):
        members = [each for each in course.chosen if each.id in group.members and _seen(each)]
        before = [each.id for each in members if each.inspection is InspectionWhen.BEFORE]
        if before:
            visits.append(_visit(group, [each.id for each in members], before, behind, course))
    return tuple(visits)


def _alone(course: Course) -> Iterator[JointInspection]:
    shared = {member for group in course.theme.inspections for member in group.members}
    for each in course.chosen:
        if each.inspection is InspectionWhen.BEFORE and each.id not in shared:
            yield JointInspection(each.id, each.item.title, (each.id,))


def _seen(each: Chosen) -> bool:
    return each.inspection is not InspectionWhen.NONE


def _visit(
    group: JointInspection,
    members: Sequence[str],
    before: Sequence[str],
    behind: dict[str, set[str]],
    course: Course,
) -> Visit:
    """Gate those whose bars share the time before the first decision; the others reuse it."""
    starts, ends = course.times.starts, course.times.ends
    first = [item for item in before if not behind[item].intersection(before)]
    latest = min(ends[item] for item in first)
    gated = tuple(item for item in first if starts[item] <= latest)
    ready = [ends[need] for need in _inputs(group, gated, behind, course)]
    earliest = max([*ready, *(starts[item] for item in gated)])
    hurried = [item for item in gated if starts[item] == ends[item]]
    if hurried or earliest > latest:
        raise _misfit("plan.visit_no_time", group, hurried or gated, course)
    return Visit(
        id=group.id,
        title=group.title,
        gated=gated,
        reusing=tuple(item for item in members if item not in gated),
        at=latest - course.day if latest - course.day > earliest else latest,
    )


def _inputs(
    group: JointInspection, gated: Sequence[str], behind: dict[str, set[str]], course: Course
) -> Set[str]:
    """Return what the visit needs. :raises CatalogueError: if it gates one of these itself."""
    inputs = {need for need in group.needs if need in course.needs}
    circular = sorted(
        item for item in gated if any(item == need or item in behind[need] for need in inputs)
    )
    if circular:
        raise _misfit("plan.visit_needs_its_decision", group, circular, course)
    return inputs


def _misfit(
    code: str, group: JointInspection, items: Sequence[str], course: Course
) -> CatalogueError:
    message = Message(code, visit=group.id, items=", ".join(items))
    return CatalogueError((Problem(course.theme.id, f"inspections.{group.id}", message),))


def decision_after_visit(
    item: str, limit: Limit | None, visits: Sequence[Visit], course: Course
) -> int | None:
    """Return when `limit` after the planned visit would end, if that is before the item's end.

    Information only: the limit runs from the real visit. Calendar-day limits give none.
    """
    visit = next((visit for visit in visits if item in visit.gated), None)
    if limit is None or visit is None or limit.unit is not Unit.WORKING_DAY:
        return None
    moment = visit.at + int(limit.days * course.day)
    return moment if moment < course.times.ends[item] else None
