"""Three-valued evaluation: True, False, or None as long as a name that matters has no value.

`true || unknown` is true and `false && unknown` is false, in any order, as CEL has it.
"""

from collections.abc import Iterable, Mapping
from operator import eq, ge, gt, le, lt, ne

from banhao.core.conditions.values import (
    All,
    Any,
    Compare,
    Constant,
    Includes,
    Name,
    Node,
    Not,
    OneOf,
    Op,
    Operand,
    Value,
)

COMPARE = {Op.EQ: eq, Op.NE: ne, Op.LT: lt, Op.LE: le, Op.GT: gt, Op.GE: ge}


def evaluate(node: Node, values: Mapping[str, Value]) -> bool | None:
    """Return what the tree says of `values`; None if it would have to read a missing one."""
    match node:
        case All(parts):
            return _joined((evaluate(part, values) for part in parts), ends_it=False)
        case Any(parts):
            return _joined((evaluate(part, values) for part in parts), ends_it=True)
        case Not(part):
            inner = evaluate(part, values)
            return None if inner is None else not inner
        case Name() | Constant():
            value = _value(node, values)
            return None if value is None else bool(value)
        case Compare(left, op, right):
            return _compared(_value(left, values), op, _value(right, values))
        case OneOf(name, options):
            value = values.get(name.id)
            return None if value is None else any(value == option.value for option in options)
        case Includes(option, name):
            chosen = values.get(name.id)
            return None if chosen is None else isinstance(chosen, tuple | list) and option in chosen


def _joined(parts: Iterable[bool | None], *, ends_it: bool) -> bool | None:
    unknown = False
    for part in parts:
        if part is ends_it:
            return ends_it
        unknown = unknown or part is None
    return None if unknown else not ends_it


def _value(operand: Operand, values: Mapping[str, Value]) -> Value | None:
    return operand.value if isinstance(operand, Constant) else values.get(operand.id)


def _compared(left: Value | None, op: Op, right: Value | None) -> bool | None:
    if left is None or right is None:
        return None
    return bool(COMPARE[op](left, right))
