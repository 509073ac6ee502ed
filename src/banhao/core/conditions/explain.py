"""Why a condition holds, fails or is open: the parts that made it so, for "why is this asked".

Of an "all" that fails only what fails is told, of an "any" that holds only what holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from banhao.core.conditions.evaluate import evaluate
from banhao.core.conditions.values import (
    All,
    Any,
    Compare,
    Constant,
    Includes,
    Kind,
    Name,
    Node,
    Not,
    OneOf,
    Op,
    Value,
)
from banhao.core.messages import Message, Text

NEGATED = {
    Op.EQ: Op.NE,
    Op.NE: Op.EQ,
    Op.LT: Op.GE,
    Op.GE: Op.LT,
    Op.GT: Op.LE,
    Op.LE: Op.GT,
}
MIRRORED = {Op.LT: Op.GT, Op.GT: Op.LT, Op.LE: Op.GE, Op.GE: Op.LE}
CODES = {
    Op.EQ: "condition.equal",
    Op.NE: "condition.not_equal",
    Op.LT: "condition.less",
    Op.LE: "condition.at_most",
    Op.GT: "condition.more",
    Op.GE: "condition.at_least",
}
CODES_OF_DATES = {
    Op.LT: "condition.before",
    Op.LE: "condition.until",
    Op.GT: "condition.after",
    Op.GE: "condition.from",
}


@dataclass(frozen=True, slots=True)
class Because:
    """A statement, whether it holds (None: open), and the parts that made it so.

    `message`: `condition.all` and `condition.any` have parts; all others are statements on one
    name, with params `name` and, where compared, `value` (titles as Text when they were given).
    """

    message: Message
    holds: bool | None
    parts: tuple["Because", ...] = ()


Titles = Mapping[str, Text]


def explain(node: Node, values: Mapping[str, Value], titles: Titles) -> Because:
    """Return why `node` holds, fails or is open with `values`.

    `titles`: words for names ("pool") and options ("pool.yes"); ids stand where words are missing.
    """
    match node:
        case All(parts) | Any(parts):
            told = tuple(explain(part, values, titles) for part in parts)
            return _joined(told, every=isinstance(node, All))
        case Not(All(parts) | Any(parts) as inner):
            told = tuple(explain(Not(part), values, titles) for part in parts)
            return _joined(told, every=isinstance(inner, Any))
        case Not(Not(part)):
            return explain(part, values, titles)
        case Not(OneOf() as part):
            return explain(Not(_spread(part)), values, titles)
        case OneOf():
            return explain(_spread(node), values, titles)
        case Not(part):
            return Because(_statement(part, False, titles), evaluate(node, values))
        case _:
            return Because(_statement(node, True, titles), evaluate(node, values))


def _joined(parts: tuple[Because, ...], *, every: bool) -> Because:
    outcomes = [part.holds for part in parts]
    ending = not every
    if ending in outcomes:
        holds: bool | None = ending
    else:
        holds = None if None in outcomes else every
    told = parts if holds is every else tuple(part for part in parts if part.holds is holds)
    return Because(Message("condition.all" if every else "condition.any"), holds, told)


def _spread(node: OneOf) -> Node:
    parts: tuple[Node, ...] = tuple(Compare(node.name, Op.EQ, value) for value in node.values)
    return Any(parts) if len(parts) > 1 else parts[0]


def _statement(atom: Node, said: bool, titles: Titles) -> Message:
    match atom:
        case Constant(value):
            return Message("condition.always" if bool(value) is said else "condition.never")
        case Name(name_id):
            return Message(
                "condition.yes" if said else "condition.no", name=_title(name_id, titles)
            )
        case Includes(option, name):
            code = "condition.includes" if said else "condition.lacks"
            chosen = _title(f"{name.id}.{option}", titles, option)
            return Message(code, name=_title(name.id, titles), value=chosen)
        case Compare():
            return _comparison(atom, said, titles)
        case _:
            raise AssertionError(f"{type(atom).__name__} is not a single statement")


def _comparison(atom: Compare, said: bool, titles: Titles) -> Message:
    left, op, right = atom.left, atom.op, atom.right
    if isinstance(left, Constant):
        left, op, right = right, MIRRORED.get(op, op), left
    if not isinstance(left, Name):
        raise AssertionError("a comparison without a name is refused when it is parsed")
    value = _shown(right, left, titles)
    stated = op if said else NEGATED[op]
    dated = CODES_OF_DATES if left.type.kind is Kind.DATE else {}
    code = dated.get(stated, CODES[stated])
    return Message(code, name=_title(left.id, titles), value=value)


def _shown(operand: Name | Constant, beside: Name, titles: Titles) -> str | int | date | Text:
    match operand:
        case Name(name_id):
            return _title(name_id, titles)
        case Constant(bool() as value):
            return Text("是", "yes") if value else Text("否", "no")
        case Constant(str() as value):
            return _title(f"{beside.id}.{value}", titles, value)
        case Constant(value):
            return value


def _title(key: str, titles: Titles, otherwise: str = "") -> Text | str:
    return titles.get(key, otherwise or key)


def single(because: Because) -> tuple[Because, ...]:
    """Return the statements on single names that made it so, left to right, each once."""
    if not because.parts:
        return (because,)
    found = [leaf for part in because.parts for leaf in single(part)]
    return tuple(dict.fromkeys(found))
