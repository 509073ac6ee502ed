"""Seventh pass: 四减 against the theme's baseline. Every figure is the sum of its terms."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from banhao.core.catalogue.values import Theme, WayKind
from banhao.core.compiler.plan import Figure, PlanMaterial, Savings, Term, Visit
from banhao.core.compiler.select import Chosen
from banhao.core.errors import CatalogueError, Problem
from banhao.core.messages import Message

ONE = Decimal(1)
N = TypeVar("N", Decimal, int)


@dataclass(frozen=True, slots=True)
class Accounts:
    """What the figures are made from; `critical`: item → working days along the critical path."""

    theme: Theme
    chosen: Sequence[Chosen]
    materials: Sequence[PlanMaterial]
    visits: Sequence[Visit]
    critical: Mapping[str, Decimal]


def reckon(accounts: Accounts) -> Savings:
    """Return the savings. :raises CatalogueError: if the baseline leaves out a chosen item."""
    naive = _materials_naive(accounts)
    merged = _materials_merged(accounts, naive)
    days = _days_naive(accounts)
    return Savings(
        materials_naive=naive,
        materials_merged=merged,
        materials_proof_free=_materials_proof_free(accounts, merged),
        forms_naive=_forms_naive(accounts),
        days_naive=days,
        days_naive_with_gaps=_days_with_gaps(accounts, days),
        days_planned=_figure(
            Term("branch", (item,), amount) for item, amount in accounts.critical.items()
        ),
        visits_naive=_visits_naive(accounts),
        visits_planned=_visits_planned(accounts),
        departments=_departments(accounts),
        licences_naive=_figure(Term("licence", (id_,), ONE) for id_ in listed(accounts.chosen)),
        licences_planned=_licences_planned(accounts),
    )


def listed(chosen: Sequence[Chosen]) -> tuple[str, ...]:
    """Return the results that stand on the composite certificate, each once."""
    results = (result for each in chosen if each.within.listed for result in each.results)
    return tuple(dict.fromkeys(results))


def _figure(terms: Iterable[Term]) -> Figure:
    kept = tuple(terms)
    return Figure(sum((term.amount for term in kept), Decimal(0)), kept)


def _materials_naive(accounts: Accounts) -> Figure:
    """L0: what each item asks, added up."""
    return _figure(
        Term("item", (each.id,), Decimal(len(each.materials))) for each in accounts.chosen
    )


def _materials_merged(accounts: Accounts, naive: Figure) -> Figure:
    """L1: one form for all forms, the same material once, a sibling's result not at all."""
    forms = [material for material in accounts.materials if material.form_of_application]
    asked = sum(len(form.for_items) for form in forms)
    terms = [
        Term("naive", (), naive.value),
        Term("one_form", tuple(form.id for form in forms), ONE - asked),
    ]
    others = [material for material in accounts.materials if not material.form_of_application]
    terms += [
        Term("same", (material.id,), ONE - len(material.for_items))
        for material in others
        if not material.from_item and len(material.for_items) > 1
    ]
    terms += [
        Term("sibling", (material.id, material.from_item), Decimal(-len(material.for_items)))
        for material in others
        if material.from_item
    ]
    return _figure(terms)


def _materials_proof_free(accounts: Accounts, merged: Figure) -> Figure:
    """L2: what stays for the applicant when all ways work: the form and materials of way A."""
    by_way: dict[WayKind, list[str]] = {}
    for material in accounts.materials:
        counted = not (material.form_of_application or material.from_item)
        if counted and material.way is not WayKind.APPLICANT:
            by_way.setdefault(material.way, []).append(material.id)
    saved = [
        Term(f"way.{kind.value}", tuple(by_way[kind]), Decimal(-len(by_way[kind])))
        for kind in WayKind
        if kind in by_way
    ]
    return _figure([Term("merged", (), merged.value), *saved])


def _forms_naive(accounts: Accounts) -> Figure:
    counts = Counter(
        each.id
        for each in accounts.chosen
        for material in each.materials
        if material.form_of_application
    )
    return _figure(Term("item", (item,), Decimal(count)) for item, count in counts.items())


def _days_naive(accounts: Accounts) -> Figure:
    before = accounts.theme.baseline.days
    return _figure(
        Term("item", (each.id,), _before(before, "days", each.id, accounts))
        for each in accounts.chosen
    )


def _days_with_gaps(accounts: Accounts, days: Figure) -> Figure | None:
    gap = accounts.theme.baseline.gap_days
    if gap is None:
        return None
    gaps = (Term("gap", (each.id,), gap) for each in accounts.chosen)
    return _figure([Term("naive", (), days.value), *gaps])


def _visits_naive(accounts: Accounts) -> Figure:
    before = accounts.theme.baseline.visits
    return _figure(
        Term("item", (each.id,), Decimal(_before(before, "visits", each.id, accounts)))
        for each in accounts.chosen
    )


def _visits_planned(accounts: Accounts) -> Figure:
    """Inspections the applicant must be there for; without any the one hand-over counts.

    A theme that is handled wholly online has none of that either.
    """
    visits = [Term("visit", (visit.id,), ONE) for visit in accounts.visits]
    if not visits and accounts.theme.online:
        return _figure(())
    return _figure(visits or [Term("hand_over", (), ONE)])


def _departments(accounts: Accounts) -> Figure:
    items: dict[str, list[str]] = {}
    for each in accounts.chosen:
        items.setdefault(each.implementation.authority, []).append(each.id)
    return _figure(Term("department", (id_, *of), ONE) for id_, of in items.items())


def _licences_planned(accounts: Accounts) -> Figure:
    on_it = listed(accounts.chosen)
    return _figure([Term("composite", (accounts.theme.composite,), ONE)] if on_it else [])


def _before(before: Mapping[str, N], what: str, item: str, accounts: Accounts) -> N:
    if item in before:
        return before[item]
    message = Message("plan.no_baseline", item=item)
    raise CatalogueError((Problem(accounts.theme.id, f"baseline.{what}", message),))
