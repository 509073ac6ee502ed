"""What the worker runs: delete drafts that nobody has changed, and what is left of filed ones."""

from datetime import datetime

from banhao.apps.drafts import operations, queries
from banhao.core.authority.acts import Act

ACT = Act.RUN_JOBS


def delete_old_drafts(now: datetime) -> int:
    """Delete what is old, one draft a transaction; returns how many. Repeatable."""
    old = queries.old_drafts(now, operations.KEPT_FOR)
    return sum(operations.delete_old_draft(draft_id=draft_id, now=now) for draft_id in old)


def forget_filed_drafts(now: datetime) -> int:
    """Delete the rows of drafts that were filed long ago: the case has it all. Repeatable."""
    return operations.forget_filed(now=now)
