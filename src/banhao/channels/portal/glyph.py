"""The silhouette of a plan on a rail of fourteen working days, so that short is seen as short."""

from collections.abc import Sequence
from dataclasses import dataclass

from banhao.core.compiler.plan import Plan

RAIL_DAYS = 14
_WIDTH = 132.0
_LEAST = 5.0


@dataclass(frozen=True, slots=True)
class Strip:
    """One branch as a bar: `x`, `y`, `width` in units of the drawing; `critical` is drawn dark."""

    x: str
    y: int
    width: str
    critical: bool


@dataclass(frozen=True, slots=True)
class Glyph:
    """All bars, and the height of the drawing (decorative; the words stand beside it)."""

    strips: Sequence[Strip]
    height: int


def glyph_of(plan: Plan) -> Glyph:
    """Return the silhouette; a plan longer than the rail is drawn to its own scale."""
    rail = max(RAIL_DAYS * plan.minutes_per_day, plan.promise)
    strips = [
        Strip(
            x=f"{1 + branch.starts / rail * _WIDTH:.1f}",
            y=row * 9 + 1,
            width=f"{max((branch.ends - branch.starts) / rail * _WIDTH, _LEAST):.1f}",
            critical=branch.slack == 0,
        )
        for row, branch in enumerate(plan.branches)
    ]
    return Glyph(strips, max(46, len(strips) * 9 + 1))
