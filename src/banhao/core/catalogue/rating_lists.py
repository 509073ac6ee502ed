"""Reads how services are rated: `[rating]` once, and the `[[rating_options]]` of every level."""

from banhao.core.catalogue.fields import Place
from banhao.core.catalogue.library import Library
from banhao.core.catalogue.ratings import LEVELS, RatingChannel, RatingOption, RatingRules

LONGEST = 60  # working days: nobody remembers a visit of last season


def read_option(place: Place, library: Library) -> None:
    """Read one thing to tick: its words, its channel, the levels that show it."""
    channel = place.one_of("channel", RatingChannel)
    levels = place.wholes("levels", least=min(LEVELS), most=max(LEVELS))
    if not levels and not place.table.get("levels"):
        place.note("levels", "rating_levels_missing")
    option_id, title = place.id(), place.text("title", required=True)
    if channel is not None:
        option = RatingOption(option_id, title, channel, frozenset(levels))
        library.rating_options.put(place, option_id, option)
    place.done()


def read_rules(places: tuple[Place, ...], library: Library) -> RatingRules | None:
    """Return the rules; None: no file has any, and this city asks nobody for a rating."""
    found = [(place, inner) for place in places if (inner := place.inner("rating")) is not None]
    options = tuple(library.rating_options.things.values())
    if not found:
        if options and not library.rating_options.excused:
            places[0].note("rating", "rating_rules_missing")
        return None
    for place, _ in found[1:]:
        place.note("rating", "rating_rules_twice", other=found[0][0].file)
    place, inner = found[0]
    rules = RatingRules(_days(inner, "open_days", 1), _days(inner, "change_days", 0), options)
    inner.done()
    if not library.rating_options.excused:
        _check_levels(place, rules)
    return rules


def _days(place: Place, key: str, least: int) -> int:
    days = place.whole(key, required=True, default=least)
    if not least <= days <= LONGEST:
        place.note(key, "number_out_of_range", found=days, least=least, most=LONGEST)
    return days


def _check_levels(place: Place, rules: RatingRules) -> None:
    """Note every level of a channel that would show nothing to tick."""
    for channel in RatingChannel:
        for level in LEVELS:
            if not rules.shown(channel, level):
                place.note("rating", "rating_level_empty", channel=channel.value, level=level)
