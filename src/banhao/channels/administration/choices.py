"""What may be chosen in the administrator's forms: only what the post reaches."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.organisations.queries import administered
from banhao.apps.organisations.values import Counter, Department, Region
from banhao.core.authority.acts import Actor, Role
from banhao.core.messages import Message
from banhao.ui.messages import render
from banhao.ui.words import both, language, plain

WHOLE = "all"


def offer(form: forms.Form, name: str, choices: list[Any]) -> None:
    """Give a choice field what may be chosen."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def item_choices() -> list[tuple[str, str]]:
    """Return the items of the published catalogue by id; none if nothing is published."""
    version = catalogues.published_version()
    items = catalogues.catalogue(version).items if version else {}
    return [(id_, plain(items[id_].title, language())) for id_ in sorted(items)]


def role_choices() -> list[tuple[str, str]]:
    """Return all roles with their words."""
    lang = language()
    return [(r.value, render(Message(f"organisations.role.{r.value}"), lang)) for r in Role]


def of_regions(regions: Iterable[Region]) -> list[tuple[str, str]]:
    """Return regions by code."""
    return [(r.code, f"{plain(r.title, language())} {r.code}") for r in regions]


def everywhere(actor: Actor, on: date, value: str) -> list[tuple[str, str]]:
    """Return the choice of the whole installation, for who administers all of it."""
    whole = administered.administers_all(actor, on)
    return [(value, both("全部地区", "All regions"))] if whole else []


def by_region(
    regions: Iterable[Region], places: Sequence[Department | Counter], *, whole: bool = True
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return choices grouped by region: "<code>/" is the region itself, "<code>/<slug>" a place."""
    lang = language()
    groups = []
    for region in regions:
        title = plain(region.title, lang)
        itself = [(f"{region.code}/", both(f"{title}（整个地区）", f"{title} (whole region)"))]
        own = [
            (f"{p.region}/{p.slug}", plain(p.title, lang))
            for p in places
            if p.region == region.code
        ]
        if whole or own:
            groups.append((title, (itself if whole else []) + own))
    return groups
