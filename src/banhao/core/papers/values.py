"""What a paper may speak of, and what it then says, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from banhao.core.cases.case import Case
from banhao.core.clock.values import Calendar
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.evidence.slots import Outcome
from banhao.core.messages import Message, Text

Words = Message | Text | str | date
Fact = tuple[Message, Words]


@dataclass(frozen=True, slots=True)
class About:
    """What a paper may speak of. `case`: as it stood at the event; `said`: sealed texts by kind.

    `results`: (title, identifier) of what was issued; `had`: what became of the materials;
    `lines`: of a supplement, (what it is about, what is wrong and an example of right).
    """

    case: Case
    plan: Plan
    calendar: Calendar
    had: Mapping[str, Outcome] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    results: tuple[tuple[Text, str], ...] = ()
    lines: tuple[tuple[Text, str], ...] = ()

    @property
    def of_case(self) -> tuple["Fact", ...]:
        """Return the facts that stand on every paper."""
        return (
            (Message("paper.fact.case"), self.case.number),
            (Message("paper.fact.title"), self.plan.title),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of a paper. `rows`: the list on it, `listed` its heading; texts stand as written.

    `article`, `basis`: what it stands on; `remedies`: what one may do against it.
    """

    body: tuple[Message, ...]
    facts: tuple[Fact, ...] = ()
    listed: Message | None = None
    rows: tuple[tuple[Words, Words], ...] = ()
    article: str = ""
    basis: tuple[Branch, ...] = ()
    remedies: tuple[Words, ...] = ()
