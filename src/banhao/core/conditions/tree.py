"""A parsed condition and what can be asked of it. Grammar and types: docs/reference/conditions.md.

The language is a typed subset of CEL: comparison, `in`, `&&`, `||`, `!`, integers, strings as
enums, booleans, dates. Names are element ids and the standing names of the compiler.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from banhao.core.conditions import completions, values
from banhao.core.conditions.evaluate import evaluate
from banhao.core.conditions.explain import Because, Titles, explain
from banhao.core.conditions.values import Node, atoms, names_of
from banhao.core.conditions.write import written

# The catalogue and the compiler know values of names by this module.
Value = values.Value


@dataclass(frozen=True, slots=True)
class Condition:
    """One parsed condition. `source` is the text it was written as; `tree` its typed tree."""

    source: str
    tree: Node

    def names(self) -> Set[str]:
        """Return the names the condition reads."""
        return frozenset(name.id for atom in atoms(self.tree) for name in names_of(atom))

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Return whether it holds. :raises KeyError: if a name it must read has no value."""
        outcome = evaluate(self.tree, values)
        if outcome is None:
            raise KeyError(*sorted(name for name in self.names() if values.get(name) is None))
        return outcome

    def decided(self, values: Mapping[str, Value]) -> bool | None:
        """Return True or False if `values` already decide it whatever else follows, else None."""
        return completions.decided(self.tree, values)

    def explain(self, values: Mapping[str, Value], titles: Titles | None = None) -> Because:
        """Return why it holds, fails or is open; `titles`: words for "name" and "name.option"."""
        return explain(self.tree, values, titles or {})

    def text(self) -> str:
        """Return the condition in its one spelling; it parses to an equal tree."""
        return written(self.tree)
