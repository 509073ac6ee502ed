"""The typed tree of a condition as frozen values: names, constants, and how they are joined.

Every value can be hashed and compared; two trees are equal when they say the same in the same way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Value = bool | int | Decimal | str | date | tuple[str, ...]


class Kind(StrEnum):
    """What a name stands for. A choice is one of its options, a multi-choice any set of them.

    A number may have decimals; what it is compared with is written as a whole number all the same.
    """

    BOOLEAN = "boolean"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    MULTI_CHOICE = "multi-choice"


@dataclass(frozen=True, slots=True)
class NameType:
    """The type of a name: its kind and, for choices only, the ids of its options."""

    kind: Kind
    options: tuple[str, ...] = ()


class Op(StrEnum):
    """Comparisons, written as in CEL."""

    EQ = "=="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is read; a boolean one is a condition of its own."""

    id: str
    type: NameType


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written in the source; true and false are conditions of their own."""

    value: bool | int | str | date


Operand = Name | Constant


@dataclass(frozen=True, slots=True)
class Compare:
    """`left op right`, both of one kind, at least one of them a name."""

    left: Operand
    op: Op
    right: Operand


@dataclass(frozen=True, slots=True)
class OneOf:
    """`name in [a, b]`."""

    name: Name
    values: tuple[Constant, ...]


@dataclass(frozen=True, slots=True)
class Includes:
    """`"option" in name`, the name being a multi-choice."""

    option: str
    name: Name


@dataclass(frozen=True, slots=True)
class Not:
    """`!part`."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """`a && b && …`, two parts or more."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """`a || b || …`, two parts or more."""

    parts: tuple["Node", ...]


Atom = Name | Constant | Compare | OneOf | Includes
Node = Atom | Not | All | Any


def atoms(node: Node) -> Iterator[Atom]:
    """Yield the parts of a tree that are not joined of others, from left to right."""
    match node:
        case Not(part):
            yield from atoms(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from atoms(part)
        case _:
            yield node


def names_of(atom: Atom) -> tuple[Name, ...]:
    """Return the names one atom reads."""
    match atom:
        case Name():
            return (atom,)
        case Compare(left, _, right):
            return tuple(side for side in (left, right) if isinstance(side, Name))
        case OneOf(name) | Includes(_, name):
            return (name,)
        case Constant():
            return ()


def constants_of(atom: Atom) -> tuple[Constant, ...]:
    """Return the constants one atom is compared with; an included option counts as one."""
    match atom:
        case Compare(left, _, right):
            return tuple(side for side in (left, right) if isinstance(side, Constant))
        case OneOf(_, values):
            return values
        case Includes(option):
            return (Constant(option),)
        case _:
            return ()
