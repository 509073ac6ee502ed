"""Reads `[reminders]` of a region: how many working days before an end somebody is reminded."""

from banhao.core.catalogue.fields import Place
from banhao.core.catalogue.places import NO_RULES, Reminders

MOST = 250  # a year of working days


def read_reminders(place: Place) -> Reminders:
    """Return the rules; what a region does not say is as it is everywhere."""
    inner = place.inner("reminders")
    if inner is None:
        return NO_RULES
    rules = Reminders(
        supplement=_days(inner, "supplement", NO_RULES.supplement),
        after_check=_days(inner, "after_check", NO_RULES.after_check),
        certificate=_days(inner, "certificate", NO_RULES.certificate),
        light=inner.flag("light", default=NO_RULES.light),
    )
    inner.done()
    return rules


def _days(place: Place, key: str, default: int) -> int:
    days = place.whole(key, default=default)
    if days > MOST:
        place.note(key, "number_out_of_range", found=days, least=0, most=MOST)
    return days
