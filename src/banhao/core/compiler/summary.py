"""A plan as plain values: what the command line prints, and the numbers of pages."""

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal

from banhao.core.catalogue.values import Limit, OffClock
from banhao.core.compiler.plan import Branch, Figure, Plan, PlanMaterial, Unlawful
from banhao.core.conditions.tree import Value
from banhao.core.messages import Text

Plain = dict[str, object]


def number(value: Decimal) -> int | float:
    """Return a number for people and JSON: 3, not 3.0."""
    return int(value) if value == value.to_integral_value() else float(value)


def in_days(minutes: int, plan: Plan) -> int | float:
    """Return working minutes as working days of the plan's region."""
    return number(Decimal(minutes) / plan.minutes_per_day)


def summary(plan: Plan | Unlawful) -> Plain:
    """Return what the command line prints as JSON. Days are working days after acceptance."""
    if isinstance(plan, Unlawful):
        return {"unlawful": _unlawful(plan)}
    return {
        "theme": plan.theme,
        "title": _text(plan.title),
        "catalogue_version": plan.catalogue_version,
        "answers": {key: _answer(value) for key, value in plan.answers.items()},
        "standing": asdict(plan.standing),
        "promise": in_days(plan.promise, plan),
        "savings": _savings(plan),
        "branches": [_branch(branch, plan) for branch in plan.branches],
        "visits": [
            {
                "id": visit.id,
                "title": _text(visit.title),
                "at": in_days(visit.at, plan),
                "gated": list(visit.gated),
                "reusing": list(visit.reusing),
            }
            for visit in plan.visits
        ],
        "materials": [_material(material) for material in plan.materials],
        "form": {"elements": len(plan.form), "sections": list(plan.sections)},
        "off_clock": [_off_clock(b, each) for b in plan.branches for each in b.off_clock],
        "composite": {"id": plan.composite, "lists": list(plan.composite_lists)},
    }


def _savings(plan: Plan) -> Plain:
    s, gaps = plan.savings, plan.savings.days_naive_with_gaps
    return {
        "materials": {
            "naive": number(s.materials_naive.value),
            "merged": number(s.materials_merged.value),
            "proof_free": number(s.materials_proof_free.value),
        },
        "forms": {"naive": number(s.forms_naive.value), "planned": 1},
        "working_days": {
            "naive": number(s.days_naive.value),
            "naive_with_gaps": None if gaps is None else number(gaps.value),
            "planned": number(s.days_planned.value),
        },
        "visits": _before_after(s.visits_naive, s.visits_planned),
        "departments": number(s.departments.value),
        "licences": _before_after(s.licences_naive, s.licences_planned),
    }


def _before_after(naive: Figure, planned: Figure) -> Plain:
    return {"naive": number(naive.value), "planned": number(planned.value)}


def _branch(branch: Branch, plan: Plan) -> Plain:
    return {
        "item": branch.item,
        "title": _text(branch.title),
        "department": branch.department,
        "mode": branch.mode.value,
        "variant": branch.variant,
        "inspection": branch.inspection.value,
        "starts": in_days(branch.starts, plan),
        "ends": in_days(branch.ends, plan),
        "slack": in_days(branch.slack, plan),
        "needs": list(branch.needs),
        "limit": _limit(branch.limit),
        "after_visit": None if branch.after_visit is None else in_days(branch.after_visit, plan),
        "results": list(branch.results),
    }


def _limit(limit: Limit | None) -> Plain | None:
    return None if limit is None else {"days": number(limit.days), "unit": limit.unit.value}


def _material(material: PlanMaterial) -> Plain:
    return {
        "id": material.id,
        "title": _text(material.title),
        "way": material.way.value,
        "ways": [way.kind.value for way in material.ways],
        "for": list(material.for_items),
        "from": material.from_item or None,
        "form": material.form_of_application,
    }


def _off_clock(branch: Branch, each: OffClock) -> Plain:
    return {
        "item": branch.item,
        "id": each.id,
        "title": _text(each.title),
        "usual_days": each.usual_days,
        "unit": each.unit.value,
    }


def _unlawful(refused: Unlawful) -> Plain:
    return {
        "text": _text(refused.text),
        "basis": {"law": refused.basis.law, "article": refused.basis.article},
        "instead": _text(refused.instead),
        "because": list(refused.because),
    }


def _text(text: Text) -> Plain:
    return {"zh": text.zh, "en": text.en}


def _answer(value: Value) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Decimal):
        return number(value)
    return value if isinstance(value, bool | int | str) else value.isoformat()


def derivation(figure: Figure) -> Sequence[tuple[str, tuple[str, ...], int | float]]:
    """Return the terms of a figure as (code, about, amount): their sum is the figure."""
    return [(term.code, term.about, number(term.amount)) for term in figure.terms]
