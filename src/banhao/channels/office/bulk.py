"""Several tasks at once: what would happen to each, and what has happened to each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import OperationalError

from banhao.apps.cases import queries as cases
from banhao.apps.cases.operations.branches import claim_branch, release_branch
from banhao.apps.cases.rehearsal import refusal_of
from banhao.apps.cases.tasklist import CaseLine, picked
from banhao.apps.catalogues import queries as catalogues
from banhao.channels.office.naming import Names, names_of
from banhao.core.authority.acts import Actor
from banhao.core.cases.case import Case
from banhao.core.cases.commands import Claim, Release
from banhao.core.errors import BadInput, Refusal
from banhao.core.messages import Message, Text

MOST = 50  # a page of the list


class Verb(StrEnum):
    """What can be done to several tasks at once."""

    CLAIM = "claim"
    RELEASE = "release"


Pick = tuple[UUID, str]  # case, item


@dataclass(frozen=True, slots=True)
class Line:
    """One task: what becomes of it (`says`), as a code of a state (`code`); `goes`: it is done."""

    case: UUID
    item: str
    number: str
    applicant: str
    title: Text
    code: str
    says: Message | None
    goes: bool

    @property
    def pick(self) -> str:
        """Return the value of its box."""
        return f"{self.case}/{self.item}"


def picks(texts: Sequence[str]) -> Sequence[Pick]:
    """Return what was ticked, each once. :raises BadInput: nothing, too much, or no such value."""
    found: dict[Pick, None] = {}
    for text in texts:
        case, _, item = text.partition("/")
        try:
            found[UUID(case), item] = None
        except ValueError:
            raise BadInput(Message("office.bulk.unread"), field="pick") from None
    if not found:
        raise BadInput(Message("office.bulk.nothing"), field="pick")
    if len(found) > MOST:
        raise BadInput(Message("office.bulk.too_many", most=MOST), field="pick")
    return list(found)


def preview(actor: Actor, verb: Verb, chosen: Sequence[Pick], now: datetime) -> Sequence[Line]:
    """Return what would happen to each task; those that one may not see are left out."""
    wanted = _wanted(actor, chosen, now)
    values = cases.cases_by_id({case.id for case, _ in wanted})
    bulk = _Bulk(actor, verb, names_of([case for case, _ in wanted]), now)
    return [bulk.foreseen(case, item, values[case.id]) for case, item in wanted]


def carry_out(actor: Actor, verb: Verb, chosen: Sequence[Pick], now: datetime) -> Sequence[Line]:
    """Do it to each task, each its own errand: one that is refused does not stop the rest."""
    wanted = _wanted(actor, chosen, now)
    bulk = _Bulk(actor, verb, names_of([case for case, _ in wanted]), now)
    return [bulk.done(case, item) for case, item in wanted]


@dataclass(frozen=True, slots=True)
class _Bulk:
    """Who does what to several tasks, and the names that their lines show."""

    actor: Actor
    verb: Verb
    names: Names
    now: datetime

    def foreseen(self, line: CaseLine, item: str, case: Case) -> Line:
        """Return what would happen to one task."""
        command = Claim(item) if self.verb is Verb.CLAIM else Release(item)
        plan = catalogues.plan(line.plan)
        refusal = refusal_of(case, plan, command, actor=self.actor, now=self.now)
        code = "office.bulk.stays" if refusal else f"office.bulk.will.{self.verb.value}"
        return self._line(line, item, code, refusal)

    def done(self, line: CaseLine, item: str) -> Line:
        """Do it to one task and return what came of it."""
        errand: Callable[..., Case] = claim_branch if self.verb is Verb.CLAIM else release_branch
        try:
            errand(actor=self.actor, case_id=line.id, item=item, now=self.now)
        except Refusal as refusal:
            return self._line(line, item, "office.bulk.stays", refusal.message)
        except OperationalError:  # the database is held by somebody: the others may get through
            return self._line(line, item, "office.bulk.failed", Message("office.bulk.busy"))
        return self._line(line, item, f"office.bulk.done.{self.verb.value}", None)

    def _line(self, line: CaseLine, item: str, code: str, says: Message | None) -> Line:
        title = catalogues.plan(line.plan).branch(item).title
        applicant = self.names.applicant(line)
        return Line(line.id, item, line.number, applicant, title, code, says, goes=says is None)


def _wanted(actor: Actor, chosen: Sequence[Pick], now: datetime) -> Sequence[tuple[CaseLine, str]]:
    """Return the picks that the actor's departments handle, in the order in which they came."""
    seen: Mapping[Pick, CaseLine] = picked(actor, now, chosen)
    return [(seen[pick], pick[1]) for pick in chosen if pick in seen]
