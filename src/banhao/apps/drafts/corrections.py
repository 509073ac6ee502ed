"""Corrections of a filed form while its case waits for them: kept apart, then taken over at once.

What was filed stays as an older revision of the form. Called inside the errands of a case, which
check who may and when.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import forms
from banhao.apps.vault import operations as vault
from banhao.apps.vault import queries as vault_queries
from banhao.apps.vault.queries import keyed_digest
from banhao.core.catalogue.values import Element
from banhao.core.compiler.plan import Plan
from banhao.core.forms.complete import missing
from banhao.core.forms.reading import read_form
from banhao.core.forms.values import Fields, FormProblem, FormValue

CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Correction:
    """What was corrected so far. `values`: by element id; `typed`: what could not be read.

    An element that is in `values` was looked at again, even if its value is the old one; None: it
    may be blank and is.
    """

    values: Mapping[str, FormValue | None]
    typed: Mapping[str, Mapping[str, list[str]]]


def correction(case_id: UUID) -> Correction:
    """Return what was corrected so far. The caller has checked the reader."""
    sealed = vault_queries.unseal(case_id, forms.FORM, CORRECTION)
    raw = json.loads(sealed) if sealed else {}
    return Correction(raw.get("values", {}), raw.get("typed", {}))


def fields(case_id: UUID, elements: Iterable[Element]) -> Mapping[str, list[str]]:
    """Return input name → strings: what was typed last, else what was filed."""
    so_far = correction(case_id)
    return forms.all_fields(elements, _over(forms.values(case_id), so_far.values), so_far.typed)


def correct(
    *, case_id: UUID, plan: Plan, elements: Sequence[Element], sent: Fields, now: datetime
) -> tuple[FormProblem, ...]:
    """Keep corrected values of these elements; returns what is wrong. Call it inside a transaction.

    What cannot be read is kept as typed, so that nothing is lost.
    """
    so_far = correction(case_id)
    reading = read_form(elements, sent, forms.facts_at(now))
    touched = reading.values.keys() | reading.cleared | reading.typed.keys()
    values = {name: one for name, one in so_far.values.items() if name not in touched}
    typed = {name: one for name, one in so_far.typed.items() if name not in touched}
    values |= {**reading.values, **dict.fromkeys(reading.cleared)}
    typed |= {name: dict(one) for name, one in reading.typed.items()}
    all_values = _over(forms.values(case_id), values)
    known = forms.conditions(plan, elements, all_values)
    sent_now = [e for e in elements if e.id in touched and e.id not in typed]
    blank = missing(sent_now, all_values, known)
    for problem in blank:
        values.pop(problem.element, None)
    _seal(case_id, Correction(values, typed))
    return forms.in_order(elements, reading.problems + blank)


def take(*, case_id: UUID, elements: Iterable[str]) -> str:
    """Make the corrected values the next revision of the form; returns its digest ("": none).

    Call it inside a transaction. The filed revision stays.
    """
    so_far = correction(case_id)
    wanted = {name: one for name, one in so_far.values.items() if name in set(elements)}
    if not wanted:
        return ""
    after = _over(forms.values(case_id), wanted)
    plain = json.dumps(after, sort_keys=True).encode()
    vault.seal(subject=case_id, kind=forms.FORM, name=forms.VALUES, content=plain)
    return keyed_digest(case_id, json.dumps(after, ensure_ascii=False, sort_keys=True).encode())


def elements_of(plan: Plan, ids: Iterable[str]) -> Sequence[Element]:
    """Return elements in the order of the form."""
    catalogue, wanted = catalogues.catalogue(plan.catalogue_version), set(ids)
    return [e for e in forms.elements_of(plan, catalogue) if e.id in wanted]


def _over(
    filed: Mapping[str, FormValue], corrected: Mapping[str, FormValue | None]
) -> dict[str, FormValue]:
    """Return the filed values with the corrected ones in their place, without blanked ones."""
    return {name: one for name, one in {**filed, **corrected}.items() if one is not None}


def _seal(case_id: UUID, content: Correction) -> None:
    plain = {"values": content.values, "typed": content.typed}
    vault.seal(
        subject=case_id,
        kind=forms.FORM,
        name=CORRECTION,
        content=json.dumps(plain, sort_keys=True).encode(),
        keep_older=False,
    )
