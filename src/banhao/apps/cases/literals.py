"""States, and the firm that is none, written into a statement as words, not as parameters.

A partial index (`where state in ('accepted', 'examined')`, `where not firm = ''`) is looked up only
if the statement says the same words; with parameters SQLite, and PostgreSQL with plans made once
(decision 0011), read the whole table.
"""

from typing import Any

from django.db.models import Value

from banhao.core.cases.case import BranchState


class Word(Value):
    """A stored word: one of ours, so that nothing has to be escaped."""

    def __init__(self, word: str) -> None:
        super().__init__(str(word))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """Return the word in quotes, without parameters."""
        del compiler, connection
        return f"'{self.value}'", ()


RUNNING = (Word(BranchState.ACCEPTED), Word(BranchState.EXAMINED))
NO_FIRM = Word("")
