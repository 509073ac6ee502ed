"""Files of licences of before, named by their numbers: out of a folder or a zip, each by itself."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePosixPath

from banhao.apps.certificates.operations_held import attach_page
from banhao.apps.people.doors import require
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.errors import Refusal
from banhao.core.imports.licences import number_of
from banhao.core.imports.lines import Fate, Line


def attach_pages(
    *, actor: Actor, files: Iterable[tuple[str, bytes]], now: datetime
) -> tuple[Line, ...]:
    """Keep each file (name, bytes) with the licence whose number is its name; a line a file.

    Repeatable: what is there already stays. What is wrong with one stops no other.
    """
    require(actor, Act.ADMINISTER, Thing(), localdate(now))
    return tuple(_one(actor, n, name, content, now) for n, (name, content) in enumerate(files, 1))


def _one(actor: Actor, place: int, name: str, content: bytes, now: datetime) -> Line:
    shown = PurePosixPath(name).name
    try:
        number = number_of(PurePosixPath(name).stem)
        fate = attach_page(actor=actor, number=number, name=shown, content=content, now=now)
    except Refusal as refusal:
        return Line(place, Fate.REFUSED, shown, refusal.message, "")
    return Line(place, fate, shown)
