"""Time off the clock is the union of its stretches: no day is taken off twice."""

from collections.abc import Sequence
from datetime import date

from banhao.core.clock.values import Stretch

BESIDE = " + "


def off_clock(day: date, off: Sequence[Stretch]) -> Stretch | None:
    """Return why a day is off the clock: one stretch that names all that cover it; None if on."""
    covering = [stretch for stretch in off if stretch.first <= day <= stretch.last]
    if not covering:
        return None
    whys = dict.fromkeys(stretch.why for stretch in covering if stretch.why)
    articles = dict.fromkeys(stretch.article for stretch in covering if stretch.article)
    return Stretch(day, day, BESIDE.join(whys), BESIDE.join(articles))
