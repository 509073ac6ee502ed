"""The front door: which words it knows, what it says when something is wrong."""

import subprocess
import sys

import pytest

from banhao import cli
from banhao.core.errors import BadInput, CatalogueError, Problem
from banhao.core.messages import Message


def test_help_names_every_command_without_importing_them(capsys) -> None:
    assert cli.main(["--help"]) == 0

    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in ("due", "plan", "serve", "worker"))


def test_an_unknown_command_is_bad_input(capsys) -> None:
    assert cli.main(["fly"]) == cli.BAD_INPUT
    assert "no such command: fly" in capsys.readouterr().err


def test_every_command_has_one_line_of_help() -> None:
    assert all(line.endswith((".", ")")) for line in cli.commands().values()), cli.commands()


def test_a_refusal_is_said_in_chinese_and_english() -> None:
    lines = cli.lines(BadInput(Message("site.demo_loopback", host="192.0.2.1"), field="host"))

    assert lines[0].startswith("host: ")
    assert "本机" in lines[0]
    assert "this machine only" in lines[1]


def test_all_problems_of_a_catalogue_are_said_with_their_place() -> None:
    message = Message("site.tables_missing")
    problems = (Problem("a.toml", "x", message), Problem("b.toml", "y.z", message))

    lines = cli.lines(CatalogueError(problems))

    assert lines[0] == "2 个问题 / 2 problems"
    assert [line[:8] for line in lines[1::2]] == ["a.toml: ", "b.toml: "]


@pytest.mark.parametrize("command", ["due", "plan", "demo-sources"])
def test_a_command_without_database_does_not_load_django(command: str) -> None:
    code = (
        "import sys; from banhao import cli\n"
        f"try: cli.main([{command!r}, '--help'])\n"
        "except SystemExit: pass\n"
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    ("words", "chinese", "english"),
    [
        (["due"], "缺少参数：DATE, N", "These arguments are missing: DATE, N"),
        (["due", "2026-09-28", "5", "--fly"], "不认识这些参数：--fly", "are not known: --fly"),
        (["due", "2026-09-28", "5", "--off"], "--off 后面缺少值", "--off needs a value"),
        (["due", "2026-09-28", "5", "--json=1"], "--json 后面不带值", "--json takes no value"),
        (["due", "2026-09-28", "5", "--", "-x", "y"], "不认识", "are not known: -x y"),
        (["audit", "fly"], "只能是", "choose from"),
        (["serve", "--port", "many"], "many", "is not a value for --port"),
        (["plan", "--answer", "a=b"], "缺少参数：THEME", "are missing: THEME"),
    ],
)
def test_wrong_words_are_said_in_both_languages_with_the_usage(
    words: list[str], chinese: str, english: str, capsys
) -> None:
    assert cli.main(words) == cli.BAD_INPUT

    said = capsys.readouterr().err
    assert said.startswith(f"usage: banhao {words[0]}")
    assert chinese in said
    assert english in said
    assert f"banhao {words[0]}" in said.splitlines()[-1]
