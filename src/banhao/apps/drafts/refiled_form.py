"""Correcting one item's part of the form of a filed case, when the item is filed again."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import forms
from banhao.apps.vault import operations as vault
from banhao.apps.vault.queries import keyed_digest
from banhao.core.catalogue.values import Element
from banhao.core.compiler.plan import Plan
from banhao.core.forms.complete import applies, missing
from banhao.core.forms.reading import read_form
from banhao.core.forms.values import Fields, FormProblem, FormValue


def correctable(plan: Plan, item: str) -> tuple[Element, ...]:
    """Return the elements of an item that may be corrected, in the order of the form.

    Who the case is for, and the answers that its plan was made of, stay as they were filed.
    """
    catalogue = catalogues.catalogue(plan.catalogue_version)
    given = catalogue.theme(plan.theme).given.keys() | plan.answers.keys()
    readers = {one.element: one.readers for one in plan.form}
    return tuple(
        element
        for element in forms.elements_of(plan, catalogue)
        if item in readers[element.id] and not element.role and element.id not in given
    )


def read(
    subject: UUID, plan: Plan, item: str, fields: Fields, now: datetime
) -> tuple[Mapping[str, FormValue], tuple[FormProblem, ...]]:
    """Return the form as it would stand with what was sent, and what is wrong with that."""
    elements = correctable(plan, item)
    catalogue = catalogues.catalogue(plan.catalogue_version)
    reading = read_form(elements, fields, forms.facts_at(now))
    after = {k: v for k, v in forms.values(subject).items() if k not in reading.cleared}
    after |= reading.values
    known = forms.conditions(plan, forms.elements_of(plan, catalogue), after)
    asked = [e for e in elements if applies(e, known)]
    blank = [e for e in asked if e.id not in reading.typed]
    wrong = [p for p in reading.problems if any(e.id == p.element for e in asked)]
    return after, forms.in_order(elements, (*wrong, *missing(blank, after, known)))


def write(subject: UUID, form: Mapping[str, FormValue]) -> str:
    """Seal the corrected form as the next revision; returns its keyed digest, as at filing.

    Call it inside a transaction.
    """
    if form != forms.values(subject):
        content = json.dumps(form, sort_keys=True).encode()
        vault.seal(subject=subject, kind=forms.FORM, name=forms.VALUES, content=content)
    plain = json.dumps(form, ensure_ascii=False, sort_keys=True)
    return keyed_digest(subject, plain.encode())
