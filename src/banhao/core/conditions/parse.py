"""Text → typed condition, or what is wrong and where. The grammar is a part of CEL's."""

import re
from collections.abc import Mapping
from functools import cache

from lark import Lark, UnexpectedInput, UnexpectedToken

from banhao.core.conditions.errors import ConditionError
from banhao.core.conditions.tree import Condition
from banhao.core.conditions.typecheck import typed
from banhao.core.conditions.values import NameType

GRAMMAR = r"""
?start: any
?any: all ("||" all)*
?all: relation ("&&" relation)*
?relation: unary | unary OPERATOR unary -> compare | unary IN (unary | list) -> member
?unary: "!" unary -> not | primary
?primary: NAME -> name | TRUE -> true | FALSE -> false | INTEGER -> integer | STRING -> string
    | "date" "(" STRING ")" -> date | "(" any ")"
list: "[" [value ("," value)*] "]"
?value: INTEGER -> integer | STRING -> string | TRUE -> true | FALSE -> false
    | "date" "(" STRING ")" -> date

OPERATOR: "==" | "!=" | "<=" | ">=" | "<" | ">"
IN: "in"
TRUE: "true"
FALSE: "false"
NAME: /[A-Za-z_][A-Za-z0-9_]*/
INTEGER: /-?[0-9]+/
STRING: /"[^"\\\n]*"|'[^'\\\n]*'/
%ignore /[ \t\r\n]+/
"""
LONGEST = 2000
DEEPEST = 60  # open parentheses and negations; deeper trees would exhaust the stack

# What people write who know CEL or another language, and what we tell them instead.
OUTSIDE = (
    (r"==|!=|<|>|in\b", "condition.one_comparison"),
    (r"=", "condition.single_equals"),
    (r"&|\|", "condition.single_sign"),
    (r"(and|or|not)\b", "condition.word_for_sign"),
    (r"\?|:", "condition.no_choice"),
    (r"\.\d", "condition.no_decimals"),
    (r"\.", "condition.no_fields"),
    (r"\(|\[", "condition.no_calls"),
    (r"[-+*/%]", "condition.no_arithmetic"),
    (r"\\|[\"']", "condition.string_not_closed"),
)


def parse(source: str, types: Mapping[str, NameType]) -> Condition:
    """Return the condition that `source` says over names of `types`.

    :raises ConditionError: with the character and the reason, if it is outside the language, reads
        an unknown name, or compares what cannot be compared.
    """
    _refuse_monsters(source)
    try:
        tree = _parser().parse(source)
    except UnexpectedInput as found:
        raise _not_understood(source, found) from found
    return Condition(source, typed(tree, types))


@cache
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", propagate_positions=True, maybe_placeholders=False)


def _refuse_monsters(source: str) -> None:
    """A page must not fall over a text that somebody nested a thousand times."""
    if len(source) > LONGEST:
        raise ConditionError("condition.too_long", LONGEST + 1, most=LONGEST)
    depth = 0
    for sign in re.finditer(r"\(|\)|!(?!=)", source):
        depth += -1 if sign.group() == ")" else 1
        if depth > DEEPEST:
            raise ConditionError("condition.too_deep", sign.start() + 1, most=DEEPEST)


def _not_understood(source: str, found: UnexpectedInput) -> ConditionError:
    if isinstance(found, UnexpectedToken) and found.token.type == "$END":
        return ConditionError("condition.not_finished", len(source) + 1)
    start = found.pos_in_stream or 0
    rest = source[start:]
    if re.search(r"\bdate\s*$", source[:start]):
        return ConditionError("condition.date_is_a_word", start + 1)
    if re.search(r"\bnot\s+$", source[:start]):
        return ConditionError("condition.word_for_sign", start + 1, found="not")
    for pattern, code in OUTSIDE:
        if re.match(pattern, rest):
            return ConditionError(code, start + 1, found=_word(rest))
    return ConditionError("condition.unexpected", start + 1, found=_word(rest))


def _word(rest: str) -> str:
    match = re.match(r"\w+|\W", rest)
    return match.group() if match else rest[:1]
