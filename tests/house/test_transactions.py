"""Transactions are opened in operations only, one per errand, and each errand names its act."""

import ast
import re
from pathlib import Path

from tests.house.tree import ROOT, dotted, functions, parsed, rooms, shown

NAMED = re.compile(r"\bAct\.[A-Z_]+\b")
HELPER = "Call it inside a transaction."


def is_operations(path: Path) -> bool:
    """Whether a file may open transactions: operations.py, operations_x.py, operations/x.py."""
    return path.stem.startswith("operations") or "operations" in path.parts


def opened(tree: ast.Module) -> list[int]:
    """Return the lines that name `transaction.atomic`."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    return [node.lineno for node in nodes if dotted(node) == "transaction.atomic"]


def errands(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return the functions decorated as one errand: `@transaction.atomic(durable=True)`."""
    return [
        function
        for function in functions(tree)
        if any("transaction.atomic(" in ast.unparse(each) for each in function.decorator_list)
    ]


def not_durable(tree: ast.Module) -> list[str]:
    """Return the errands that would silently become part of another transaction."""
    return [
        function.name
        for function in errands(tree)
        if not any("durable=True" in ast.unparse(each) for each in function.decorator_list)
    ]


def without_act(source: str, chosen: set[str]) -> list[str]:
    """Return the chosen functions that name no act: in themselves or in a function they call here.

    A private one may leave it to the one that calls it here. A module whose functions all serve
    one act says so once: `ACT = Act.RUN_JOBS`; others may keep a table `ACTS = {"name": Act.X}`.
    """
    tree = ast.parse(source)
    if re.search(r"^ACT\b.*= *Act\.[A-Z_]+", source, re.M):
        return []
    here = {function.name: function for function in functions(tree)}
    texts = {name: ast.get_source_segment(source, node) or "" for name, node in here.items()}
    calls = {
        name: {node.id for node in ast.walk(function) if isinstance(node, ast.Name)} & set(here)
        for name, function in here.items()
    }
    named = {name for name, text in texts.items() if NAMED.search(text)} | _in_table(tree)
    while more := {name for name in here if name not in named and calls[name] & named}:
        named |= more
    named |= {name for caller in named for name in calls[caller] if name.startswith("_")}
    return sorted(chosen - named)


def _in_table(tree: ast.Module) -> set[str]:
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="ACTS")], value=ast.Dict(keys=keys)):
                return {key.value for key in keys if isinstance(key, ast.Constant)}
    return set()


def calls_another_errand(tree: ast.Module) -> list[str]:
    """Return the errands that call an errand of the same file."""
    names = {function.name for function in errands(tree)}
    return [
        f"{function.name} → {dotted(node.func)}"
        for function in errands(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and dotted(node.func) in names - {function.name}
    ]


APPS = rooms("apps") + rooms("site") + rooms("channels") + rooms("commands")


def test_transactions_are_opened_in_operations_only() -> None:
    found = [
        f"{shown(path)}:{line}"
        for path in APPS
        if not is_operations(path)
        for line in opened(parsed(path))
    ]
    assert found == []


def test_every_errand_is_durable() -> None:
    found = [f"{shown(p)} {name}" for p in APPS for name in not_durable(parsed(p))]
    assert found == []


def test_errands_do_not_call_errands() -> None:
    found = [f"{shown(p)} {line}" for p in APPS for line in calls_another_errand(parsed(p))]
    assert found == []


def test_every_operation_names_its_act() -> None:
    found = []
    for path in filter(is_operations, APPS):
        chosen = {function.name for function in errands(parsed(path))}
        found += [f"{shown(path)} {n}" for n in without_act(path.read_text("utf-8"), chosen)]
    assert found == []


def test_every_job_names_its_act() -> None:
    found = []
    for path in (path for path in APPS if path.stem == "jobs" or "jobs" in path.parts):
        chosen = {f.name for f in functions(parsed(path)) if not f.name.startswith("_")}
        found += [f"{shown(path)} {n}" for n in without_act(path.read_text("utf-8"), chosen)]
    assert found == []


BAD = """
@transaction.atomic(durable=True)
def pay(*, actor): _check(actor)

def _check(actor): require(actor, Act.PAY)

@transaction.atomic()
def lose(*, actor):
    with transaction.atomic():
        pay(actor=actor)
"""


def test_the_checks_find_a_bad_example() -> None:
    tree = ast.parse(BAD)

    assert opened(tree) == [2, 7, 9]
    assert not_durable(tree) == ["lose"]
    assert calls_another_errand(tree) == ["lose → pay"]
    assert without_act(BAD.replace("pay(actor=actor)", "..."), {"pay", "lose"}) == ["lose"]
    assert without_act("def run(): ...\nACTS = {'run': Act.RUN_JOBS}", {"run"}) == []
    assert without_act("ACT = Act.RUN_JOBS\ndef run(now): ...", {"run"}) == []
    assert not is_operations(ROOT / "src" / "banhao" / "apps" / "cases" / "views.py")
