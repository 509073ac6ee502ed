"""The fields of a page → values of elements: the strict half of "一填就正确".

Names of inputs, for the element `x`: plain types `x` (multi-choice: several, plus one empty hidden
input so that "none" can be told from "not on this page") · address `x-text`, `x-region` · person
`x-name`, `x-id_number`, `x-mobile` · table `x-ROW-COLUMN` with any row numbers, and `x-paste` for
rows pasted from a spreadsheet (tab between columns in their order, one line a row).
"""

import re
from collections.abc import Iterable

from banhao.core.catalogue.values import Element, ElementType
from banhao.core.codes import mobile, resident_id
from banhao.core.forms.scalars import narrow, read_region, read_scalar
from banhao.core.forms.values import (
    ADDRESS_PARTS,
    PERSON_PARTS,
    Facts,
    Fields,
    FormProblem,
    FormValue,
    Reading,
    Scalar,
)
from banhao.core.messages import Message

MOST_ROWS = 500
TOO_MANY = "+"  # stands for a column: cells of a pasted row that are beyond the last one
_PARTS = {ElementType.ADDRESS: ADDRESS_PARTS, ElementType.PERSON: PERSON_PARTS}
_Problems = list[tuple[str, Message]]


def read_form(elements: Iterable[Element], fields: Fields, facts: Facts) -> Reading:
    """Read what was sent for `elements`. No input raises; fields of no element are ignored."""
    values: dict[str, FormValue] = {}
    cleared: set[str] = set()
    typed: dict[str, dict[str, list[str]]] = {}
    problems: list[FormProblem] = []
    for element in elements:
        own = own_fields(element, fields)
        if not own:
            continue
        value, found = _read(element, own, facts)
        problems.extend(found)
        if found:
            typed[element.id] = own
        elif value is None:
            cleared.add(element.id)
        else:
            values[element.id] = value
    return Reading(values, frozenset(cleared), typed, tuple(problems))


def own_fields(element: Element, fields: Fields) -> dict[str, list[str]]:
    """Return the fields that belong to an element, a pasted table already cut into its rows."""
    if element.type is ElementType.TABLE:
        return _table_fields(element, fields)
    names = field_names(element, element.id)
    return {name: [str(text) for text in fields[name]] for name in names if name in fields}


def field_names(element: Element, name: str) -> tuple[str, ...]:
    """Return the names of the inputs of an element (no table) whose own name is `name`."""
    parts = _PARTS.get(element.type)
    return tuple(f"{name}-{part}" for part in parts) if parts else (name,)


def input_names(element: Element) -> tuple[str, ...]:
    """Return the names of all inputs of an element; of a table those of its row 0."""
    if element.type is not ElementType.TABLE:
        return field_names(element, element.id)
    cells = [(column, f"{element.id}-0-{column.id}") for column in element.columns]
    return tuple(name for column, own in cells for name in field_names(column, own))


def _read(
    element: Element, own: dict[str, list[str]], facts: Facts
) -> tuple[FormValue | None, list[FormProblem]]:
    if element.type is ElementType.TABLE:
        return _read_table(element, own, facts)
    value, problems = _read_cell(element, element.id, own, facts)
    return value, [FormProblem(element.id, message, field) for field, message in problems]


def _read_cell(
    element: Element, name: str, own: Fields, facts: Facts
) -> tuple[Scalar | None, _Problems]:
    """Read one element under the input name `name`: None if it is blank."""
    match element.type:
        case ElementType.ADDRESS:
            return _read_address(name, own, facts, element)
        case ElementType.PERSON:
            return _read_person(name, own, facts, element)
        case ElementType.MULTI_CHOICE:
            return _read_choices(element, name, own, facts)
    text = _one(own, name)
    if not text.strip():
        return None, []
    read = read_scalar(element, text, facts)
    return (None, [(name, read)]) if isinstance(read, Message) else (read, [])


def _read_choices(
    element: Element, name: str, own: Fields, facts: Facts
) -> tuple[Scalar | None, _Problems]:
    texts = [text for text in own.get(name, ()) if text.strip()]
    read = [read_scalar(element, text, facts) for text in texts]
    wrong = [(name, one) for one in read if isinstance(one, Message)]
    chosen = {one for one in read if isinstance(one, str)}
    ordered = [option.id for option in element.options if option.id in chosen]
    return ordered or None, wrong[:1]


def _read_address(
    name: str, own: Fields, facts: Facts, element: Element
) -> tuple[Scalar | None, _Problems]:
    text, region = (_one(own, f"{name}-{part}").strip() for part in ADDRESS_PARTS)
    if not text and not region:
        return None, []
    read = {
        f"{name}-text": read_scalar(element, text, facts) if text else "",
        f"{name}-region": read_region(region, facts) if region else "",
    }
    return _gathered(ADDRESS_PARTS, read)


def _read_person(
    name: str, own: Fields, facts: Facts, element: Element
) -> tuple[Scalar | None, _Problems]:
    person, number, phone = (_one(own, f"{name}-{part}").strip() for part in PERSON_PARTS)
    if not (person or number or phone):
        return None, []
    id_number, digits = narrow(number), narrow(phone)
    read = {
        f"{name}-name": read_scalar(element, person, facts) if person else "",
        f"{name}-id_number": _code(id_number, _id_problem(id_number, facts)),
        f"{name}-mobile": _code(digits, mobile.problem(digits) if digits else None),
    }
    return _gathered(PERSON_PARTS, read)


def _id_problem(number: str, facts: Facts) -> Message | None:
    return resident_id.problem(number, facts.today, facts.regions) if number else None


def _code(text: str, problem: Message | None) -> str | Message:
    return problem or text


def _gathered(
    parts: tuple[str, ...], read: dict[str, str | bool | Message]
) -> tuple[Scalar | None, _Problems]:
    problems = [(field, one) for field, one in read.items() if isinstance(one, Message)]
    value = {part: str(one) for part, one in zip(parts, read.values(), strict=True)}
    return (None if problems else value), problems


def _read_table(
    element: Element, own: dict[str, list[str]], facts: Facts
) -> tuple[FormValue | None, list[FormProblem]]:
    rows: list[dict[str, Scalar]] = []
    problems: list[FormProblem] = []
    numbers = sorted({int(field.removeprefix(f"{element.id}-").split("-")[0]) for field in own})
    if len(numbers) > MOST_ROWS:
        return None, [FormProblem(element.id, Message("forms.too_many_rows", most=MOST_ROWS), "")]
    for shown, number in enumerate(numbers, start=1):
        row: dict[str, Scalar] = {}
        for column in element.columns:
            value, wrong = _read_cell(column, f"{element.id}-{number}-{column.id}", own, facts)
            problems += [FormProblem(element.id, m, f, shown, column.id) for f, m in wrong]
            if value is not None:
                row[column.id] = value
        problems += _too_many(element, shown, number, own)
        rows += [row] if row else []
    return (rows or None), problems


def _too_many(element: Element, shown: int, number: int, own: Fields) -> list[FormProblem]:
    """Return what is wrong with a pasted row that has more cells than the table has columns."""
    more = own.get(f"{element.id}-{number}-{TOO_MANY}")
    if not more:
        return []
    message = Message("forms.too_many_cells", most=len(element.columns), more="、".join(more))
    first = element.columns[0]
    field = field_names(first, f"{element.id}-{number}-{first.id}")[0]
    return [FormProblem(element.id, message, field, shown, first.id)]


def _table_fields(element: Element, fields: Fields) -> dict[str, list[str]]:
    """Return the cells of a table under `x-ROW-COLUMN`, rows numbered anew, blank rows dropped."""
    cell = re.compile(rf"{re.escape(element.id)}-([0-9]{{1,6}})-(.+)")
    found: dict[int, dict[str, list[str]]] = {}
    sent = f"{element.id}-paste" in fields or element.id in fields
    for name, texts in fields.items():
        if match := cell.fullmatch(name):
            sent = True
            found.setdefault(int(match[1]), {})[match[2]] = [str(text) for text in texts]
    rows = [found[number] for number in sorted(found) if any(map(_filled, found[number].values()))]
    rows += _pasted(element, _one(fields, f"{element.id}-paste"))
    cells = {
        f"{element.id}-{number}-{column}": texts
        for number, row in enumerate(rows)
        for column, texts in row.items()
    }
    return cells or ({f"{element.id}-0-": [""]} if sent else {})


def _pasted(element: Element, text: str) -> list[dict[str, list[str]]]:
    """Return rows pasted from a spreadsheet; a line of column titles says the order of columns.

    Cells beyond the last column are kept under `TOO_MANY`, so that they are said and not lost.
    """
    order, rows = list(element.columns), []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        if titled := _titled(element, cells):
            order = titled
        elif any(cells):
            row = {field_names(c, c.id)[0]: [cell] for c, cell in zip(order, cells, strict=False)}
            more = [cell for cell in cells[len(order) :] if cell]
            rows.append(row | ({TOO_MANY: more} if more else {}))
    return rows


def _titled(element: Element, cells: list[str]) -> list[Element]:
    """Return the columns that a line of titles names, in its order; [] if it is no such line."""
    titles = {title: one for one in element.columns for title in (one.title.zh, one.title.en)}
    named = [titles.get(cell) for cell in cells if cell]
    found = [one for one in named if one is not None]
    return found if named and len(found) == len(named) == len(cells) else []


def _filled(texts: Iterable[str]) -> bool:
    return any(text.strip() for text in texts)


def _one(fields: Fields, name: str) -> str:
    texts = fields.get(name, ())
    return str(texts[0]) if texts else ""
