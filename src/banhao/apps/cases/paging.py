"""Keyset pages of cases and tasks for other systems: a place in a list as one opaque word."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.queries import PAGE, rows_for
from banhao.apps.cases.tasklist import Place
from banhao.core.authority.acts import THE_OPERATOR, Act, Actor
from banhao.core.cases.case import State
from banhao.core.errors import BadInput
from banhao.core.messages import Message


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of cases; `more`: place of the next one, None on the last page."""

    rows: Sequence[CaseRecord]
    more: str | None


def own_cases(actor: Actor, now: datetime, after: str = "") -> CasePage:
    """Return cases that the actor follows, the newest first. :raises BadInput: a wrong place."""
    rows = rows_for(actor, Act.SEE_OWN_CASE, now)
    if after:
        at, case_id = _read_place(after)
        rows = rows.filter(Q(submitted_at__lt=at) | Q(submitted_at=at, id__gt=case_id))
    return _page(list(rows.order_by("-submitted_at", "id")[: PAGE + 1]))


def counter_cases(actor: Actor, state: State, now: datetime, after: str = "") -> CasePage:
    """Return cases of the actor's regions in a state, the longest waiting first.

    :raises BadInput: a wrong place.
    """
    rows = rows_for(actor, Act.SEE_COUNTER, now).filter(state=state.value)
    if after:
        at, case_id = _read_place(after)
        rows = rows.filter(Q(submitted_at__gt=at) | Q(submitted_at=at, id__gt=case_id))
    return _page(list(rows.order_by("submitted_at", "id")[: PAGE + 1]))


def filed_between(
    actor: Actor, since: date, until: date, now: datetime, after: str = ""
) -> CasePage:
    """Return cases of the actor's regions that were filed in these days, the oldest first.

    The machine's operator exports all of them. :raises BadInput: a wrong place.
    """
    rows = CaseRecord.objects.filter(submitted_on__range=(since, until))
    if actor != THE_OPERATOR:
        rows = rows.filter(id__in=rows_for(actor, Act.EXPORT_CASES, now).values("id"))
    if after:
        at, case_id = _read_place(after)
        rows = rows.filter(Q(submitted_at__gt=at) | Q(submitted_at=at, id__gt=case_id))
    return _page(list(rows.order_by("submitted_at", "id")[: PAGE + 1]))


def task_place(place: Place) -> str:
    """Return a place in a task list as one word."""
    return _word(str(place.light), place.due_on.isoformat(), str(place.id))


def read_task_place(word: str) -> Place | None:
    """Return what `task_place` made; None for "". :raises BadInput: it is none of ours."""
    if not word:
        return None
    parts = _parts(word, 3)
    try:
        return Place(int(parts[0]), date.fromisoformat(parts[1]), int(parts[2]))
    except ValueError:
        raise _wrong() from None


def _page(rows: Sequence[CaseRecord]) -> CasePage:
    shown = rows[:PAGE]
    if len(rows) <= PAGE:
        return CasePage(shown, None)
    last = shown[-1]
    return CasePage(shown, _word(last.submitted_at.isoformat(), last.id.hex))


def _read_place(word: str) -> tuple[datetime, UUID]:
    parts = _parts(word, 2)
    try:
        at, case_id = datetime.fromisoformat(parts[0]), UUID(hex=parts[1])
    except ValueError:
        raise _wrong() from None
    if at.tzinfo is None:
        raise _wrong()
    return at, case_id


def _word(*parts: str) -> str:
    return base64.urlsafe_b64encode("|".join(parts).encode()).decode().rstrip("=")


def _parts(word: str, count: int) -> list[str]:
    try:
        text = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)).decode()
    except (binascii.Error, ValueError):
        raise _wrong() from None
    parts = text.split("|")
    if len(parts) != count:
        raise _wrong()
    return parts


def _wrong() -> BadInput:
    return BadInput(Message("case.wrong_place"), field="after")
