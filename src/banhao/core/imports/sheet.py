"""A table as it was written: a header that is understood, and rows of texts by column id."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from banhao.core.errors import BadInput
from banhao.core.imports.columns import COLUMNS, MOST_ROWS, Column
from banhao.core.imports.lines import Kind
from banhao.core.messages import Message, Text


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number`: as the spreadsheet counts; cells that are blank are ""."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def need(self, *columns: str) -> None:
        """See that cells are filled in. :raises BadInput: naming the first that is not."""
        for column in columns:
            if not self[column]:
                raise BadInput(Message("imports.cell_missing"), field=column)


def rows_of(kind: Kind, found: Iterable[Sequence[str]]) -> tuple[Row, ...]:
    """Return the rows of a table whose first row that is not blank is its header.

    Columns that nobody knows are passed over, blank rows too.
    :raises BadInput: no header, a column missing or twice, no rows, too many rows.
    """
    places: Mapping[str, int] | None = None
    rows: list[Row] = []
    for number, texts in enumerate(found, start=1):
        cells = [text.strip() for text in texts]
        if not any(cells):
            continue
        if places is None:
            places = _places(kind, cells)
            continue
        if len(rows) == MOST_ROWS[kind]:
            raise BadInput(Message("imports.too_many", most=MOST_ROWS[kind]), field="file")
        rows.append(Row(number, {id_: cells[at] for id_, at in places.items() if at < len(cells)}))
    if not rows:
        raise BadInput(Message("imports.empty"), field="file")
    return tuple(rows)


def _places(kind: Kind, header: Sequence[str]) -> Mapping[str, int]:
    found = {
        column.id: [at for at, text in enumerate(header) if text and column.is_called(text)]
        for column in COLUMNS[kind]
    }
    missing = [c for c in COLUMNS[kind] if c.required and not found[c.id]]
    if missing:
        raise BadInput(Message("imports.no_column", columns=_named(missing)), field="file")
    twice = [c for c in COLUMNS[kind] if len(found[c.id]) > 1]
    if twice:
        raise BadInput(Message("imports.column_twice", columns=_named(twice)), field="file")
    return {id_: places[0] for id_, places in found.items() if places}


def _named(columns: Iterable[Column]) -> Text:
    named = list(columns)
    return Text("、".join(c.title.zh for c in named), ", ".join(c.title.en for c in named))
