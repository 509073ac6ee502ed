"""The pictures of the ten themes, as look.md §5 describes that of the gym."""

from datetime import date
from pathlib import Path

import pytest

from banhao.commands._folder import read_folder
from banhao.core.clock.tables import announced_calendar
from banhao.core.compiler.answers import reference_answers, reference_standing
from banhao.core.compiler.compile import compile_plan
from banhao.core.compiler.picture import plain, promise_of
from banhao.core.compiler.silhouette import silhouette_of
from banhao.ui.plan.listing import rows
from banhao.ui.plan.sheet import PAGE, PANE, Sheet

CATALOGUE = read_folder(Path(__file__).parents[2] / "catalogues")
THEMES = sorted(theme for region in CATALOGUE.regions.values() for theme in region.themes)
SEPTEMBER = date(2026, 9, 17)
GYM = "longquanyi/open-a-gym"


def plan_of(theme_id):
    theme = CATALOGUE.theme(theme_id)
    return compile_plan(CATALOGUE, theme_id, reference_answers(theme), reference_standing(theme))


def promise(theme_id, accepted_on=SEPTEMBER):
    return promise_of(plan_of(theme_id), accepted_on, announced_calendar())


@pytest.mark.parametrize("theme_id", THEMES)
def test_every_theme_has_a_picture(theme_id):
    plan, picture = plan_of(theme_id), promise(theme_id)

    assert len(picture.lanes) == len(plan.branches)
    assert len(picture.visits) == len(plan.visits)
    assert picture.moments[-1].at * plan.minutes_per_day == plan.promise
    assert picture.path
    for size in (PAGE, PANE):
        for lang in ("zh-hans", "en"):
            assert Sheet(plain(picture), size, "p", lang).svg().startswith("<svg")
    assert len(rows(plain(picture))) == len(plan.branches) + len(plan.visits) + 3
    assert all(0 <= strip.at <= strip.to <= 1 for strip in silhouette_of(plan))


def test_the_gym_is_drawn_as_in_the_prototype():
    picture = promise(GYM)

    assert [(lane.first, lane.last, lane.critical) for lane in picture.lanes] == [
        (1, 1, True),
        (2, 9, False),
        (2, 11, False),
        (2, 12, False),
        (2, 14, True),
    ]
    assert picture.path == (0, 4)
    (visit,) = picture.visits
    assert (visit.at, visit.on, visit.lanes) == (7.5, date(2026, 9, 29), (1, 2, 3, 4))
    assert picture.moments[-1].on == date(2026, 10, 13)
    assert [day.on for day in picture.axis.days if day.adjusted] == [
        date(2026, 9, 20),
        date(2026, 10, 10),
    ]
