"""How long somebody has still to wait, and how that was computed."""

from collections.abc import Sequence
from dataclasses import dataclass

SAMPLE = 10  # the last so many who were served speak for the next
LEAST = 3  # fewer say nothing


@dataclass(frozen=True, slots=True)
class Estimate:
    """`minutes`: ahead × each ÷ windows, rounded up. `each`: mean of the last `sample`, in minutes.

    `minutes` None: too few were served today, or no window calls; the number ahead is all we know.
    """

    ahead: int
    windows: int
    each: int
    sample: int
    minutes: int | None


def estimate(ahead: int, served_minutes: Sequence[int], windows: int) -> Estimate:
    """Return the estimate for somebody behind `ahead` others.

    `served_minutes`: how long each lasted who was served today, the latest last. `windows`: how
    many windows have called somebody lately.
    """
    last = served_minutes[-SAMPLE:]
    each = max(-(-sum(last) // len(last)), 1) if last else 0
    known = len(last) >= LEAST and windows > 0
    minutes = -(-ahead * each // windows) if known else None
    return Estimate(ahead, windows, each, len(last), 0 if ahead == 0 and known else minutes)


def is_full(waiting: Estimate, minutes_left: int | None) -> bool:
    """Return whether a new ticket would be called only after the hall closes.

    `minutes_left`: until closing time, None = not known. What is not known stops nobody.
    """
    if minutes_left is None or waiting.minutes is None:
        return False
    return waiting.minutes > minutes_left
