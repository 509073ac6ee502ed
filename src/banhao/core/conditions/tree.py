"""A parsed condition and what can be asked of it. Grammar and types: docs/reference/conditions.md.

The language is a typed subset of CEL: comparison, `in`, `&&`, `||`, `!`, integers, strings as
enums, booleans, dates. Names are element ids and the standing names of the compiler.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

Value = bool | int | str | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """One parsed condition. `source` is the text it was written as; `tree` its typed tree."""

    source: str
    tree: object

    def names(self) -> Set[str]:
        """Return the names the condition reads."""
        raise NotImplementedError

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Return whether it holds. :raises KeyError: if a name it must read has no value."""
        raise NotImplementedError

    def decided(self, values: Mapping[str, Value]) -> bool | None:
        """Return True or False if `values` already decide it whatever else follows, else None."""
        raise NotImplementedError
