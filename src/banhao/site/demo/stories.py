"""The running cases of the demo: from just filed to delivered, one each; two of them stand still:
one waits for what was asked for, one for a procedure that stops the clock.
"""

from collections.abc import Callable
from datetime import datetime

from banhao.apps.cases.jobs import notice_silence
from banhao.apps.cases.queries import my_cases
from banhao.core.catalogue.values import Catalogue, Theme
from banhao.site.demo.filing import file_case, sources
from banhao.site.demo.moments import office_moment
from banhao.site.demo.people import People
from banhao.site.demo.working import Desk

Story = Callable[[Desk, datetime], None]


def tell_stories(
    *, catalogue: Catalogue, people: People, now: datetime, say: Callable[[str], None]
) -> None:
    """Make the cases of applicants who have none yet; one story each, each of another theme."""
    themes = in_turn(catalogue)
    with sources() as source:
        for number, (filed, story) in enumerate(STORIES):
            applicant = people.applicants[number]
            if my_cases(applicant.actor):
                continue
            theme = themes[number % len(themes)]
            if story is _clock_stopped:
                theme = next((t for t in themes if _may_stop(t, catalogue)), theme)
            at = office_moment(now, filed, 9, 20)
            case_id = file_case(
                theme=theme, applicant=applicant, catalogue=catalogue, source=source, now=at
            )
            desk = Desk(people, case_id)
            story(desk, now)
            say(f"{desk.case().number} {theme.title}: {desk.case().state}")


def in_turn(catalogue: Catalogue) -> list[Theme]:
    """Return all themes as the home page has them: the most used first."""
    themes = [theme for region in catalogue.regions.values() for theme in region.themes.values()]
    return sorted(themes, key=lambda theme: -theme.popular)


def _may_stop(theme: Theme, catalogue: Catalogue) -> bool:
    """Whether law knows a procedure that stops the clock of one of its items."""
    return any(catalogue.items[one.item].off_clock for one in theme.items)


def _delivered(desk: Desk, now: datetime) -> None:
    desk.accept(office_moment(now, 12, 10))
    desk.claim(office_moment(now, 11, 9))
    desk.finish(office_moment(now, 10, 15))
    desk.hand_out(office_moment(now, 9, 11))


def _waiting_for_hand_out(desk: Desk, now: datetime) -> None:
    desk.accept(office_moment(now, 8, 14))
    desk.finish(office_moment(now, 2, 16))


def _at_work(desk: Desk, now: datetime) -> None:
    desk.accept(office_moment(now, 3, 11))
    desk.claim(office_moment(now, 2, 9))
    desk.arrange(office_moment(now, 1, 9, 30))


def _left_alone(desk: Desk, now: datetime) -> None:
    del desk
    notice_silence(office_moment(now, 1, 0, 5))


def _waiting(desk: Desk, now: datetime) -> None:
    del desk, now


def _asked_to_complete(desk: Desk, now: datetime) -> None:
    desk.ask(office_moment(now, 2, 15))


def _clock_stopped(desk: Desk, now: datetime) -> None:
    desk.accept(office_moment(now, 2, 10))
    desk.claim(office_moment(now, 2, 14))
    desk.stop(office_moment(now, 1, 11))


# (filed so many working days ago, what has happened since), one an applicant.
STORIES: tuple[tuple[int, Story], ...] = (
    (12, _delivered),
    (9, _waiting_for_hand_out),
    (4, _at_work),
    (8, _left_alone),
    (1, _waiting),
    (0, _waiting),
    (4, _asked_to_complete),
    (3, _clock_stopped),
)
