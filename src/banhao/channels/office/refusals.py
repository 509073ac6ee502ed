"""Refusals of an errand: those of the rules stand beside the form, others are their own pages."""

from banhao.core.errors import Refusal
from banhao.core.messages import Message
from banhao.ui.words import both

AUTHORITY = "authority."  # codes of core/authority: not this person, whatever the state


def of_the_rules(refusal: Refusal) -> Message:
    """Return the words of a refusal of the rules; what authority refuses is raised again."""
    if refusal.message.code.startswith(AUTHORITY):
        raise refusal
    return refusal.message


def already() -> str:
    """Return what is said of a form that was sent twice."""
    return both(
        "这一步之前已经记录，只算一次，没有重复。",
        "This was recorded before; it counts once, nothing was done twice.",
    )
