"""Turns that few cases take, as values: supplement, special procedures, extensions.

Kept with the case as one column.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from banhao.core.clock.values import Unit


class About(StrEnum):
    """What a line of a supplement is about."""

    MATERIAL = "material"
    ELEMENT = "element"  # a field of the one form


class Served(StrEnum):
    """How a paper came to the applicant (送达)."""

    INBOX = "inbox"  # an account that agreed to e-service
    COUNTER = "counter"  # signed for at the counter
    POST = "post"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a supplement: which item asks, about which material or form element.

    `text`: keyed digest of the sealed words (what is wrong, an example of right), which stand in
    the vault under kind "supplement" and the name `place`.
    """

    item: str
    kind: About
    about: str
    text: str

    @property
    def place(self) -> str:
        """Return the name of the words in the vault."""
        return f"{self.item}/{self.kind.value}/{self.about}"


@dataclass(frozen=True, slots=True)
class Supplement:
    """补正: asked once with all lines; served, then answered. `answer_days`: working days.

    `supplied`: materials that were handed in since it was asked.
    """

    asked_on: date
    answer_days: int
    lines: tuple[Line, ...]
    served_on: date | None = None
    served: Served | None = None
    supplied: tuple[str, ...] = ()
    answered_on: date | None = None

    @property
    def elements(self) -> tuple[str, ...]:
        """Return the form elements that its lines name, each once."""
        return self._about(About.ELEMENT)

    @property
    def materials(self) -> tuple[str, ...]:
        """Return the materials that its lines name, each once."""
        return self._about(About.MATERIAL)

    def _about(self, kind: About) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.about for line in self.lines if line.kind is kind))


@dataclass(frozen=True, slots=True)
class Procedure:
    """A special procedure (特别程序) of an attempt at an item. `days`: expected, as told.

    `notice`: digest of the written notice.
    """

    item: str
    attempt: int
    kind: str
    started_on: date
    days: int
    unit: Unit
    notice: str
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """延期 of an attempt at an item by so many working days; item "": of joint handling."""

    item: str
    attempt: int
    days: int
    granted_on: date


@dataclass(frozen=True, slots=True)
class Turns:
    """All turns that a case has taken; most cases have taken none."""

    supplement: Supplement | None = None
    procedures: tuple[Procedure, ...] = ()
    extensions: tuple[Extension, ...] = ()


NO_TURNS = Turns()
