"""The pledge letter (告知承诺书): per material what is promised, to whom, by when, what else.

Contents after 国办发〔2020〕42号: what is asked and why, how it is promised, that it is checked,
and what follows from a false promise. The words around it are in `ui/messages/pledges.toml`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from banhao.core.catalogue.values import Basis, Way, WayKind
from banhao.core.errors import BadInput
from banhao.core.messages import Message, Text


@dataclass(frozen=True, slots=True)
class ReadingItem:
    """An item that relies on a pledged material: its title and the ground it stands on."""

    id: str
    title: Text
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """One line of the letter. `due_days`: working days after the decision until it is checked."""

    material: str
    title: Text
    promise: Text
    consequence: Text
    due_days: int
    items: tuple[ReadingItem, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """All that one signature promises."""

    promises: tuple[Promise, ...]

    @property
    def checks(self) -> tuple[tuple[str, str, int], ...]:
        """Return (item, material, due days) of every after-check the letter leads to."""
        return tuple((i.id, p.material, p.due_days) for p in self.promises for i in p.items)


def promise(material: str, title: Text, way: Way, items: Iterable[ReadingItem]) -> Promise:
    """Return the line of one material. :raises BadInput: if the way is no pledge."""
    if way.kind is not WayKind.PLEDGE:
        raise BadInput(Message("pledges.not_a_pledge", material=title))
    return Promise(material, title, way.promise, way.consequence, way.due_days, tuple(items))
