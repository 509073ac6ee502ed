"""A draft as a value, and what changed in it when its plan was compiled again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from banhao.core.compiler.plan import Plan, Standing


class DraftState(StrEnum):
    """Whether a draft can still be changed."""

    OPEN = "open"
    FILED = "filed"


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands before a case. `answers`: plain JSON (dates as ISO, several options as lists).

    `applicant`, `helper`: account ids; `firm`: uscc or ""; `region`: GB/T 2260 code of the theme's
    region; `plan`: content hash; `mandate`: under which an agent began it;
    `again_of`: the case that it begins again.
    """

    id: UUID
    theme: str
    catalogue_version: str
    applicant: int
    helper: int | None
    firm: str
    region: str
    answers: Mapping[str, object]
    standing: Standing
    plan: str
    state: DraftState
    started_at: datetime
    updated_at: datetime
    mandate: int | None = None
    again_of: UUID | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What another plan asks more, or no longer, than the one before: ids in the new plan's order.

    `dropped_answers`: answers that the catalogue no longer knows. `new_version`: it moved on.
    """

    added_materials: tuple[str, ...] = ()
    removed_materials: tuple[str, ...] = ()
    added_elements: tuple[str, ...] = ()
    removed_elements: tuple[str, ...] = ()
    added_items: tuple[str, ...] = ()
    removed_items: tuple[str, ...] = ()
    dropped_answers: tuple[str, ...] = ()
    new_version: bool = False

    @property
    def anything(self) -> bool:
        """Whether a person has to be told."""
        lists = (self.added_materials, self.removed_materials, self.added_elements)
        return any(lists) or any(
            (self.removed_elements, self.added_items, self.removed_items, self.dropped_answers)
        )


def change_between(
    old: Plan, new: Plan, *, dropped: tuple[str, ...] = (), new_version: bool = False
) -> Change:
    """Return what changed from one plan to the next."""
    materials = _ids([m.id for m in old.materials], [m.id for m in new.materials])
    elements = _ids([e.element for e in old.form], [e.element for e in new.form])
    items = _ids([b.item for b in old.branches], [b.item for b in new.branches])
    return Change(*materials, *elements, *items, dropped, new_version)


def _ids(old: list[str], new: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (
        tuple(one for one in new if one not in old),
        tuple(one for one in old if one not in new),
    )
