"""Why a plan changed with one's standing: which answer, which items take another way and how many
days that is, which papers are got in another way, and the day on which all is done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from banhao.channels.portal.planned import day_number, promised_on
from banhao.core.catalogue.values import Catalogue, WayKind
from banhao.core.clock.values import Calendar
from banhao.core.compiler.plan import Branch, Plan, Standing
from banhao.core.messages import Message, Text


@dataclass(frozen=True, slots=True)
class Course:
    """An item that takes another way now: by which variant, in how many working days."""

    title: Text
    before: Text | Message
    after: Text | Message
    days_before: int
    days_after: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A paper that is got in another way now, and the items that ask for it."""

    title: Text
    what: Message
    items: Sequence[Text]


@dataclass(frozen=True, slots=True)
class Reasons:
    """All that follows. `said`: the answers that changed; the days are as if accepted today."""

    said: Sequence[Message]
    courses: Sequence[Course]
    papers: Sequence[Moved]
    done_before: date
    done_after: date


def reasons(
    before: Plan, after: Plan, catalogue: Catalogue, today: date, calendar: Calendar
) -> Reasons:
    """Return why the second plan differs from the first."""
    return Reasons(
        said=_said(before.standing, after.standing),
        courses=_courses(before, after, catalogue),
        papers=_papers(before, after),
        done_before=promised_on(before, today, calendar),
        done_after=promised_on(after, today, calendar),
    )


def _said(before: Standing, after: Standing) -> list[Message]:
    changed = [
        (field.name, getattr(after, field.name))
        for field in fields(Standing)
        if getattr(before, field.name) != getattr(after, field.name)
    ]
    return [Message(f"portal.said.{name}.{'yes' if holds else 'no'}") for name, holds in changed]


def _courses(before: Plan, after: Plan, catalogue: Catalogue) -> list[Course]:
    old = {branch.item: branch for branch in before.branches}
    return [
        Course(
            branch.title,
            _variant(was, before, catalogue),
            _variant(branch, after, catalogue),
            day_number(was.ends - was.starts, before),
            day_number(branch.ends - branch.starts, after),
        )
        for branch in after.branches
        if (was := old.get(branch.item))
        and (was.variant, was.ends - was.starts) != (branch.variant, branch.ends - branch.starts)
    ]


def _variant(branch: Branch, plan: Plan, catalogue: Catalogue) -> Text | Message:
    """Return the title of the variant; the item's ordinary way has none."""
    known = catalogue.region_of(plan.theme).implementations[branch.item].variants
    titles = {variant.id: variant.title for variant in known}
    return titles.get(branch.variant, Message("portal.ordinary_way"))


def _papers(before: Plan, after: Plan) -> list[Moved]:
    titles = {branch.item: branch.title for branch in (*before.branches, *after.branches)}
    ways = {material.id: material.way for material in before.materials}
    now = {material.id: material for material in after.materials}
    moved = [
        Moved(m.title, _got(m.id in ways, m.way), [titles[i] for i in m.for_items])
        for m in after.materials
        if ways.get(m.id) is not m.way
    ]
    gone = [
        Moved(m.title, Message("portal.moved.gone"), [titles[i] for i in m.for_items])
        for m in before.materials
        if m.id not in now
    ]
    return [*moved, *gone]


def _got(known: bool, way: WayKind) -> Message:
    return Message(f"portal.moved.{way.value}" if known else f"portal.new.{way.value}")
