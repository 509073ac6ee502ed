"""The silhouette of a plan for cards: bars on a rail of fourteen working days.

Short is seen as short; only a plan longer than the rail is drawn to its own scale.
"""

from dataclasses import dataclass

from banhao.core.compiler.lanes import in_order, promised
from banhao.core.compiler.plan import Plan

RAIL_DAYS = 14


@dataclass(frozen=True, slots=True)
class Strip:
    """One branch: where it begins and ends in parts of the rail; `critical` is drawn dark."""

    at: float
    to: float
    critical: bool


def silhouette_of(plan: Plan) -> tuple[Strip, ...]:
    """Return a strip for each branch, in the order of the picture's lanes."""
    rail = max(float(RAIL_DAYS), plan.promise / plan.minutes_per_day)
    pieces = [(branch, promised(branch, plan)) for branch in in_order(plan)]
    return tuple(Strip(p.at / rail, p.to / rail, branch.slack == 0) for branch, p in pieces)
