"""States in the words of the construction exchange (办理状态 1–15), by a table, never by state."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from banhao.core.cases.case import BranchCase, BranchState, Case, State
from banhao.core.cases.events import Event, NotAccepted
from banhao.core.cases.stops import open_procedures


@cache
def table() -> Mapping[str, Mapping[str, object]]:
    """Return the tables of `construction.toml`."""
    source = files("banhao.apps.exchange").joinpath("construction.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def names() -> Mapping[int, str]:
    """Return code → its name in the standard."""
    return {int(code): str(name) for code, name in table()["names"].items()}


def code_of_case(case: Case, *, not_needed: bool = False) -> int:
    """Return the code that a case is told as. `not_needed`: of one that was not accepted."""
    return _code("cases", _word_of_case(case, not_needed=not_needed))


def code_of_branch(case: Case, branch: BranchCase) -> int:
    """Return the code that the latest attempt at an item is told as."""
    return _code("branches", _word_of_branch(case, branch))


def code_of_event(kind: str, event: Event) -> int | None:
    """Return the code that an event is told as, None if it has none."""
    word = "not_needed" if isinstance(event, NotAccepted) and event.not_needed else kind
    code = table()["events"].get(word)
    assert code is None or isinstance(code, int)
    return code


def _word_of_case(case: Case, *, not_needed: bool) -> str:
    match case.state:
        case State.SUBMITTED:
            return "answered" if case.turns.supplement is not None else "submitted"
        case State.NOT_ACCEPTED:
            return "not-needed" if not_needed else "not-accepted"
        case State.DECIDED | State.DELIVERED:
            granted = any(branch.state is BranchState.GRANTED for branch in case.latest)
            return "passed" if granted else "failed"
        case _:
            return case.state.value


def _word_of_branch(case: Case, branch: BranchCase) -> str:
    if branch.state is BranchState.EXAMINED:
        return "working"
    if branch.state is not BranchState.ACCEPTED:
        return branch.state.value
    if open_procedures(case, branch.item):
        return "stopped-clock"
    mine = (branch.item, branch.attempt)
    if any((each.item, each.attempt) == mine for each in case.turns.procedures):
        return "runs-again"
    return "working" if branch.claimed_by is not None else "accepted"


def _code(part: str, word: str) -> int:
    code = table()[part][word]
    assert isinstance(code, int)
    return code
