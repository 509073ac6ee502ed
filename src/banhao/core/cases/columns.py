"""A case as named columns, so that the audit can say which of them differs from the history."""

from collections.abc import Mapping, Sequence

from banhao.core.cases.case import BranchCase, Case, Part

_CASE = [name for name in Case.__slots__ if name not in {"seq", "head", "branches", "visits"}]


def different(expected: Case, row: Case) -> Sequence[str]:
    """Return the names of the columns that differ, e.g. "state", "branch X.state", "branch X".

    A branch, visit or part that only one of them has is named as a whole. Place in the journal
    (`seq`, `head`) is not compared.
    """
    return differing(columns(expected), columns(row))


def differing(expected: Mapping[str, object], stored: Mapping[str, object]) -> Sequence[str]:
    """Return the names of the columns whose values differ, or that only one side has."""
    both = expected.keys() & stored.keys()
    lone = {name.rsplit(".", 1)[0] for name in (expected.keys() | stored.keys()) - both}
    return sorted(lone | {name for name in both if expected[name] != stored[name]})


def columns(case: Case) -> Mapping[str, object]:
    """Return name → value of everything that rows hold of a case."""
    found: dict[str, object] = {name: getattr(case, name) for name in _CASE}
    for place, branch in enumerate(case.branches):
        found |= _of(branch_name(branch.item, branch.attempt), place, branch)
    for visit in case.visits:
        found[f"visit {visit.id}.on"] = visit.on
        for place, part in enumerate(visit.parts):
            found |= _of(f"part {visit.id}/{part.item}", place, part)
    return found


def branch_name(item: str, attempt: int) -> str:
    """Return how a branch is named: "branch X", its second attempt "branch X~2"."""
    return f"branch {item}" + (f"~{attempt}" if attempt > 1 else "")


def _of(name: str, place: int, value: BranchCase | Part) -> Mapping[str, object]:
    fields = {f"{name}.{field}": getattr(value, field) for field in type(value).__slots__}
    return fields | {f"{name}.place": place}
