"""What the worker runs: forget kept answers and counts that nobody asks for any more."""

from datetime import datetime

from banhao.apps.tokens.operations import calls
from banhao.core.authority.acts import Act

ACT = Act.RUN_JOBS


def forget_calls(now: datetime) -> int:
    """Delete what is old; return how many rows."""
    return calls.forget_calls(now=now)
