"""What was refused, with article, reason and remedy as the officer wrote them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from banhao.apps.cases import queries as cases
from banhao.apps.vault import queries as vault
from banhao.core.cases.case import BranchState, Case
from banhao.core.cases.commands import Refile
from banhao.core.cases.events import NotAccepted, Refused
from banhao.core.cases.rules import ALLOWED
from banhao.core.catalogue.places import NOTHING
from banhao.core.compiler.plan import Plan
from banhao.core.messages import Text


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refusal. `item` "": the whole case was not accepted. `remedies`: review and litigation.

    `may_refile`: the item can be filed again now; `past`: it was filed again since.
    """

    item: str
    title: Text
    article: str
    reason: str
    remedy: str = ""
    remedies: Text = NOTHING
    may_refile: bool = False
    past: bool = False


def refusals(case: Case, plan: Plan) -> Sequence[Refusal]:
    """Return all refusals of a case, what still stands first."""
    found = [
        _refusal(case, plan, event)
        for _, event in cases.history(case.id)
        if isinstance(event, Refused | NotAccepted)
    ]
    last = {refusal.item: number for number, refusal in enumerate(found)}
    told = [
        refusal if last[refusal.item] == number else replace(refusal, past=True, may_refile=False)
        for number, refusal in enumerate(found)
    ]
    return sorted(told, key=lambda refusal: refusal.past)


def refusal_of(case: Case, plan: Plan, item: str) -> Refusal | None:
    """Return the last refusal of an item, None if it never was refused."""
    stands = {each.item: each for each in reversed(refusals(case, plan))}
    return stands.get(item)


def _refusal(case: Case, plan: Plan, event: Refused | NotAccepted) -> Refusal:
    if isinstance(event, NotAccepted):
        reason = _text(case.id, "reason", "not-accepted", event.reason)
        return Refusal("", plan.title, event.article, reason)
    branch, item = plan.branch(event.item), event.item
    stands = case.branch(item).state is BranchState.REFUSED
    return Refusal(
        item,
        branch.title,
        event.article,
        _text(case.id, "reason", item, event.reason),
        _text(case.id, "remedy", item, event.remedy),
        branch.remedies,
        may_refile=stands and case.state in ALLOWED[Refile],
        past=not stands,
    )


def _text(case_id: UUID, kind: str, name: str, digest: str) -> str:
    """Return the very text that the event speaks of; "" when the key was destroyed."""
    return (vault.with_digest(case_id, kind, name, digest) or b"").decode()
