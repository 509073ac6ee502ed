"""States written into a statement as words, not as parameters.

SQLite looks up a partial index (`where state in ('accepted', 'examined')`) only if the statement
says the same words; with parameters it reads the whole table.
"""

from enum import StrEnum
from typing import Any

from django.db.models import Value

from banhao.core.cases.case import BranchState


class Word(Value):
    """The stored word of a state: one of ours, so that nothing has to be escaped."""

    def __init__(self, state: StrEnum) -> None:
        super().__init__(state.value)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """Return the word in quotes, without parameters."""
        del compiler, connection
        return f"'{self.value}'", ()


RUNNING = (Word(BranchState.ACCEPTED), Word(BranchState.EXAMINED))
