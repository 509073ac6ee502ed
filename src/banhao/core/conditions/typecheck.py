"""A parsed text → typed tree: every name known, every comparison between things of one kind."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches

from lark import Token, Tree

from banhao.core.conditions.errors import ConditionError
from banhao.core.conditions.values import (
    All,
    Any,
    Compare,
    Constant,
    Includes,
    Kind,
    Name,
    NameType,
    Node,
    Not,
    OneOf,
    Op,
    Operand,
)
from banhao.core.messages import Text

Types = Mapping[str, NameType]
Parsed = Tree[Token]

DIGITS = 18  # what a 64-bit integer of CEL surely holds
NUMBERS = {Kind.INTEGER, Kind.NUMBER}
ORDERED = NUMBERS | {Kind.DATE}
ORDERINGS = {Op.LT, Op.LE, Op.GT, Op.GE}
COMPARED_BY_VALUE = ORDERED | {Kind.CHOICE}
KINDS = {
    Kind.BOOLEAN: Text("是或否", "yes or no"),
    Kind.INTEGER: Text("整数", "a whole number"),
    Kind.NUMBER: Text("数", "a number"),
    Kind.DATE: Text("日期", "a date"),
    Kind.CHOICE: Text("选项", "an option"),
    Kind.MULTI_CHOICE: Text("多选", "a set of options"),
}


def typed(tree: Parsed, types: Types) -> Node:
    """Return the tree as a condition. :raises ConditionError: where it says nothing sensible."""
    match tree.data:
        case "any":
            return Any(tuple(typed(part, types) for part in _parts(tree)))
        case "all":
            return All(tuple(typed(part, types) for part in _parts(tree)))
        case "not":
            return Not(typed(_parts(tree)[0], types))
        case "compare":
            return _compare(tree, types)
        case "member":
            return _member(tree, types)
    operand = _operand(tree, types)
    if _kind(operand) is not Kind.BOOLEAN:
        raise ConditionError("condition.not_a_boolean", _at(tree), found=_shown(operand))
    return operand


def _compare(tree: Parsed, types: Types) -> Compare:
    first, second = _parts(tree)
    operator = next(child for child in tree.children if isinstance(child, Token))
    left, op, right = _operand(first, types), Op(operator), _operand(second, types)
    at = _at(first)
    if isinstance(left, Constant) and isinstance(right, Constant):
        raise ConditionError("condition.compares_constants", at)
    if Kind.MULTI_CHOICE in (_kind(left), _kind(right)):
        raise ConditionError("condition.multi_needs_in", at, name=_shown(left))
    _refuse_other_kind(left, right, _at(second))
    if op in ORDERINGS and _common(left, right) not in ORDERED:
        raise ConditionError("condition.no_order", at, name=_shown(left), op=str(op))
    return Compare(left, op, right)


def _member(tree: Parsed, types: Types) -> OneOf | Includes:
    first, second = _parts(tree)
    left = _operand(first, types)
    if second.data == "list":
        return _one_of(left, second, types, _at(first))
    right = _operand(second, types)
    if not isinstance(right, Name) or right.type.kind is not Kind.MULTI_CHOICE:
        raise ConditionError("condition.in_needs_list", _at(second), found=_shown(right))
    if not isinstance(left, Constant) or not isinstance(left.value, str):
        raise ConditionError("condition.in_needs_option", _at(first), name=right.id)
    _refuse_other_kind(right, left, _at(first))
    return Includes(left.value, right)


def _one_of(left: Operand, listed: Parsed, types: Types, at: int) -> OneOf:
    if not isinstance(left, Name):
        raise ConditionError("condition.compares_constants", at)
    if left.type.kind not in COMPARED_BY_VALUE:
        raise ConditionError("condition.no_list_for", at, name=left.id, kind=KINDS[left.type.kind])
    values = []
    for part in _parts(listed):
        value = _operand(part, types)
        _refuse_other_kind(left, value, _at(part))
        values.append(value)
    if not values:
        raise ConditionError("condition.empty_list", at)
    return OneOf(left, tuple(value for value in values if isinstance(value, Constant)))


def _operand(tree: Parsed, types: Types) -> Operand:
    at = _at(tree)
    match tree.data, [str(child) for child in tree.children]:
        case "name", [name]:
            return Name(name, _type_of(name, types, at))
        case ("true" | "false") as word, _:
            return Constant(word == "true")
        case "integer", [digits]:
            return Constant(_integer(digits, at))
        case "string", [quoted]:
            return Constant(quoted[1:-1])
        case "date", [quoted]:
            return Constant(_date(quoted[1:-1], at))
        case _:
            raise ConditionError("condition.compares_conditions", at)


def _type_of(name: str, types: Types, at: int) -> NameType:
    if name not in types:
        near = get_close_matches(name, types, n=3) or sorted(types)[:10]
        raise ConditionError("condition.unknown_name", at, name=name, known=", ".join(near))
    return types[name]


def _integer(digits: str, at: int) -> int:
    if len(digits) > DIGITS:
        raise ConditionError("condition.number_too_long", at, most=DIGITS)
    return int(digits)


def _date(text: str, at: int) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise ConditionError("condition.no_such_date", at, found=text)
    return found


def _refuse_other_kind(left: Operand, right: Operand, at: int) -> None:
    """Both must be of one kind; a string must be an option of the choice it is compared with."""
    for name, other in ((left, right), (right, left)):
        if isinstance(name, Name) and name.type.options and isinstance(other, Constant):
            _refuse_no_option(name, other, at)
            return
    kinds = {_kind(left), _kind(right)}
    if len(kinds) > 1 and kinds != NUMBERS:
        raise ConditionError(
            "condition.other_kind",
            at,
            left=_shown(left),
            left_kind=KINDS[_kind(left)],
            right=_shown(right),
            right_kind=KINDS[_kind(right)],
        )


def _refuse_no_option(name: Name, other: Constant, at: int) -> None:
    if other.value not in name.type.options:
        options = ", ".join(name.type.options)
        found = _shown(other)
        raise ConditionError("condition.no_option", at, name=name.id, found=found, options=options)


def _kind(operand: Operand) -> Kind:
    match operand:
        case Name(_, name_type):
            return name_type.kind
        case Constant(bool()):
            return Kind.BOOLEAN
        case Constant(int()):
            return Kind.INTEGER
        case Constant(date()):
            return Kind.DATE
        case _:
            return Kind.CHOICE


def _common(left: Operand, right: Operand) -> Kind:
    return _kind(left if isinstance(left, Name) else right)


def _shown(operand: Operand) -> str:
    return operand.id if isinstance(operand, Name) else str(operand.value)


def _at(tree: Parsed) -> int:
    return (tree.meta.start_pos if not tree.meta.empty else 0) + 1


def _parts(tree: Parsed) -> list[Parsed]:
    return [child for child in tree.children if isinstance(child, Tree)]
