"""The plan picture as a list in order of time: for phones, for screen readers, in large print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from banhao.core.messages import Message, Text
from banhao.ui.plan.values import Lane, Picture, Piece


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a track in per cent of its width."""

    css: str
    x: str
    width: str
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `kind`: mine, bar, visit or today; `lane`: of a bar, with the parts of its track.

    `state`, `css`: words and class of the state (look.md §3).
    """

    kind: str
    on: date | None
    head: Message | Text
    sub: Message | None = None
    done: bool = False
    lane: Lane | None = None
    css: str = ""
    track: Sequence[Part] = ()


def rows(picture: Picture) -> Sequence[Row]:
    """Return the lines in order of finishing; what happens in a day stands before its end."""
    found: list[tuple[float, int, Row]] = []
    for moment in picture["moments"]:
        rank = {"submit": -2, "accept": -1}.get(moment["kind"], 9)
        row = Row("mine", moment["on"], moment["title"], moment["sub"], moment["done"])
        found.append((moment["at"] if rank > 0 else -1.0, rank, row))
    for lane in picture["lanes"]:
        found.append((lane["to"], 2, _bar(lane, picture)))
    for visit in picture["visits"]:
        row = Row("visit", visit["on"], visit["title"], visit["sub"], visit["done"])
        found.append((visit["at"], 1, row))
    if today := picture["today"]:
        found.append((today["at"], 0, Row("today", today["on"], Message("picture.now"))))
    return [row for *_, row in sorted(found, key=lambda each: each[:2])]


def days_off(picture: Picture) -> tuple[Sequence[tuple[Text, int, date, date]], bool]:
    """Return the festivals that lie in the plan (name, days, from, to), and whether weekends do."""
    gaps = picture["axis"]["gaps"]
    named = [(g["name"], g["days"], g["first"], g["last"]) for g in gaps if g["name"]]
    return named, any(not g["name"] for g in gaps)


def _bar(lane: Lane, picture: Picture) -> Row:
    columns = len(picture["axis"]["days"])
    own: Piece = {"at": lane["at"], "to": lane["to"]}
    track = [_part(f"s-{lane['look']}", own, columns)]
    if lane["past"] > lane["at"] and lane["look"] in {"run", "late"}:
        track.append(_part("s-done", {"at": lane["at"], "to": lane["past"]}, columns))
    if lane["overdue"]:
        track.append(_part("s-late", lane["overdue"], columns))
    track += [_part("off", stop, columns) for stop in lane["stops"]]
    if lane["critical"]:
        track.append(_part("k", own, columns, thin=True))
    done = lane["look"] == "done"
    return Row("bar", lane["on"], lane["title"], None, done, lane, f"s-{lane['look']}", track)


def _part(css: str, piece: Piece, columns: int, *, thin: bool = False) -> Part:
    """Return a piece in per cent; what takes no time is still seen."""
    width = max((piece["to"] - piece["at"]) / columns, 0.01)
    left = min(piece["at"] / columns, 1 - width)
    return Part(css, f"{left:.1%}", f"{width:.1%}", thin)
