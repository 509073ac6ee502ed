"""A tree back into the text of the language: one spelling per tree, which parses to the same."""

from datetime import date

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
)


def written(node: Node) -> str:
    """Return the condition as text, with no more parentheses than it needs."""
    match node:
        case Any(parts):
            return " || ".join(_inside(part, Any) for part in parts)
        case All(parts):
            return " && ".join(_inside(part, Any, All) for part in parts)
        case Not(part):
            return "!" + _inside(part, Any, All, Compare, OneOf, Includes)
        case Compare(left, op, right):
            return f"{written(left)} {op} {written(right)}"
        case OneOf(name, options):
            return f"{name.id} in [{', '.join(written(option) for option in options)}]"
        case Includes(option, name):
            return f"{_quoted(option)} in {name.id}"
        case Name(name_id):
            return name_id
        case Constant(value):
            return _constant(value)


def _inside(part: Node, *looser: type) -> str:
    return f"({written(part)})" if isinstance(part, looser) else written(part)


def _constant(value: bool | int | str | date) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return f'date("{value.isoformat()}")'
        case str():
            return _quoted(value)


def _quoted(text: str) -> str:
    quote = "'" if '"' in text else '"'
    return f"{quote}{text}{quote}"
