"""Fill in any form: a plausible made-up value for every element, by its type and role."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from banhao.core.catalogue.values import Element, ElementType
from banhao.core.forms.fields import fields_of
from banhao.core.forms.values import FormValue
from banhao.demo_sources.population import AREA, Firm


def filled(elements: Iterable[Element], firm: Firm, today: date) -> dict[str, list[str]]:
    """Return input name → strings, as a browser would send them, for all elements."""
    fields: dict[str, list[str]] = {}
    for element in elements:
        fields |= fields_of(element, value_for(element, firm, today))
    return fields


def value_for(element: Element, firm: Firm, today: date) -> FormValue:
    """Return a value that the element takes; names and codes are the firm's and its owner's."""
    by_role = _by_role(firm)
    if element.role in by_role and element.type is ElementType.ADDRESS:
        return {"text": by_role[element.role], "region": AREA}
    if element.role in by_role and element.type is not ElementType.PERSON:
        return by_role[element.role]
    if element.type is ElementType.TABLE:
        return [{column.id: _cell(column, firm, today) for column in element.columns}]
    return _cell(element, firm, today)


def _by_role(firm: Firm) -> dict[str, str]:
    owner = firm.representative
    return {
        "holder-name": firm.name,
        "holder-code": firm.uscc,
        "holder-address": firm.address,
        "person-name": owner.name,
        "person-id": owner.id_number,
    }


def _cell(element: Element, firm: Firm, today: date) -> str | bool | list[str] | dict[str, str]:
    owner = firm.representative
    match element.type:
        case ElementType.BOOLEAN:
            return True
        case ElementType.NUMBER | ElementType.MONEY:
            return _number(element)
        case ElementType.DATE:
            return (today - timedelta(days=30)).isoformat()
        case ElementType.CHOICE:
            return element.options[0].id
        case ElementType.MULTI_CHOICE:
            return [element.options[0].id]
        case ElementType.ID_NUMBER:
            return owner.id_number
        case ElementType.USCC:
            return firm.uscc
        case ElementType.MOBILE:
            return owner.mobile
        case ElementType.ADDRESS:
            return {"text": firm.address, "region": AREA}
        case ElementType.PERSON:
            return {"name": owner.name, "id_number": owner.id_number, "mobile": owner.mobile}
    return f"{element.title.zh}（示例）"


def _number(element: Element) -> str:
    """Return 120 of what is measured (平方米), 6 of what is counted (层, 个, 人), or the nearest
    number that is allowed.
    """
    low, high = element.minimum, element.maximum
    usual = Decimal(120 if "米" in element.unit.zh else 6)
    value = max(usual, low) if low is not None else usual
    return str(min(value, high) if high is not None else value)
