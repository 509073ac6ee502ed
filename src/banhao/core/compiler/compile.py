"""The compiler: theme version + answers + standing → plan, or a refusal with its article.

The passes in order: select, form, materials, order, visits, limits, savings. Pure: the same input
gives the same plan, and `writers.to_json` the same bytes. docs/explanation/compiler.md
"""

from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches

from banhao.core.catalogue.values import Catalogue, Theme
from banhao.core.compiler.answers import (
    STANDING_NAMES,
    asked_elements,
    standing_values,
    values_of,
)
from banhao.core.compiler.branches import branches
from banhao.core.compiler.form import one_form, section_titles
from banhao.core.compiler.layout import Layout, lay_out
from banhao.core.compiler.limits import JOINT_LIMIT, check_limits
from banhao.core.compiler.plan import Plan, Standing, Unlawful
from banhao.core.compiler.savings import Accounts, listed, reckon
from banhao.core.compiler.select import refusal
from banhao.core.compiler.situation import Situation
from banhao.core.conditions.tree import Value
from banhao.core.errors import NotFound
from banhao.core.messages import Message


def compile_plan(
    catalogue: Catalogue, theme_id: str, answers: Mapping[str, Value], standing: Standing
) -> Plan | Unlawful:
    """Return the plan for these answers, or why the thing is unlawful.

    `answers`: element id → value of the theme's questions; those that cannot change the plan any
    more may be missing.

    :raises NotFound: no such theme; it names the nearest.
    :raises BadInput: an unknown key or value (it names the possible ones), or a missing answer.
    :raises CatalogueError: the catalogue has no plan for this: a circle, a visit that does not fit,
        a promise over its limit. The loader refuses such catalogues where it can see them.
    """
    theme = find_theme(catalogue, theme_id)
    situation = situate(catalogue, theme, answers, standing)
    forbidden = refusal(situation)
    return forbidden if forbidden else _plan(situation, standing, lay_out(situation))


def find_theme(catalogue: Catalogue, theme_id: str) -> Theme:
    """Return a theme. :raises NotFound: with the ids nearest to what was asked."""
    try:
        return catalogue.theme(theme_id)
    except KeyError:
        ids = sorted(theme.id for r in catalogue.regions.values() for theme in r.themes.values())
        near = get_close_matches(theme_id, ids, n=3, cutoff=0.4) or ids
        message = Message("plan.unknown_theme", theme=theme_id, nearest=", ".join(near))
        raise NotFound(message, field="theme") from None


def situate(
    catalogue: Catalogue, theme: Theme, answers: Mapping[str, Value], standing: Standing | None
) -> Situation:
    """Return what is known. :raises BadInput: an unknown key or value in the answers."""
    values = values_of(catalogue, theme, answers, standing_values(standing))
    unanswered = asked_elements(catalogue, theme).keys() - values.keys()
    return Situation(catalogue, theme, values, unanswered)


def _plan(situation: Situation, standing: Standing, layout: Layout) -> Plan:
    catalogue, theme, chosen = situation.catalogue, situation.theme, layout.chosen
    region = catalogue.region_of(theme.id)
    form = one_form(chosen, situation)
    days = {each.id: each.promise for each in chosen}
    critical = {item: days[item] for item in layout.times.critical}
    check_limits(chosen, sum(critical.values(), Decimal(0)), theme)
    return Plan(
        theme=theme.id,
        title=theme.title,
        region=region.id,
        catalogue_version=catalogue.version,
        minutes_per_day=region.minutes_per_day,
        answers=_answers(situation),
        standing=standing,
        branches=branches(layout, form, catalogue),
        visits=layout.visits,
        form=form,
        sections=section_titles(chosen, form, catalogue),
        materials=layout.materials,
        promise=layout.times.promise,
        joint_limit=JOINT_LIMIT,
        composite=theme.composite,
        composite_lists=listed(chosen),
        savings=reckon(Accounts(theme, chosen, layout.materials, layout.visits, critical)),
    )


def _answers(situation: Situation) -> dict[str, Value]:
    """What was answered and what the theme takes as given, without the standing, by key."""
    values = situation.values
    return {key: values[key] for key in sorted(values) if key not in STANDING_NAMES}
