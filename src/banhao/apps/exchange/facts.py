"""What a record of the national data set is made of, and how its values are written."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from banhao.core.cases.case import Case
from banhao.core.cases.events import Event
from banhao.core.catalogue.values import Implementation
from banhao.core.certificates.values import Certificate
from banhao.core.clock.local import CHINA
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.evidence.slots import Slot

Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a case's records are made of. `authorities`: slug → (name, uscc or "").

    `implementations`: of the catalogue that the plan was made from; `papers`: (item, attempt) →
    number of the notice that accepted it, ("", 1) the one of the whole case.
    """

    case: Case
    plan: Plan
    implementations: Mapping[str, Implementation]
    history: Sequence[tuple[datetime, Event]]
    slots: Sequence[Slot]
    certificates: Sequence[Certificate]
    authorities: Mapping[str, tuple[str, str]]
    due: Mapping[str, date | None]
    papers: Mapping[tuple[str, int], str]


@cache
def codes() -> Mapping[str, Mapping[str, str]]:
    """Return the code tables of `national.toml`."""
    text = files("banhao.apps.exchange").joinpath("national.toml").read_text("utf-8")
    return tomllib.loads(text)


def authority(facts: Facts, planned: Branch) -> tuple[str, str]:
    """Return name and credit code ("" = not known) of who handles an item."""
    return facts.authorities.get(planned.department, (planned.department_title.zh, ""))


def some(name: str, value: Iterable[object]) -> Record:
    """Return a field, or nothing where there is nothing: what is not known is left out."""
    return {name: value} if value else {}


def day(on: date) -> str:
    """Return a day as YYYYMMDD."""
    return f"{on:%Y%m%d}"


def time(at: datetime) -> str:
    """Return a moment as YYYYMMDDhhmmss, local in China."""
    return f"{at.astimezone(CHINA):%Y%m%d%H%M%S}"
