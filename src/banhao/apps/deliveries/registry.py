"""Who hears of which kind of event. Filled once, by `site/wiring.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID


class Subscriber(Protocol):
    """Told after commit, at least once: it must do the same whenever it is told the same again."""

    def __call__(self, *, case_id: UUID, seq: int, kind: str, now: datetime) -> None:
        """Hear of event `seq` of a case."""


Wants = Callable[[object], bool]


def _all(event: object) -> bool:
    del event
    return True


@dataclass(slots=True)
class Registry:
    """Subscribers by name, and their names by kind of event."""

    functions: dict[str, Subscriber] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wants: dict[str, Wants] = field(default_factory=dict)

    def subscribe(
        self, name: str, kinds: tuple[str, ...], function: Subscriber, wants: Wants = _all
    ) -> None:
        """Let `function` hear of `kinds` under `name` (stored; never rename one).

        `wants`: says of an event of these kinds whether it concerns the subscriber at all.
        """
        self.functions[name], self.wants[name] = function, wants
        for kind in kinds:
            if name not in self.names.get(kind, ()):
                self.names[kind] = (*self.names.get(kind, ()), name)


REGISTRY = Registry()
subscribe = REGISTRY.subscribe


def names_for(kind: str, event: object) -> tuple[str, ...]:
    """Return the names of those who hear of this event, which is of this kind."""
    return tuple(name for name in REGISTRY.names.get(kind, ()) if REGISTRY.wants[name](event))


def functions() -> Mapping[str, Subscriber]:
    """Return subscribers by name."""
    return REGISTRY.functions
