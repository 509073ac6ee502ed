"""What an item reads of the form: in words, personal values masked, differences to registers."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from banhao.apps.drafts import queries as drafts
from banhao.apps.evidence import queries as evidence
from banhao.apps.evidence.asking import is_known
from banhao.apps.evidence.queries import Given
from banhao.core.catalogue.values import Catalogue, Element, ElementType
from banhao.core.certificates.masking import code, firm_name, person_name
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.forms.registers import is_same
from banhao.core.forms.spoken import said
from banhao.core.forms.values import ADDRESS_PARTS, PERSON_PARTS, FormValue
from banhao.core.messages import Text

PRIVATE = frozenset({ElementType.ID_NUMBER, ElementType.MOBILE, ElementType.PERSON})


@dataclass(frozen=True, slots=True)
class Register:
    """What a register says about a fact. `value` None: it spoke of somebody else."""

    source: Text
    at: datetime | None
    value: Text | None
    differs: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of the form in words; a table has `rows` of (column, words).

    `masked`: parts are hidden; `personal`: they would be, were they not shown.
    """

    element: str
    title: Text
    value: Text
    rows: Sequence[Sequence[tuple[Text, Text]]] = ()
    personal: bool = False
    masked: bool = False
    registers: Sequence[Register] = ()

    @property
    def differs(self) -> bool:
        """Whether some register says something else."""
        return any(register.differs for register in self.registers)


def facts(
    case_id: UUID,
    plan: Plan,
    branch: Branch,
    catalogue: Catalogue,
    shown: Set[str] = frozenset(),
) -> Sequence[Fact]:
    """Return the values that the branch's item reads and the form asks, differing ones first.

    `shown`: elements whose personal values are not masked.
    """
    values = drafts.asked_values(case_id, plan, catalogue)
    given = [one for one in evidence.answers(case_id) if one.material in branch.materials]
    found = [
        _fact(catalogue.elements[each], values[each], given, catalogue, each not in shown)
        for each in branch.elements
        if each in values
    ]
    return sorted(found, key=lambda fact: not fact.differs)


def personal_values(case_id: UUID, branch: Branch, catalogue: Catalogue) -> Set[str]:
    """Return the personal texts of the form, to be masked wherever else they occur."""
    values = drafts.form_values(case_id)
    private = [e for e in branch.elements if e in values and is_personal(catalogue.elements[e])]
    found = {value for e in private if isinstance(value := values[e], str)}
    for element in private:
        if isinstance(value := values[element], dict):
            found |= {text for text in value.values() if text}
    return found


def is_personal(element: Element) -> bool:
    """Whether a value tells about a person: as the catalogue says, or by its type."""
    return element.personal or element.type in PRIVATE or any(map(is_personal, element.columns))


def hidden(text: str) -> str:
    """Return a personal text masked: numbers by their ends, names by their first character."""
    return code(text) if any(char.isdigit() for char in text) else person_name(text)


def _fact(
    element: Element, value: FormValue, given: Sequence[Given], catalogue: Catalogue, mask: bool
) -> Fact:
    personal = is_personal(element)
    mask = mask and personal
    return Fact(
        element.id,
        element.title,
        Text("") if element.type is ElementType.TABLE else _words(element, value, mask),
        _rows(element, value, mask),
        personal,
        mask,
        [
            _register(element, value, one, catalogue, mask=mask)
            for one in given
            if _speaks(one, element, value)
        ],
    )


def _words(element: Element, value: FormValue, mask: bool) -> Text:
    if isinstance(value, dict):  # a person's name stands before their numbers
        value = {part: value[part] for part in (*PERSON_PARTS, *ADDRESS_PARTS) if part in value}
    if not mask:
        return said(element, value)
    if isinstance(value, dict):
        own = [text for name, text in value.items() if text and name != "region"]
        return Text(" ".join(_hidden_part(element, text) for text in own))
    return Text(hidden(value)) if isinstance(value, str) else said(element, value)


def _fact_words(element: Element, fact: str, mask: bool) -> Text:
    """Return what a register said, masked as the value beside it is."""
    if mask:
        return Text(_hidden_part(element, fact))
    return said(element, fact) if isinstance(fact, str) and element.options else Text(fact)


def _hidden_part(element: Element, text: str) -> str:
    return firm_name(text) if element.type is ElementType.ADDRESS else hidden(text)


def _rows(element: Element, value: FormValue, mask: bool) -> Sequence[Sequence[tuple[Text, Text]]]:
    if element.type is not ElementType.TABLE or not isinstance(value, list):
        return ()
    return [
        [
            (column.title, _words(column, row[column.id], mask and is_personal(column)))
            for column in element.columns
            if column.id in row
        ]
        for row in value
        if isinstance(row, Mapping)
    ]


def _speaks(given: Given, element: Element, value: FormValue) -> bool:
    """Whether an answer says something about the value that an official should know."""
    if element.id in given.facts:
        said = given.facts[element.id]
        return is_known(element, given.source) or is_same(element, value, said)
    return element.id in given.differs


def _register(
    element: Element, value: FormValue, given: Given, catalogue: Catalogue, *, mask: bool
) -> Register:
    """Compare with the form as it stands now: it may have been changed since the answer came."""
    source = catalogue.sources.get(given.source)
    fact = given.facts.get(element.id)
    return Register(
        source.title if source else Text(given.source),
        given.at,
        None if fact is None else _fact_words(element, fact, mask),
        fact is None or not is_same(element, value, fact),
    )
