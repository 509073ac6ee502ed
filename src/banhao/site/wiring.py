"""Who hears of which event of a case: one line a subscriber. Names are stored, never rename one."""

from banhao.apps.deliveries.registry import subscribe
from banhao.apps.papers.jobs import KINDS_ON_PAPER, make_paper, tell_applicant
from banhao.apps.papers.news import KINDS_TOLD
from banhao.apps.ratings.jobs import KINDS as KINDS_RATED
from banhao.apps.ratings.jobs import ask_for_rating
from banhao.core.ratings.occasions import is_rated


def wire() -> None:
    """Subscribe everybody; called once, when all slices are there."""
    subscribe("inbox", KINDS_TOLD, tell_applicant)
    subscribe("papers", KINDS_ON_PAPER, make_paper)
    subscribe("ratings", KINDS_RATED, ask_for_rating, wants=is_rated)
