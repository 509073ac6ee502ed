"""The plan picture as SVG: lanes, columns, bars, the deciding chain, visits, today (look.md §5).

Classes only; `tokens.css` paints, also for print. The list (`listing.py`) has the same facts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from banhao.core.messages import Message
from banhao.ui.dates import short_day
from banhao.ui.messages import render
from banhao.ui.plan.bars import HEIGHT, Row, bar_marks
from banhao.ui.plan.head import head_marks
from banhao.ui.plan.scale import Scale
from banhao.ui.plan.values import Picture
from banhao.ui.svg import element, fitted, joined, text_width
from banhao.ui.words import plain

TOP = 62.0
WHAT, WHO, LABEL, FLAG = 13.0, 11.5, 12.5, 12.0
LINE = 14.0  # from line to line of a name
ASIDE = 26.0  # between the names and the columns
APART = 24.0  # between two diamonds of the same day


@dataclass(frozen=True, slots=True)
class Size:
    """How large a sheet is: its width, the room for names, the height of a lane.

    `tall`: of a lane, where a name needs two lines.
    """

    width: float
    names: float
    lane: float
    tall: float


PAGE, PANE = Size(1080, 208, 46, 54), Size(540, 150, 42, 50)


class Sheet:
    """One picture on paper, in one language."""

    def __init__(self, picture: Picture, size: Size, ident: str, lang: str) -> None:
        self.picture, self.size, self.ident, self.lang = picture, size, ident, lang
        self.scale = Scale(picture["axis"], size.names, size.width)
        names = (plain(lane["title"], lang) for lane in picture["lanes"])
        self.names = [fitted(name, WHAT, size.names - ASIDE, 2) for name in names]
        self.lane = size.tall if any(len(lines) > 1 for lines in self.names) else size.lane
        self.height = TOP + (len(picture["lanes"]) + 1) * self.lane + 10

    def middle(self, row: int) -> float:
        """Return the middle of a row; 0 is the applicant's own."""
        return TOP + row * self.lane + self.lane / 2

    def words(self, message: Message) -> str:
        """Return a message in the language of the sheet."""
        return render(message, self.lang)

    def svg(self) -> SafeString:
        """Return the picture."""
        ident = self.ident
        return element(
            "svg",
            joined(self._marks()),
            class_="plan-svg",
            viewBox=f"0 0 {self.size.width:.0f} {self.height:.0f}",
            role="img",
            aria_labelledby=f"{ident}-t",
            aria_describedby=f"{ident}-list",
        )

    def _marks(self) -> Iterator[SafeString]:
        yield element("title", self.words(self.picture["title"]), id=f"{self.ident}-t")
        yield _patterns(self.ident)
        today, rows = self.picture["today"], (TOP, self.height - 10)
        yield from head_marks(
            self.scale, self.ident, rows, today["on"] if today else None, self.lang
        )
        for row in range(len(self.picture["lanes"]) + 1):
            y = TOP + row * self.lane
            yield element("line", class_="pl-lane", x1=0, x2=self.size.width, y1=y, y2=y)
        yield from self._names()
        yield self._path()
        yield from self._visit_lines()
        for row, lane in enumerate(self.picture["lanes"], start=1):
            rings = tuple(self._rings(row - 1))
            label = self.words(lane["label"])
            room = (self.size.names, self.size.width)
            mark = Row(self.middle(row), *room, label, self.ident, rings)
            yield from bar_marks(lane, self.scale, mark)
        yield from self._own_lane()
        yield from self._today()

    def _names(self) -> Iterator[SafeString]:
        own = self.words(Message("picture.you"))
        yield element("text", own, class_="pl-what", x=0, y=self.middle(0) + 5)
        rows = zip(self.picture["lanes"], self.names, strict=True)
        for row, (lane, lines) in enumerate(rows, start=1):
            y = self.middle(row) + (-2 if len(lines) == 1 else -9)
            for n, line in enumerate(lines):
                yield element("text", line, class_="pl-what", x=0, y=y + n * LINE)
            who = fitted(plain(lane["who"], self.lang), WHO, self.size.names - ASIDE, 1)
            for line in who:
                y += LINE * len(lines) + 1
                yield element("text", line, class_="pl-who", x=0, y=y)

    def _path(self) -> SafeString:
        """Return the line from the application along what decides to the certificate."""
        take = [m for m in self.picture["moments"] if m["kind"] == "take"]
        if not take or not self.picture["path"]:
            return SafeString("")
        steps = [f"M{self.scale.start:.1f} {self.middle(0):.1f}"]
        for lane in self.picture["path"]:
            y = self.middle(lane + 1) + HEIGHT / 2 + 3
            end = self.scale.end(self.picture["lanes"][lane]["to"])
            steps.append(f"V{y:.1f} H{max(end, self.scale.start) - 1:.1f}")
        steps.append(f"H{self.scale.end(take[0]['at']):.1f} V{self.middle(0) + 8:.1f}")
        return element("path", class_="pl-crit", d=" ".join(steps))

    def _visit_points(self) -> list[float]:
        points: list[float] = []
        for visit in self.picture["visits"]:
            x = self.scale.day(visit["at"], visit["on"])
            while any(abs(x - other) < APART for other in points):
                x += APART
            points.append(x)
        return points

    def _rings(self, lane: int) -> Iterator[float]:
        for visit, x in zip(self.picture["visits"], self._visit_points(), strict=True):
            if lane in visit["lanes"]:
                yield x

    def _visit_lines(self) -> Iterator[SafeString]:
        for visit, x in zip(self.picture["visits"], self._visit_points(), strict=True):
            if visit["lanes"]:
                low = self.middle(max(visit["lanes"]) + 1)
                yield element("line", class_="pl-visit", x1=x, x2=x, y1=self.middle(0), y2=low)

    def _own_lane(self) -> Iterator[SafeString]:
        """Yield the two moments and the diamonds; a label only where it does not cover others."""
        points = self._visit_points()
        take = next((m for m in self.picture["moments"] if m["kind"] == "take"), None)
        end = self.scale.end(take["at"]) if take else self.size.width
        label = self.words(take["label"]) if take else ""
        limit = end - 13 - text_width(label, LABEL) - 8  # left of it there is room for others
        turned = any(point + 12 > limit for point in points)  # … or the label stands behind
        if turned:
            limit = end - 8
        submit = next(m for m in self.picture["moments"] if m["kind"] == "submit")
        first = min([*points, limit])
        yield from self._start(self.words(submit["label"]), first, done=submit["done"])
        yield from self._diamonds(points, limit)
        if take:
            yield from self._take(label, end, turned=turned)

    def _diamonds(self, points: list[float], limit: float) -> Iterator[SafeString]:
        y = self.middle(0)
        for visit, x in zip(self.picture["visits"], points, strict=True):
            for lane in visit["lanes"]:
                yield element("circle", class_="pl-dot", cx=x, cy=self.middle(lane + 1), r=4)
            yield element("path", class_=f"pl-dia s-{'done' if visit['done'] else 'plan'}",
                          d=f"M{x:.1f} {y - 10:.1f} l10 10 l-10 10 l-10 -10z")  # fmt: skip
            title = visit["title"].params["title"]
            label = self.words(title) if isinstance(title, Message) else plain(title, self.lang)
            after = min([other for other in points if other > x] + [limit])
            if x + 16 + text_width(label, LABEL) < after - 8:
                yield element("text", label, class_="pl-lab b", x=x + 16, y=y + 4.5)

    def _take(self, label: str, x: float, *, turned: bool) -> Iterator[SafeString]:
        y = self.middle(0)
        yield element("circle", class_="pl-node", cx=x, cy=y, r=7)
        yield element("circle", class_="pl-core", cx=x, cy=y, r=3)
        if not turned:
            yield element("text", label, class_="pl-lab b", x=x - 13, y=y + 4.5, text_anchor="end")
        elif x + 13 + text_width(label, LABEL) <= self.size.width:
            yield element("text", label, class_="pl-lab b", x=x + 13, y=y + 4.5)

    def _start(self, label: str, before: float, *, done: bool) -> Iterator[SafeString]:
        x, y = self.scale.start, self.middle(0)
        yield element("circle", class_=f"pl-node{' is-done' if done else ''}", cx=x, cy=y, r=7)
        if x + 13 + text_width(label, LABEL) < before - 12:
            yield element("text", label, class_="pl-lab b", x=x + 13, y=y + 4.5)

    def _today(self) -> Iterator[SafeString]:
        today = self.picture["today"]
        if not today:
            return
        x = self.scale.day(today["at"], today["on"])
        label = f"{self.words(Message('picture.now'))} {short_day(today['on'], self.lang)}"
        width = text_width(label, FLAG) + 14
        left = min(max(x - width / 2, 0.0), self.size.width - width)
        yield element("line", class_="pl-today", x1=x, x2=x, y1=TOP - 6, y2=self.height - 10)
        yield element("rect", class_="pl-flag", x=left, y=0, width=width, height=20, rx=3)
        yield element("text", label, class_="pl-flagtext", x=left + width / 2, y=14.5,
                      text_anchor="middle")  # fmt: skip


def _patterns(ident: str) -> SafeString:
    hatch = element("rect", class_="p-bg", width=6, height=6) + element(
        "line", class_="p-line", x1=0, y1=0, x2=0, y2=6
    )
    cross = element("rect", class_="x-bg", width=6, height=6) + element(
        "path", class_="x-line", d="M0 0 6 6 M6 0 0 6"
    )
    size = {"width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}
    turned = {"patternTransform": "rotate(45)"}
    return element("defs", joined((
        element("pattern", hatch, id=f"{ident}-hatch", **size, **turned),
        element("pattern", cross, id=f"{ident}-cross", **size),
    )))  # fmt: skip
