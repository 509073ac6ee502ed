"""What stands in and beside a bar of the plan picture: state, days, pauses, what was planned."""

from math import ceil

from banhao.core.clock.values import Unit
from banhao.core.clock.working import add_working_days
from banhao.core.compiler.lanes import Bar, Clock, Piece
from banhao.core.compiler.progress import Look
from banhao.core.messages import Message, Text

OTHER_REASON = Text("暂停", "a pause")


def words(bar: Bar) -> tuple[Message, Message]:
    """Return what stands in the bar, and the same a little longer for the list."""
    course, days = bar.course, ceil(bar.whole.to - bar.whole.at)
    if course.look is Look.PLANNED:
        if not days:
            return course.state, course.state
        return Message("picture.days", n=days), Message("picture.working_days", n=days)
    if course.closed or (course.left is None and not days):
        return course.state, course.state
    if course.left is None:
        return (Message("picture.takes", state=course.state, n=days),
                Message("picture.takes_working", state=course.state, n=days))  # fmt: skip
    if course.left < 0:
        late = Message("picture.late", state=course.state, n=-course.left)
        return late, Message("picture.late_working", state=course.state, n=-course.left)
    return (Message("picture.left", state=course.state, n=course.left),
            Message("picture.left_working", state=course.state, n=course.left))  # fmt: skip


def compared(was: Piece, clock: Clock) -> Message:
    """Return what was planned for a branch: the day it should have ended."""
    return Message(
        "picture.was_planned", on=add_working_days(clock.origin, ceil(was.to), clock.calendar)
    )


def stopped(bar: Bar) -> tuple[Message, ...]:
    """Return in words which days were taken off the clock, and why."""
    titles = {each.id: each.title for each in bar.branch.off_clock}
    return tuple(
        Message(
            "picture.stopped",
            what=titles.get(stretch.why, OTHER_REASON),
            first=stretch.first,
            last=stretch.last,
        )
        for stretch in bar.course.off
    )


def usual(bar: Bar) -> tuple[Message, ...]:
    """Return the procedures that stop the clock if they become necessary, with usual lengths."""
    codes = {Unit.WORKING_DAY: "picture.off_working", Unit.DAY: "picture.off_days"}
    return tuple(
        Message(codes.get(each.unit, "picture.off_days"), what=each.title, n=each.usual_days)
        for each in bar.branch.off_clock
    )
