"""A refused item filed again: why it was refused, its materials, its part of the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from banhao.apps.cases import queries as cases
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import queries as drafts
from banhao.channels.portal import evidenced
from banhao.channels.portal.evidenced import Paper
from banhao.channels.portal.fields import Field, Sheet, Typed, fields_of
from banhao.channels.portal.refused import Refusal, refusal_of
from banhao.core.authority.acts import Act, Actor
from banhao.core.cases.case import BranchState, Case
from banhao.core.cases.refiling import stopped_behind
from banhao.core.catalogue.values import Element
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.errors import NotFound
from banhao.core.forms.complete import applies, condition_value
from banhao.core.forms.reading import own_fields
from banhao.core.forms.values import Fields, FormProblem
from banhao.core.messages import Message, Text


@dataclass(frozen=True, slots=True)
class Again:
    """The page. `resumed`: what begins again with it; `shared`: what others read, too."""

    case: Case
    plan: Plan
    branch: Branch
    refusal: Refusal | None
    papers: Sequence[Paper]
    fields: Sequence[Field]
    resumed: Sequence[Text]
    shared: Sequence[Text]

    @property
    def open(self) -> bool:
        """Whether the item is refused, so that it can be filed again."""
        return self.case.branch(self.branch.item).state is BranchState.REFUSED

    @property
    def missing(self) -> Sequence[Paper]:
        """Return the materials without which it cannot be filed."""
        return [p for p in self.papers if not p.slot.settled and not p.uploads]


def refile_page(
    actor: Actor,
    case_id: UUID,
    item: str,
    now: datetime,
    *,
    sent: Fields | None = None,
    problems: Sequence[FormProblem] = (),
) -> Again:
    """Return everything the page shows; `sent`: what was typed last, with what is wrong in it.

    :raises NotFound: the case is not the actor's, or has no such item.
    """
    case, plan = cases.case(actor, case_id, Act.REFILE_BRANCH, now)
    if not any(branch.item == item for branch in plan.branches):
        raise NotFound(Message("case.no_branch", item=item))
    catalogue = catalogues.catalogue(plan.catalogue_version)
    elements = _asked(case_id, plan, item)
    found = evidenced.papers_of(case_id, plan, catalogue, now)
    read = [p for p in (*found.bring, *found.fetch, *found.pledge) if item in p.material.for_items]
    sheet = Sheet(typed(case_id, elements, sent), problems, region=plan.region)
    return Again(
        case,
        plan,
        plan.branch(item),
        refusal_of(case, plan, item),
        read,
        fields_of(elements, sheet),
        [plan.branch(b.item).title for b in stopped_behind(case, plan, item)],
        _shared(plan, elements, item),
    )


def typed(case_id: UUID, elements: Sequence[Element], sent: Fields | None) -> Typed:
    """Return input name → strings: what was sent, else what was filed."""
    if sent is None:
        return drafts.filed_fields(case_id, elements)
    found: dict[str, Sequence[str]] = {}
    for element in elements:
        found |= own_fields(element, sent)
    return found


def told(problems: Sequence[FormProblem], plan: Plan, item: str) -> Sequence[tuple[str, Message]]:
    """Return (input, words) for the summary."""
    titles: Mapping[str, Text] = {e.id: e.title for e in drafts.correctable(plan, item)}
    return [
        (p.field, Message("portal.problem", what=titles[p.element], why=p.message))
        for p in problems
    ]


def _asked(case_id: UUID, plan: Plan, item: str) -> Sequence[Element]:
    """Return the elements that may be corrected and are asked, as the form stands."""
    values = drafts.form_values(case_id)
    elements = drafts.correctable(plan, item)
    known = {
        e.id: value
        for e in catalogues.catalogue(plan.catalogue_version).elements.values()
        if e.id in values and (value := condition_value(e, values[e.id])) is not None
    }
    standing = {name: getattr(plan.standing, name) for name in plan.standing.__dataclass_fields__}
    return [e for e in elements if applies(e, {**standing, **known, **plan.answers})]


def _shared(plan: Plan, elements: Sequence[Element], item: str) -> Sequence[Text]:
    """Return the titles of what other items read, too: they see it changed."""
    readers = {one.element: set(one.readers) - {item} for one in plan.form}
    return [element.title for element in elements if readers[element.id]]
