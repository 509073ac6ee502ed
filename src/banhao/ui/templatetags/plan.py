"""The plan picture in a page: `{% plan_picture picture %}`, and `{% silhouette strips %}` on cards.

`picture` and `strips` are the plain mappings of `core/compiler/picture.py` and `silhouette.py`.
"""

from collections.abc import Sequence

from django import template

from banhao.ui.plan.listing import days_off, rows
from banhao.ui.plan.sheet import PAGE, PANE, Sheet
from banhao.ui.plan.values import Picture, Strip
from banhao.ui.words import language

register = template.Library()
RAIL, HIGH, STEP, LEAST = 132.0, 5, 9, 5.0  # of a silhouette
FEWEST = 46  # its height on a card, however few bars it has


@register.inclusion_tag("ui/parts/plan.html")
def plan_picture(picture: Picture, size: str = "page", ident: str = "plan") -> dict[str, object]:
    """Draw a picture with its legend and its list. `size`: "page", or "pane" for offices."""
    sheet = Sheet(picture, PANE if size == "pane" else PAGE, ident, language())
    festivals, weekends = days_off(picture)
    return {
        "svg": sheet.svg(),
        "id": ident,
        "picture": picture,
        "rows": rows(picture),
        "festivals": festivals,
        "weekends": weekends,
    }


@register.inclusion_tag("ui/parts/silhouette.html")
def silhouette(strips: Sequence[Strip], css: str = "") -> dict[str, object]:
    """Draw the silhouette of a plan; decorative, the words stand beside it."""
    bars = [
        {
            "x": f"{1 + strip['at'] * RAIL:.1f}",
            "y": n * STEP + 1,
            "width": f"{max((strip['to'] - strip['at']) * RAIL, LEAST):.1f}",
            "critical": strip["critical"],
        }
        for n, strip in enumerate(strips)
    ]
    return {"bars": bars, "height": max(FEWEST, len(bars) * STEP + 1), "css": css}
