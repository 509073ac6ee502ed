"""How services are rated (好差评) as values: windows of time, and what each level has to tick.

The levels are the standard's five and stand in code; what can be ticked below a level is data, the
same for all regions (nobody adds or drops options locally), versioned with the catalogue.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from banhao.core.messages import Text

LEVELS = (5, 4, 3, 2, 1)  # 非常满意 … 非常不满意


class RatingChannel(StrEnum):
    """Where a service was: 网上服务 (一事一评) or 现场服务 at the counter (一次一评)."""

    ONLINE = "online"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class RatingOption:
    """Something to tick below some levels of one channel. Its id is stored: never reuse one."""

    id: str
    title: Text
    channel: RatingChannel
    levels: frozenset[int]


@dataclass(frozen=True, slots=True)
class RatingRules:
    """`open_days`: working days after the service in which it may be rated; `change_days`: working
    days after the rating in which it may be changed, once.
    """

    open_days: int
    change_days: int
    options: tuple[RatingOption, ...]

    def shown(self, channel: RatingChannel, level: int) -> Sequence[RatingOption]:
        """Return what can be ticked below a level, in the order of the file."""
        return [one for one in self.options if one.channel is channel and level in one.levels]
