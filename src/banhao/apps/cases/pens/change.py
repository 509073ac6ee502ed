"""One change of one case, as plain values for the pens."""

from dataclasses import dataclass
from datetime import date, datetime

from banhao.core.cases.case import (
    BranchCase,
    Case,
    Stamp,
    VisitCase,
)
from banhao.core.cases.chain import Entry


@dataclass(frozen=True, slots=True)
class Change:
    """From `before.seq` to `after.seq`: the entry of the journal, what differs, whom to tell.

    `branches`: (place, branch, due_on) of those that changed; `added`: (place, branch, due_on,
    department) of those filed again; `visits`, `added_visits` alike. `news`: (subscriber, kind,
    seq). Dates are computed only when what they lean on changes: None = as it stands (`answer_on`:
    none).
    """

    before: Case
    after: Case
    stamp: Stamp
    entry: Entry
    branches: tuple[tuple[int, BranchCase, date | None], ...]
    added: tuple[tuple[int, BranchCase, date | None, str], ...]
    visits: tuple[VisitCase, ...]
    added_visits: tuple[VisitCase, ...]
    news: tuple[tuple[str, str, int], ...]
    notice_on: date | None
    due_on: date | None
    answer_on: date | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Filing:
    """What a new case has besides its events: whose it is, how it came, who handles which item."""

    firm: str
    helper: int | None
    channel: str
    departments: tuple[str, ...]
