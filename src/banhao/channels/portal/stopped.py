"""What has happened to the clocks of a case, for its owner: procedures with notices, extensions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from banhao.apps.cases.operations.stops import EXTENSION, NOTICE, WHOLE
from banhao.apps.vault import queries as vault
from banhao.core.cases.case import Case
from banhao.core.cases.stops import expected_until, names_of_stops
from banhao.core.clock.values import Calendar
from banhao.core.compiler.plan import Plan
from banhao.core.messages import Text


@dataclass(frozen=True, slots=True)
class Stopped:
    """A special procedure. `until`: its end, or its expected end while it `is_open`."""

    item: Text
    what: Text
    since: date
    until: date
    is_open: bool
    notice: str


@dataclass(frozen=True, slots=True)
class Given:
    """An extension: of an item, or of the whole case (`item` is the title of the plan)."""

    item: Text
    days: int
    on: date
    reason: str


def stopped(case: Case, plan: Plan, calendar: Calendar) -> Sequence[Stopped]:
    """Return the special procedures of a case, as they were started."""
    names = names_of_stops(plan)
    return [
        Stopped(
            plan.branch(p.item).title,
            names.get(p.kind, Text(p.kind)),
            p.started_on,
            p.ended_on or expected_until(p, calendar),
            p.ended_on is None,
            _text(case, NOTICE, f"{p.item}/{p.kind}"),
        )
        for p in case.turns.procedures
    ]


def extended(case: Case, plan: Plan) -> Sequence[Given]:
    """Return the extensions of a case with their reasons."""
    return [
        Given(
            plan.branch(e.item).title if e.item else plan.title,
            e.days,
            e.granted_on,
            _text(case, EXTENSION, e.item or WHOLE),
        )
        for e in case.turns.extensions
    ]


def _text(case: Case, kind: str, name: str) -> str:
    return (vault.unseal(case.id, kind, name) or b"").decode()
