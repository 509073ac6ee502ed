"""Names that conditions may read: elements by their type, and what is known of every applicant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from banhao.core.catalogue.fields import Place, Table
from banhao.core.catalogue.values import Element, ElementType
from banhao.core.conditions.errors import ConditionError
from banhao.core.conditions.parse import parse
from banhao.core.conditions.tree import Condition
from banhao.core.conditions.values import Kind, NameType

# Standing (申请人条件) is known for every applicant; the compiler's Standing has the same fields.
STANDING = ("pledge", "e_licences", "premises_registered", "by_agent")
YES_NO = NameType(Kind.BOOLEAN)

KINDS: Mapping[ElementType, Kind] = {
    ElementType.BOOLEAN: Kind.BOOLEAN,
    ElementType.NUMBER: Kind.NUMBER,
    ElementType.MONEY: Kind.NUMBER,
    ElementType.DATE: Kind.DATE,
    ElementType.CHOICE: Kind.CHOICE,
    ElementType.MULTI_CHOICE: Kind.MULTI_CHOICE,
}


@dataclass(slots=True)
class Names:
    """Types of all names. `silent`: an elements file could not be read, so nothing is said."""

    types: dict[str, NameType] = field(default_factory=lambda: dict.fromkeys(STANDING, YES_NO))
    not_askable: set[str] = field(default_factory=set)
    silent: bool = False

    def learn(self, tables: Iterable[Table]) -> None:
        """Take in elements by their raw tables, before any condition is read; notes nothing."""
        for table in tables:
            self._learn(table)

    def _learn(self, table: Table) -> None:
        name, kind = table.get("id"), table.get("type")
        if not isinstance(name, str) or name in STANDING:
            return
        known = {str(member): KINDS.get(member) for member in ElementType}
        found = known.get(kind) if isinstance(kind, str) else None
        if found is None:
            self.not_askable.add(name)
        else:
            self.types[name] = NameType(found, _options(table) if found in CHOICES else ())

    def condition(self, place: Place, key: str, *, required: bool = False) -> Condition | None:
        """Return the condition under a key; None when absent, or after noting why it is none."""
        source = place.string(key, required=required)
        if not source.strip():
            return None
        try:
            return parse(source, self.types)
        except ConditionError as error:
            self._note(place, key, source, error)
            return None

    def _note(self, place: Place, key: str, source: str, error: ConditionError) -> None:
        name = error.message.params.get("name")
        if error.message.code == "condition.unknown_name" and name in self.not_askable:
            place.note(key, "condition_not_askable", source=source, name=name)
        elif not self.silent:
            place.note(key, "condition_bad", source=source, reason=error.message)


CHOICES = (Kind.CHOICE, Kind.MULTI_CHOICE)


def _options(table: Table) -> tuple[str, ...]:
    options = table.get("options")
    tables = options if isinstance(options, list) else []
    ids = [one.get("id") if isinstance(one, Mapping) else one for one in tables]
    return tuple(one for one in ids if isinstance(one, str))


def askable(element: Element) -> bool:
    """Return whether a question can ask the element and a condition can read it."""
    return element.type in KINDS
