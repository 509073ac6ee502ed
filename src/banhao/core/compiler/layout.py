"""A plan in pieces: who is in it, with which materials, in which order, and where they meet."""

from dataclasses import dataclass

from banhao.core.compiler.materials import one_list, siblings
from banhao.core.compiler.order import Timetable, needs_of, timetable
from banhao.core.compiler.plan import PlanMaterial, Visit
from banhao.core.compiler.select import Chosen, select
from banhao.core.compiler.situation import Situation
from banhao.core.compiler.visits import Course, lay_visits


@dataclass(frozen=True, slots=True)
class Layout:
    """What the passes select, materials, order and visits make of one situation."""

    chosen: tuple[Chosen, ...]
    materials: tuple[PlanMaterial, ...]
    course: Course
    visits: tuple[Visit, ...]

    @property
    def times(self) -> Timetable:
        """When each item starts and ends."""
        return self.course.times


def lay_out(situation: Situation) -> Layout:
    """Return the pieces. :raises BadInput, CatalogueError: as `compile.compile_plan` does."""
    theme = situation.theme
    chosen = select(situation)
    made_by = siblings(chosen)
    day = situation.catalogue.region_of(theme.id).minutes_per_day
    needs = needs_of(chosen, made_by, theme)
    course = Course(theme, chosen, needs, timetable(chosen, needs, day, theme.id), day)
    return Layout(chosen, one_list(chosen, made_by, situation), course, lay_visits(course))
