"""The form of a draft in the vault: values by element id, and what could not be read, as typed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from banhao.apps.drafts.draft import Draft
from banhao.apps.evidence import asking as evidence
from banhao.apps.vault import operations as vault
from banhao.apps.vault import queries as vault_queries
from banhao.core.catalogue.values import Catalogue, Element
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Plan
from banhao.core.conditions.tree import Value
from banhao.core.errors import Refusal
from banhao.core.forms import complete
from banhao.core.forms.complete import applies, condition_value, known_values, missing
from banhao.core.forms.fields import fields_of
from banhao.core.forms.reading import read_form
from banhao.core.forms.values import Facts, Fields, FormProblem, FormValue, Reading

FORM, VALUES, TYPED = "form", "form", "typed"
FIRM_CODE = "holder-code"


def values(draft_id: UUID) -> dict[str, FormValue]:
    """Return the form values of a draft or case: element id → stored value."""
    return _unsealed(draft_id, VALUES)


def typed(draft_id: UUID) -> dict[str, dict[str, list[str]]]:
    """Return what could not be read: element id → input name → strings."""
    return _unsealed(draft_id, TYPED)


def elements_of(plan: Plan, catalogue: Catalogue) -> tuple[Element, ...]:
    """Return the elements of the one form in its order."""
    return tuple(catalogue.elements[one.element] for one in plan.form)


def begin(draft: Draft, plan: Plan, catalogue: Catalogue) -> None:
    """Seal the first form: what the answers and the firm already say. Call it in a transaction."""
    known = {**plan.answers}
    start: dict[str, FormValue] = {}
    for element in elements_of(plan, catalogue):
        if draft.firm and element.role == FIRM_CODE:
            start[element.id] = draft.firm
        elif element.id in known:
            start[element.id] = _stored(known[element.id])
    _seal(draft.id, VALUES, start)


def read(draft: Draft, plan: Plan, catalogue: Catalogue, fields: Fields, now: datetime) -> Reading:
    """Read what was sent; what the theme itself gives cannot be changed."""
    given = catalogue.theme(draft.theme).given
    elements = [e for e in elements_of(plan, catalogue) if e.id not in given]
    return read_form(elements, fields, facts_at(now))


def write(draft_id: UUID, reading: Reading) -> bool:
    """Seal what was read over what was there; returns whether anything changed.

    Call it inside a transaction.
    """
    before, held = values(draft_id), typed(draft_id)
    touched = reading.values.keys() | reading.cleared | reading.typed.keys()
    after = {name: one for name, one in before.items() if name not in touched}
    after |= reading.values
    kept = {name: one for name, one in held.items() if name not in touched}
    kept |= {name: dict(one) for name, one in reading.typed.items()}
    if after != before:
        _seal(draft_id, VALUES, after)
    if kept != held:
        _seal(draft_id, TYPED, kept)
    return after != before or kept != held


def new_answers(reading: Reading, asked: Mapping[str, Element]) -> dict[str, Value]:
    """Return the values among those read that answer a question of the theme."""
    found = {
        name: condition_value(asked[name], value)
        for name, value in reading.values.items()
        if name in asked
    }
    return {name: value for name, value in found.items() if value is not None}


def refused(reading: Reading, refusal: Refusal, fields: Fields, asked: Iterable[str]) -> Reading:
    """Return the reading without the answers that no plan can be made with; they stay as typed."""
    wrong = {name for name in asked if name in reading.values}
    message = refusal.message
    return Reading(
        {name: value for name, value in reading.values.items() if name not in wrong},
        reading.cleared,
        {**reading.typed, **{name: {name: [*fields.get(name, ())]} for name in wrong}},
        (*reading.problems, *(FormProblem(name, message, name) for name in sorted(wrong))),
    )


def take_answers(draft_id: UUID, plan: Plan) -> None:
    """Put the plan's answers into the form where it asks the same. Call it inside a transaction."""
    elements = {one.element for one in plan.form}
    spoken = {n: _stored(v) for n, v in plan.answers.items() if n in elements}
    write(draft_id, Reading(spoken, frozenset(), {}, ()))


def whom(draft_id: UUID, plan: Plan, catalogue: Catalogue) -> tuple[str, str]:
    """Return (resident id number, uscc) that sources are asked about, "" where not known."""
    given = {**asdict(plan.standing), **plan.answers}
    return evidence.about(values(draft_id), elements_of(plan, catalogue), given)


def asked(
    plan: Plan, elements: Iterable[Element], stored: Mapping[str, FormValue]
) -> tuple[Element, ...]:
    """Return the elements that the form asks for, by what stands in it.

    What was typed into one that is not asked any more stays stored and counts for nothing.
    """
    return complete.asked(elements, stored, {**asdict(plan.standing), **plan.answers})


def problems(
    draft: Draft, plan: Plan, catalogue: Catalogue, now: datetime
) -> tuple[FormProblem, ...]:
    """Return all that is wrong or missing, in the order of the form."""
    elements, stored, unread = elements_of(plan, catalogue), values(draft.id), typed(draft.id)
    known = conditions(plan, elements, stored)
    asked = [element for element in elements if applies(element, known)]
    fields = {name: texts for own in unread.values() for name, texts in own.items()}
    wrong = read_form(asked, fields, facts_at(now)).problems
    # read again what was stored: a rule or a region may have changed since
    wrong += read_form(asked, all_fields(elements, stored, {}), facts_at(now)).problems
    blank = [element for element in asked if element.id not in unread]
    return in_order(elements, wrong + missing(blank, stored, known))


def conditions(
    plan: Plan, elements: Iterable[Element], stored: Mapping[str, FormValue]
) -> dict[str, Value]:
    """Return all names that a condition of an element may read, with their values."""
    return known_values(elements, stored, {**asdict(plan.standing), **plan.answers})


def all_fields(
    elements: Iterable[Element],
    stored: Mapping[str, FormValue],
    unread: Mapping[str, Mapping[str, list[str]]],
) -> dict[str, list[str]]:
    """Return input name → strings for a page: what was typed last, else the stored value."""
    fields: dict[str, list[str]] = {}
    for element in elements:
        if element.id in unread:
            fields |= unread[element.id]
        elif element.id in stored:
            fields |= fields_of(element, stored[element.id])
    return fields


def in_order(elements: Iterable[Element], found: Iterable[FormProblem]) -> tuple[FormProblem, ...]:
    """Return problems in the order of the form."""
    order = {element.id: number for number, element in enumerate(elements)}
    return tuple(sorted(found, key=lambda one: (order.get(one.element, 9999), one.row)))


def facts_at(now: datetime) -> Facts:
    """Return what reading must know of the world.

    No region table: people come from all of China, and only the served regions are rows here.
    """
    return Facts(localdate(now))


def _stored(value: Value) -> FormValue:
    if isinstance(value, bool | str):
        return value
    return list(value) if isinstance(value, tuple) else str(value)


def _unsealed(subject: UUID, name: str) -> dict[str, Any]:
    sealed = vault_queries.unseal(subject, FORM, name)
    return dict(json.loads(sealed)) if sealed else {}


def _seal(subject: UUID, name: str, content: Mapping[str, object]) -> None:
    plain = json.dumps(content, sort_keys=True).encode()
    vault.seal(subject=subject, kind=FORM, name=name, content=plain, keep_older=False)
