"""What is asked and what an answer means for the form: pure functions over values.

Sources name facts by the role of an element (`holder-code`, `person-name`, …), or by element id.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from banhao.apps.evidence.sources import Answer
from banhao.core.catalogue.values import Element
from banhao.core.conditions.tree import Value
from banhao.core.evidence.slots import Outcome
from banhao.core.forms.complete import asked
from banhao.core.forms.registers import is_same
from banhao.core.forms.values import FormValue

FIRM_CODE, PERSON_ID = "holder-code", "person-id"
WHO = frozenset({FIRM_CODE, PERSON_ID})
COMPARED = WHO | {"holder-name", "person-name"}


def whom(form: Mapping[str, object], elements: Iterable[Element]) -> tuple[str, str]:
    """Return (resident id number, uscc) of the form, "" where it does not say."""
    by_role = {e.role: form.get(e.id) for e in elements if e.role in WHO}
    number, code = by_role.get(PERSON_ID), by_role.get(FIRM_CODE)
    if isinstance(number, Mapping):  # an element of type person
        number = number.get("id_number")
    return (number if isinstance(number, str) else "", code if isinstance(code, str) else "")


def about(
    form: Mapping[str, FormValue], elements: Iterable[Element], given: Mapping[str, Value]
) -> tuple[str, str]:
    """Return whom to ask about (`whom`). `given`: answers and standing, for what the form asks.

    A person by what is asked now. The firm also where the form does not ask for its code: then the
    form has it as the firm that is applied for.
    """
    elements = tuple(elements)
    open_now = {element.id for element in asked(elements, form, given)}
    return whom(form, [e for e in elements if e.id in open_now or e.role == FIRM_CODE])


def compared(
    answer: Answer, source: str, form: Mapping[str, object], elements: Iterable[Element]
) -> Answer:
    """Return the answer with its facts by element id, MISMATCH if one is not what the form says.

    Compared are names and codes, and whatever the source may prefill; blanks and width of letters
    do not count. An answer about somebody else is not kept, only that it differs.
    """
    facts: dict[str, str] = {}
    differs: list[str] = []
    somebody_else = False
    for element in elements:
        fact = answer.facts.get(
            element.id, answer.facts.get(element.role) if element.role else None
        )
        if fact is None:
            continue
        facts[element.id] = fact
        said = form.get(element.id)
        known = is_known(element, source)
        if known and isinstance(said, str) and not is_same(element, said, fact):
            differs.append(element.id)
        somebody_else = somebody_else or (element.id in differs and element.role in WHO)
    if answer.outcome is not Outcome.ANSWERED:
        return answer
    outcome = Outcome.MISMATCH if differs else answer.outcome
    if somebody_else:  # another person's data is nobody's business here
        return replace(answer, outcome=outcome, facts={}, document={}, differs=tuple(differs))
    return replace(answer, outcome=outcome, facts=facts, differs=tuple(differs))


def is_known(element: Element, source: str) -> bool:
    """Return whether a source is believed about an element: names and codes, and its prefills."""
    return element.role in COMPARED or source in element.prefill
