"""What a form holds: values as they are stored (plain JSON), and what is wrong with a field.

Stored spelling by element type: text, choice, id number, uscc, mobile: str · number, money: decimal
string ("85.5") · date: ISO date · boolean: bool · multi-choice: list of option ids · address:
{"text", "region"} · person: {"name", "id_number", "mobile"} · table: list of rows, each a mapping
from column id to a value of the column's type.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from banhao.core.messages import Message

Scalar = str | bool | list[str] | dict[str, str]
FormValue = Scalar | list[dict[str, Scalar]]
Fields = Mapping[str, Sequence[str]]
"""The fields of a page: name → the strings sent under it (`dict(request.POST.lists())`)."""

ADDRESS_PARTS = ("text", "region")
PERSON_PARTS = ("name", "id_number", "mobile")


@dataclass(frozen=True, slots=True)
class Facts:
    """What reading must know of the world: the local date, and the regions there are.

    `regions`: codes of GB/T 2260 (6 digits); None = not checked against a table.
    """

    today: date
    regions: Set[str] | None = None


@dataclass(frozen=True, slots=True)
class FormProblem:
    """What is wrong with one field. `field`: name of the input that it belongs to.

    In a table `row` counts from 1 and `column` is the column's id; elsewhere 0 and "".
    """

    element: str
    message: Message
    field: str
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading fields. Only elements that were sent appear in any of these.

    `values`: what could be read. `cleared`: elements sent blank. `typed`: the fields, as typed, of
    elements that could not be read, so that nothing typed is lost. `problems`: why not.
    """

    values: Mapping[str, FormValue]
    cleared: frozenset[str]
    typed: Mapping[str, Mapping[str, list[str]]]
    problems: tuple[FormProblem, ...]
