"""What is drawn of a plan: the plain mapping that `core/compiler/picture.py` makes."""

from datetime import date
from typing import TypedDict

from banhao.core.messages import Message, Text
from banhao.ui.plan.scale import Axis


class Piece(TypedDict):
    """A part of the axis, from place to place."""

    at: float
    to: float


class Lane(TypedDict):
    """A branch with its bar. `look`: the end of its class (`s-run`)."""

    title: Text
    who: Text
    at: float
    to: float
    past: float
    first: int
    last: int
    on: date | None
    look: str
    label: Message
    say: Message
    critical: bool
    stops: list[Piece]
    overdue: Piece | None
    promised: Piece | None
    compared: Message | None
    notes: list[Message]


class Sight(TypedDict):
    """A visit: one diamond, a ring in each of its lanes."""

    at: float
    on: date
    title: Message
    sub: Message
    lanes: list[int]
    done: bool


class Moment(TypedDict):
    """What the applicant does or gets: `kind` submit, accept or take."""

    kind: str
    at: float
    on: date | None
    label: Message
    title: Message
    sub: Message | None
    done: bool


class Today(TypedDict):
    """Where today stands."""

    at: float
    on: date


class Picture(TypedDict):
    """Everything there is to draw."""

    title: Message
    axis: Axis
    lanes: list[Lane]
    path: list[int]
    visits: list[Sight]
    moments: list[Moment]
    today: Today | None
    compares: bool


class Strip(TypedDict):
    """A bar of a silhouette, in parts of its rail."""

    at: float
    to: float
    critical: bool
