"""What has been read so far, by id: duplicates and unknown references are found here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from banhao.core.catalogue.fields import Place, nearest
from banhao.core.messages import Text

T = TypeVar("T")


@dataclass(slots=True)
class Shelf(Generic[T]):
    """All things of one kind. `excused`: a file of this kind could not be read at all, so that an
    unknown id says nothing: the author hears of the file, not of everything that leans on it.
    """

    kind: Text
    things: dict[str, T] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    excused: bool = False

    def put(self, place: Place, thing_id: str, thing: T, key: str = "id") -> None:
        """Add a thing under its id; the same id twice is noted at the second."""
        if not thing_id:
            return
        if thing_id in self.things:
            place.note(key, "id_twice", kind=self.kind, id=thing_id, other=self.places[thing_id])
            return
        self.things[thing_id] = thing
        self.places[thing_id] = f"{place.file} {place.path}".strip()

    def look(self, place: Place, key: str, thing_id: str) -> T | None:
        """Return the thing a field refers to; None after noting that there is none."""
        found = self.things.get(thing_id)
        if found is None and thing_id and not self.excused:
            near = nearest(thing_id, self.things)
            place.note(key, "reference_unknown", kind=self.kind, id=thing_id, nearest=near)
        return found

    def known(self, place: Place, key: str, ids: Sequence[str]) -> tuple[str, ...]:
        """Return those ids of a list that are known; the others are noted."""
        found = [self.look(place, f"{key}[{index}]", one) for index, one in enumerate(ids)]
        return tuple(one for one, thing in zip(ids, found, strict=True) if thing is not None)

    def reference(self, place: Place, key: str, *, required: bool = False) -> str:
        """Return the id under a key if it is known, "" otherwise."""
        thing_id = place.string(key, required=required)
        return thing_id if self.look(place, key, thing_id) is not None else ""

    def references(self, place: Place, key: str) -> tuple[str, ...]:
        """Return the known ids of the list under a key."""
        return self.known(place, key, place.strings(key))

    def seal(self) -> Mapping[str, T]:
        """Return all things by id, in the order they were read."""
        return dict(self.things)
