"""The `banhao` command: the first word names a module of `banhao.commands`, loaded only then."""

import ast
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from banhao.arguments import Arguments
from banhao.core.errors import BanhaoError, CatalogueError, Refusal
from banhao.core.messages import Message

FOLDER = Path(__file__).parent / "commands"
LANGUAGES = ("zh-hans", "en")
BAD_INPUT = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0, 2 for bad input, 130 after Ctrl-C."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help"}:
        print(overview())
        return 0 if words else BAD_INPUT
    if words[0] not in commands():
        print(f"没有这个命令 / no such command: {words[0]}\n\n{overview()}", file=sys.stderr)
        return BAD_INPUT
    return _run(words[0], words[1:])


def _run(name: str, words: Sequence[str]) -> int:
    module = importlib.import_module(f"banhao.commands.{name.replace('-', '_')}")
    parser = Arguments(prog=f"banhao {name}", description=module.__doc__)
    module.register(parser)
    try:
        return int(module.run(parser.parse_args(words)))
    except BanhaoError as error:
        print("\n".join(lines(error)), file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader (`head`) has gone; nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def lines(error: BanhaoError) -> list[str]:
    """Return what to tell the person at the terminal, in Chinese and English."""
    if isinstance(error, CatalogueError):
        count = len(error.problems)
        where = [
            (f"{': '.join(filter(None, (p.file, p.field)))}: ", p.message) for p in error.problems
        ]
        head = [f"{count} 个问题 / {count} problem{'s' if count > 1 else ''}"]
        return head + [line for prefix, message in where for line in _both(prefix, message)]
    if isinstance(error, Refusal):
        return _both(f"{error.field}: " if error.field else "", error.message)
    return [str(error)]


def _both(prefix: str, message: Message) -> list[str]:
    from banhao.ui.messages import render  # noqa: PLC0415 -- only an error needs the words

    chinese, english = (render(message, language) for language in LANGUAGES)
    return [f"{prefix}{chinese}", f"{' ' * len(prefix)}{english}"]


def commands() -> dict[str, str]:
    """Return command → first line of its module's docstring, without importing the modules."""
    paths = sorted(path for path in FOLDER.glob("*.py") if not path.name.startswith("_"))
    return {path.stem.replace("_", "-"): _first_line(path) for path in paths}


def _first_line(path: Path) -> str:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return doc.partition("\n")[0]


def overview() -> str:
    """Return the help of the whole program."""
    found = commands()
    width = max(map(len, found), default=0)
    rows = [f"  {name:<{width}}  {text}" for name, text in found.items()]
    return "\n".join(["usage: banhao COMMAND … (banhao COMMAND --help)", "", *rows])


if __name__ == "__main__":
    sys.exit(main())
