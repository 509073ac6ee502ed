"""Mandates (授权): who acts for somebody under one, in their own name and only within it."""

from datetime import date

from banhao.core.authority.acts import Mandate, Thing


def is_standing(mandate: Mandate, on: date) -> bool:
    """Return whether the mandate holds on that day; both ends count."""
    return mandate.since <= on <= mandate.until


def covers(mandate: Mandate, thing: Thing, on: date) -> bool:
    """Return whether the mandate lets somebody act on a thing that day.

    A mandate of a person covers what is the person's own, one of a firm what is the firm's. A thing
    whose theme is not known is covered only by a mandate for all themes.
    """
    whose = thing.firm == mandate.firm if mandate.firm else _own(mandate, thing)
    known = not mandate.themes or thing.theme in mandate.themes
    return whose and known and is_standing(mandate, on)


def _own(mandate: Mandate, thing: Thing) -> bool:
    return thing.owner == mandate.principal and not thing.firm
