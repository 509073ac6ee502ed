"""What a register says about an element: put into its inputs, or compared with what was typed.

Registers and accounts speak in plain text; the form holds typed values (`values.py`).
"""

import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from banhao.core.catalogue.values import Element, ElementType
from banhao.core.forms.fields import fields_of
from banhao.core.forms.scalars import read_scalar
from banhao.core.forms.values import Facts, FormValue
from banhao.core.messages import Message

_NAMED_PART = {ElementType.ADDRESS: "text", ElementType.PERSON: "name"}
_NUMBERS = frozenset({ElementType.NUMBER, ElementType.MONEY})
_NONE = frozenset({ElementType.TABLE, ElementType.MULTI_CHOICE})


def inputs_of(element: Element, fact: str, facts: Facts) -> dict[str, list[str]]:
    """Return input name → strings for a fact; empty if the element cannot hold it.

    Of an address a register knows the text, of a person the name; the other parts stay open.
    """
    if element.type in _NONE or not fact.strip():
        return {}
    if element.type in _NAMED_PART:
        return {f"{element.id}-{_NAMED_PART[element.type]}": [fact.strip()]}
    read = read_scalar(element, fact, facts)
    return {} if isinstance(read, Message) else fields_of(element, read)


def is_same(element: Element, value: FormValue, fact: str) -> bool:
    """Return whether a stored value says what the fact says.

    Blanks, width and case of letters do not count, nor idle zeros of a number; a choice is the same
    by its id or its title. What cannot be compared (a table) is taken as the same.
    """
    if element.type in _NONE:
        return True
    if isinstance(value, Mapping):
        return _bare(str(value.get(_NAMED_PART.get(element.type, ""), ""))) == _bare(fact)
    if element.type in _NUMBERS:
        return _number(str(value)) == _number(fact)
    if isinstance(value, bool):
        value = "yes" if value else "no"
    known = {option.id: {option.id, option.title.zh, option.title.en} for option in element.options}
    said = known.get(str(value), {str(value)})
    return _bare(fact) in {_bare(text) for text in said}


def _number(text: str) -> Decimal | str:
    try:
        return Decimal(unicodedata.normalize("NFKC", text).replace(",", "").strip())
    except InvalidOperation:
        return _bare(text)


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
