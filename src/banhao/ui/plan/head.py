"""The head of a plan picture: numbers and dates of the columns, festivals, and days off below."""

from collections.abc import Iterator
from datetime import date
from math import ceil

from django.utils.safestring import SafeString

from banhao.core.messages import Message, Text
from banhao.ui.dates import short_day
from banhao.ui.messages import render
from banhao.ui.plan.scale import Axis, Scale
from banhao.ui.svg import element, text_width
from banhao.ui.words import ENGLISH, plain

NUMBERS, DATES = 34.0, 50.0  # lines of type
SMALL = 11.5
NARROW = 27.0  # a column under this width: not every date, no length of a festival


def head_marks(
    scale: Scale, ident: str, rows: tuple[float, float], today: date | None, lang: str
) -> Iterator[SafeString]:  # fmt: skip
    """Yield everything above the lanes, and the hatched gaps through them (`rows`: from, to)."""
    axis = scale.axis
    yield from _gaps(axis, scale, ident, rows, lang)
    for y, code in ((NUMBERS, "picture.head_days"), (DATES, "picture.head_dates")):
        yield element("text", render(Message(code), lang), class_="pl-cap", x=0, y=y)
    widest = max(text_width(_short(day["on"], lang), SMALL) for day in axis["days"]) + 6
    every = max(ceil(max(widest, NARROW) / scale.column), 1)
    for index, day in enumerate(axis["days"]):
        if index % every:
            continue
        x = scale.begin(index) + scale.column / 2
        now = " pl-now" if day["on"] == today else ""
        css = f"pl-d{' pl-adj' if day['adjusted'] else ''}{now}"
        yield element(
            "text", str(day["number"]), class_=f"pl-n{now}", x=x, y=NUMBERS, text_anchor="middle"
        )
        yield element("text", _short(day["on"], lang), class_=css, x=x, y=DATES,
                      text_anchor="middle")  # fmt: skip


def _gaps(
    axis: Axis, scale: Scale, ident: str, rows: tuple[float, float], lang: str
) -> Iterator[SafeString]:  # fmt: skip
    for gap in axis["gaps"]:
        x, width = scale.end(gap["after"]), scale.gap(gap)
        yield element("rect", class_="pl-off", fill=f"url(#{ident}-hatch)", x=x, y=rows[0],
                      width=width, height=rows[1] - rows[0])  # fmt: skip
        name = _name(gap["name"], lang) if gap["name"] else ""
        if name and text_width(name, SMALL) <= width + scale.column / 2:
            yield _above(name, x + width / 2, NUMBERS)
        if name and scale.column >= NARROW:
            yield _above(render(Message("picture.days", n=gap["days"]), lang), x + width / 2, DATES)


def _above(words: str, x: float, y: float) -> SafeString:
    return element("text", words, class_="pl-hol", x=x, y=y, text_anchor="middle")


def _name(name: Text, lang: str) -> str:
    """国庆节 → 国庆: the gap is narrow, and the list has the whole name."""
    words = plain(name, lang)
    if lang == ENGLISH:
        return words
    first = words.split("、")[0]
    return first.removesuffix("节") if len(first) > 2 else first


def _short(on: date, lang: str) -> str:
    """10/8 / 8 Oct."""
    return short_day(on, lang) if lang == ENGLISH else f"{on.month}/{on.day}"
