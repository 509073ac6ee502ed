"""A line of the log never quotes an exception or a person; the formatter names exceptions."""

import ast

from tests.house.tree import dotted, python_files, shown

LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}

OF_A_REQUEST = {"path", "path_info", "GET", "POST", "META", "COOKIES", "headers", "body"}


def quoting(source: str) -> list[int]:
    """Return the lines of log calls that are given an exception, or text that is put together."""
    tree = ast.parse(source)
    caught = {node.name for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)}
    return [
        call.lineno
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _is_log(call) and _quotes(call, caught)
    ]


def _is_log(call: ast.Call) -> bool:
    room, _, level = dotted(call.func).rpartition(".")
    return level in LEVELS and room.lower().split(".")[-1] in {"log", "logger", "logging"}


def _quotes(call: ast.Call, caught: set[str | None]) -> bool:
    names = {n.id for arg in call.args for n in ast.walk(arg) if isinstance(n, ast.Name)}
    said = [n for arg in call.args for n in ast.walk(arg) if isinstance(n, ast.JoinedStr)]
    # A code is no quotation: `refusal.message.code`.
    codes = {n.value.value.id for arg in call.args for n in ast.walk(arg) if _is_code(n)}
    parts = {n.attr for arg in call.args for n in ast.walk(arg) if isinstance(n, ast.Attribute)}
    return bool(said) or bool((names - codes) & caught) or bool(parts & OF_A_REQUEST)


def _is_code(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr="code", value=ast.Attribute(attr="message", value=ast.Name())):
            return True
    return False


def test_no_line_of_the_log_quotes_an_exception() -> None:
    found = [
        f"{shown(path)}:{line}"
        for path in python_files("src")
        for line in quoting(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_check_finds_bad_examples() -> None:
    bad = "try: ...\nexcept Exception as e:\n LOG.error('%r', e)\n LOG.info(f'{who}')\n"
    bad += " LOG.info(r.path)\n"
    good = " LOG.error('bad', exc_info=True)\n LOG.info('%s', e.message.code)\n"

    assert quoting(bad + good) == [3, 4, 5]
