"""One string of a page → one value of a simple element type, or why it is not one."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from banhao.core.catalogue.values import Element, ElementType
from banhao.core.codes import mobile, resident_id, uscc
from banhao.core.forms.values import Facts
from banhao.core.messages import Message

LONGEST = 2000
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_DATE = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{4})([0-9]{2})([0-9]{2})"
)
_REGION = re.compile(r"[0-9]{6}|[0-9]{9}|[0-9]{12}")
_YES = frozenset({"yes", "true", "on", "1", "是", "有"})
_NO = frozenset({"no", "false", "off", "0", "否", "无"})

Read = str | bool | Message
"""A value, or the message that says why there is none."""


def read_scalar(element: Element, text: str, facts: Facts) -> Read:
    """Return the value of one non-blank string, or a Message. Never raises for any string."""
    cleaned = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(cleaned) > LONGEST:
        return Message("forms.too_long", longest=LONGEST)
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in cleaned):
        return Message("forms.control_characters")
    return _READERS.get(element.type, _text)(element, cleaned, facts)


def read_region(text: str, facts: Facts) -> Read:
    """Return a division code (6, 9 or 12 digits) whose first six are in the region table."""
    code = unicodedata.normalize("NFKC", text).strip()
    known = facts.regions is None or code[:6] in facts.regions
    return code if _REGION.fullmatch(code) and known else Message("forms.region_unknown")


def narrow(text: str) -> str:
    """Return text as codes are written: half-width, no blanks, capital letters."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()


def _text(_element: Element, text: str, _facts: Facts) -> Read:
    return unicodedata.normalize("NFC", text)


def _number(element: Element, text: str, _facts: Facts) -> Read:
    plain = narrow(text).replace(",", "")
    if not _NUMBER.fullmatch(plain):
        return Message("forms.not_a_number")
    value = Decimal(plain)
    if element.minimum is not None and value < element.minimum:
        return Message("forms.too_small", minimum=str(element.minimum), unit=element.unit)
    if element.maximum is not None and value > element.maximum:
        return Message("forms.too_large", maximum=str(element.maximum), unit=element.unit)
    return _spelled(value)


def _money(element: Element, text: str, facts: Facts) -> Read:
    read = _number(element, text.lstrip("¥￥"), facts)
    if isinstance(read, Message):
        return read
    value = Decimal(str(read))
    if value < 0 or value != value.quantize(Decimal("0.01")):
        return Message("forms.not_money")
    return read


def _spelled(value: Decimal) -> str:
    """Return the shortest plain spelling: 85.50 → 85.5, 1E+2 never, -0 → 0."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    digits = digits.lstrip("0") or "0"
    digits = "0" + digits if digits.startswith(".") else digits
    return digits if digits == "0" else sign + digits


def _date(_element: Element, text: str, _facts: Facts) -> Read:
    found = _DATE.fullmatch(narrow(text))
    if not found:
        return Message("forms.not_a_date")
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        value = date(year, month, day)
    except ValueError:
        return Message("forms.no_such_day")
    return value.isoformat() if 1900 <= year <= 2200 else Message("forms.no_such_day")


def _boolean(_element: Element, text: str, _facts: Facts) -> Read:
    plain = text.casefold()
    return True if plain in _YES else False if plain in _NO else Message("forms.not_an_option")


def _choice(element: Element, text: str, _facts: Facts) -> Read:
    for option in element.options:
        if text in {option.id, option.title.zh, option.title.en} - {""}:
            return option.id
    return Message("forms.not_an_option")


def _id_number(_element: Element, text: str, facts: Facts) -> Read:
    return resident_id.problem(narrow(text), facts.today, facts.regions) or narrow(text)


def _uscc(_element: Element, text: str, _facts: Facts) -> Read:
    return uscc.problem(narrow(text)) or narrow(text)


def _mobile(_element: Element, text: str, _facts: Facts) -> Read:
    plain = narrow(text).replace("-", "").removeprefix("+86")
    return mobile.problem(plain) or plain


_READERS: dict[ElementType, Callable[[Element, str, Facts], Read]] = {
    ElementType.TEXT: _text,
    ElementType.NUMBER: _number,
    ElementType.MONEY: _money,
    ElementType.DATE: _date,
    ElementType.BOOLEAN: _boolean,
    ElementType.CHOICE: _choice,
    ElementType.MULTI_CHOICE: _choice,
    ElementType.ID_NUMBER: _id_number,
    ElementType.USCC: _uscc,
    ElementType.MOBILE: _mobile,
}
