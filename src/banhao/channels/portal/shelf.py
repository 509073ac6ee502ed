"""What is on offer: themes with their reference plans, compiled once per published version."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from banhao.apps.catalogues import queries
from banhao.channels.portal.planned import papers_to_bring, promised_days
from banhao.core.catalogue.lives import Life, Stage
from banhao.core.catalogue.values import Catalogue, Region, Theme
from banhao.core.compiler.answers import reference_answers, reference_standing
from banhao.core.compiler.compile import compile_plan
from banhao.core.compiler.picture import plain
from banhao.core.compiler.plan import Plan
from banhao.core.compiler.silhouette import silhouette_of
from banhao.core.errors import NotFound
from banhao.core.messages import Message


@dataclass(frozen=True, slots=True)
class Card:
    """A theme as a card: how many licences become one, days, papers to bring, its silhouette."""

    theme: Theme
    region: Region
    licences: int
    certificates: int
    days: int
    bring: int
    silhouette: object


def theme_of(region: str, name: str) -> tuple[Catalogue, Theme]:
    """Return a theme and its catalogue. :raises NotFound: if nothing is offered under the name."""
    catalogue = queries.published()
    try:
        return catalogue, catalogue.theme(f"{region}/{name}")
    except KeyError:
        raise NotFound(Message("portal.no_theme")) from None


def cards(words: str = "", stage: str = "") -> Sequence[Card]:
    """Return the cards of all themes that contain every given word, most used first.

    `stage`: only those of this stage of a life; "" is all.
    """
    version = queries.published_version()
    wanted = words.casefold().split()
    found = [
        card
        for card in (all_cards(version) if version else ())
        if stage in {"", card.theme.stage} and all(word in _text(card) for word in wanted)
    ]
    return sorted(found, key=lambda card: -card.theme.popular)


def stations() -> Sequence[tuple[Life, Sequence[tuple[Stage, int]]]]:
    """Return the map of the home page: each life, its stages with how many things each has."""
    version = queries.published_version()
    if not version:
        return ()
    count = Counter(card.theme.stage for card in all_cards(version))
    lives = queries.catalogue(version).lives.values()
    return [(life, [(stage, count[stage.id]) for stage in life.stages]) for life in lives]


@lru_cache(maxsize=4)
def all_cards(version: str) -> Sequence[Card]:
    """Return a card for each theme of a version; a theme without a plan has none."""
    catalogue = queries.catalogue(version)
    return [
        _card(region, theme, plan)
        for region in catalogue.regions.values()
        for theme in region.themes.values()
        if (plan := reference_plan(version, theme.id)) is not None
    ]


@lru_cache(maxsize=256)
def reference_plan(version: str, theme_id: str) -> Plan | None:
    """Return the plan of a theme's reference answers; None if those are unlawful."""
    catalogue = queries.catalogue(version)
    theme = catalogue.theme(theme_id)
    made = compile_plan(catalogue, theme_id, reference_answers(theme), reference_standing(theme))
    return made if isinstance(made, Plan) else None


def _card(region: Region, theme: Theme, plan: Plan) -> Card:
    return Card(
        theme,
        region,
        licences=len(plan.branches),
        days=promised_days(plan),
        certificates=int(plan.savings.licences_planned.value),
        bring=papers_to_bring(plan),
        silhouette=plain(silhouette_of(plan)),
    )


def _text(card: Card) -> str:
    theme = card.theme
    parts = (theme.title, theme.summary, card.region.title)
    return " ".join(f"{part.zh} {part.en}" for part in parts).casefold()
