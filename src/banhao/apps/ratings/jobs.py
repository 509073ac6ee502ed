"""What the worker runs: ask for the rating of a service that was done; release full groups."""

from datetime import datetime
from uuid import UUID

from banhao.apps.ratings import operations, services
from banhao.core.authority.acts import Act
from banhao.core.ratings.occasions import KINDS_RATED

ACT = Act.RUN_JOBS
KINDS = KINDS_RATED


def ask_for_rating(*, case_id: UUID, seq: int, kind: str, now: datetime) -> None:
    """Note that a service may be rated; hearing it again changes nothing."""
    del now  # the month of the service counts, whenever the worker gets to it
    if kind in KINDS and services.are_asked():
        operations.note_asked(case_id=case_id, seq=seq)


def release_groups(now: datetime) -> int:
    """Release the groups of closed months that are full; returns how many."""
    return operations.release_groups(now=now) if services.are_asked() else 0
