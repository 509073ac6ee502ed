"""What a theme's page and a plan's page show: the promise, the savings, the list, the needs."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import ceil

from banhao.apps.catalogues import queries
from banhao.channels.portal.needs import needs_of
from banhao.channels.portal.planned import off_clock, promised_days, promised_on
from banhao.channels.portal.savings import savings_of
from banhao.core.catalogue.lives import Life, Stage
from banhao.core.catalogue.values import Catalogue, Fee, Origin, Theme
from banhao.core.compiler.answers import reference_standing
from banhao.core.compiler.picture import plain, promise_of
from banhao.core.compiler.plan import Plan
from banhao.core.compiler.ranges import PlanRange, plan_range
from banhao.core.conditions.tree import Value
from banhao.core.messages import Message, Text


def offer(catalogue: Catalogue, theme: Theme, plan: Plan | None, today: date) -> dict[str, object]:
    """Return everything the page shows about a plan as if it were accepted today."""
    region = catalogue.region_of(theme.id)
    found: dict[str, object] = {
        "theme": theme,
        "where": theme.id.split("/"),
        "region": region,
        "plan": plan,
        "today": today,
        "counters": list(region.counters.values()),
        "questions": len(theme.questions),
    }
    return found | (_planned(catalogue, theme, plan, today) if plan else {})


def _planned(catalogue: Catalogue, theme: Theme, plan: Plan, today: date) -> dict[str, object]:
    calendar = queries.calendar()
    return {
        "days": promised_days(plan),
        "visits": plan.savings.visits_planned.value,
        "promised_on": promised_on(plan, today, calendar),
        "stops": off_clock(plan),
        "picture": plain(promise_of(plan, today, calendar)),
        "savings": savings_of(plan, catalogue),
        "needs": needs_of(plan, catalogue),
        "fees": fees_of(plan, catalogue),
        "modelling": theme.baseline.basis.origin is Origin.MODELLING,
    }


def station_of(catalogue: Catalogue, theme: Theme) -> tuple[Life, Stage] | None:
    """Return where on the map of the home page a theme stands; None: nowhere."""
    places = ((life, stage) for life in catalogue.lives.values() for stage in life.stages)
    return next((place for place in places if place[1].id == theme.stage), None)


@lru_cache(maxsize=256)
def range_of(version: str, theme_id: str) -> Message | None:
    """Return in words what the plan can become, whatever is answered; None if it is always same."""
    return _range(plan_range(queries.catalogue(version), theme_id, {}, None))


def range_left(catalogue: Catalogue, theme: Theme, answers: Mapping[str, Value]) -> Message | None:
    """Return in words what the plan can still become with answers that are not decided yet."""
    return _range(plan_range(catalogue, theme.id, answers, reference_standing(theme)))


def _range(found: PlanRange | None) -> Message | None:
    if found is None:
        return None
    days = tuple(ceil(day) for day in found.days)
    if days[0] == days[1] and found.materials[0] == found.materials[1]:
        return None
    papers = tuple(number - 1 for number in found.materials)
    return Message("portal.range", days=_from_to(*days), papers=_from_to(*papers))


def _from_to(least: int, most: int) -> Text:
    """Return "14", or "1—14" where the least and the most differ."""
    return Text(str(least)) if least == most else Text(f"{least}—{most}", f"{least}–{most}")


def fees_of(plan: Plan, catalogue: Catalogue) -> Sequence[tuple[Text, Fee]]:
    """Return what is known of the fees: (item, fee); an unknown fee is not shown, never 0."""
    implementations = catalogue.region_of(plan.theme).implementations
    found = [(b.title, implementations[b.item].fee) for b in plan.branches]
    return [(title, fee) for title, fee in found if fee is not None]
