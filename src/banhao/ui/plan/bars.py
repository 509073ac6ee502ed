"""One bar of a plan picture: state by colour, pattern and word; days not counted, days over."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.safestring import SafeString

from banhao.ui.plan.scale import Scale
from banhao.ui.plan.values import Lane
from banhao.ui.svg import element, text_width

LABEL = 12.5
RING = 4.0  # half of a ring
LEAST = 9.0  # width of what takes no time
SEEN = 2.0  # a painted part under this width is left out
HEIGHT = 24.0
TICK = "✓ "
PATTERNS = {"refused": "cross", "stop": "hatch"}  # behind these no word can be read


@dataclass(frozen=True, slots=True)
class Row:
    """Where a bar is drawn: the middle of its lane, its label, the edges of the room for words.

    `rings`: points where the rings of visits stand, which no word may cover.
    """

    middle: float
    left: float
    right: float
    label: str
    ident: str
    rings: tuple[float, ...] = ()

    @property
    def top(self) -> float:
        """Return the upper edge of the bar."""
        return self.middle - HEIGHT / 2


@dataclass(frozen=True, slots=True)
class Span:
    """The edges of a bar; `past`: up to where it is painted."""

    x: float
    end: float
    past: float

    @property
    def width(self) -> float:
        """Return its width."""
        return self.end - self.x


def bar_marks(lane: Lane, scale: Scale, row: Row) -> Iterator[SafeString]:
    """Yield a bar and its label."""
    span, y = _span(lane, scale), row.top
    if was := lane["promised"]:
        left = scale.begin(was["at"])
        yield _rect("pl-was", y, (left, max(scale.end(was["to"]), left + LEAST)), more=4)
    look = lane["look"]
    fill = f"url(#{row.ident}-{PATTERNS[look]})" if look in PATTERNS else ""
    yield _rect(f"pl-bar s-{look}", y, (span.x, span.end), fill=fill)
    if span.past - span.x > SEEN and look != "done":
        yield _rect("pl-part", y, (span.x, span.past))
    if over := lane["overdue"]:
        yield _rect("pl-over", y, (max(scale.begin(over["at"]), span.x), span.end))
    for stop in lane["stops"]:
        edges = (scale.begin(stop["at"]), scale.end(stop["to"]))
        yield _rect("pl-stop", y, edges, fill=f"url(#{row.ident}-hatch)")
    yield _label(lane, scale, span, row)


def _rect(
    css: str, y: float, edges: tuple[float, float], *, fill: str = "", more: float = 0
) -> SafeString:  # fmt: skip
    """Return a rectangle from edge to edge, `more` larger on every side."""
    paint: dict[str, object] = {"fill": fill} if fill else {}
    left, right = edges[0] - more, edges[1] + more
    return element(
        "rect", class_=css, x=left, y=y - more, width=max(right - left, 0.0),
        height=HEIGHT + 2 * more, rx=4, **paint,
    )  # fmt: skip


def _span(lane: Lane, scale: Scale) -> Span:
    """Return the edges; what takes no time is a small bar at its place."""
    x, end = scale.begin(lane["at"]) + 1, scale.end(lane["to"]) - 1
    if end - x < LEAST:
        x = scale.end(lane["to"]) - LEAST / 2
        end = x + LEAST
    if lane["look"] == "done":
        return Span(x, end, end)
    painted = lane["look"] in {"run", "late"} and lane["past"] > lane["at"]
    past = min(scale.end(lane["past"]), end) if painted else x
    if lane["overdue"]:
        past = min(past, scale.end(lane["overdue"]["at"]))
    return Span(x, end, max(past, x))


def _label(lane: Lane, scale: Scale, span: Span, row: Row) -> SafeString:
    """Put the label where it can be read: in the painted part, in the rest, or beside the bar."""
    words = f"{TICK}{row.label}" if lane["look"] == "done" else row.label
    need, y = text_width(words, LABEL) + 16, row.middle + 4.5
    stop = scale.begin(lane["stops"][0]["at"]) if lane["stops"] else span.end
    if lane["look"] not in PATTERNS:
        x = _free(span.x, min(span.past, stop), need, row.rings)
        if x is not None:
            return element("text", words, class_="pl-lab on", x=x + 9, y=y)
        rest = max(span.past, scale.end(lane["stops"][-1]["to"])) if lane["stops"] else span.past
        x = None if lane["overdue"] else _free(rest, span.end, need, row.rings)
        if x is not None:
            return element("text", words, class_="pl-lab", x=x + 9, y=y)
    if span.end + need <= row.right:
        return element("text", words, class_="pl-lab out", x=span.end + 8, y=y)
    if span.x - 8 - need >= row.left:
        return element("text", words, class_="pl-lab out", x=span.x - 8, y=y, text_anchor="end")
    return element("text", words, class_="pl-lab out", x=span.x + 9, y=y)  # its halo keeps it read


def _free(left: float, right: float, need: float, rings: tuple[float, ...]) -> float | None:
    """Return from where words fit between two points, before or behind the rings; None: nowhere."""
    edges = [left, *sorted(ring for ring in rings if left < ring < right), right]
    for begin, end in pairwise(edges):
        before, after = (RING if begin in rings else 0), (RING if end in rings else 0)
        if need <= end - after - begin - before:
            return begin + before
    return None
