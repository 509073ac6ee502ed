"""Take in a table: divisions, people, licences. Without --do it only says what would happen.

    banhao import divisions streets.csv
    banhao import people people.xlsx --do --report report.xlsx
    banhao import licences licences.xlsx --do --good-rows --files FOLDER_OR_ZIP

One row that is refused stops all, unless --good-rows. The report of people holds first passwords.
"""
# ruff: noqa: N999 -- named after the word that people type; loaded by name (`banhao.cli`)

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from banhao.cli import BAD_INPUT, LANGUAGES
from banhao.core.authority.acts import THE_OPERATOR
from banhao.core.errors import BadInput
from banhao.core.imports.columns import explained
from banhao.core.imports.lines import Fate, Kind, Line, counted
from banhao.core.messages import Message
from banhao.site.start import open_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banhao.apps.imports.operations.writing import Firsts
    from banhao.core.imports.sheet import Row

SHOWN = 20  # refused rows on the terminal; all are in the report


def register(parser: argparse.ArgumentParser) -> None:
    """Take what kind of table, which file, and whether to do it."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("kind", choices=[kind.value for kind in Kind])
    parser.add_argument("file", type=Path, help=".xlsx or .csv, names of columns first")
    parser.add_argument("--do", action="store_true", help="take it in, not only look")
    parser.add_argument("--good-rows", action="store_true", help="take in the rows that are good")
    parser.add_argument(
        "--files", type=Path, metavar="PATH", help="folder or zip: files named by licence number"
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="write what became of each row")
    parser.add_argument("--json", action="store_true", help="print only JSON")


def run(args: argparse.Namespace) -> int:
    """Look, or do it. Exit 0; 2 if the table is none, or if a refused row has stopped all."""
    open_database()
    from django.utils import timezone  # noqa: PLC0415 -- after open_database

    from banhao.apps.imports import operations  # noqa: PLC0415 -- as above
    from banhao.apps.imports.operations.pages import attach_pages  # noqa: PLC0415 -- as above
    from banhao.apps.imports.operations.writing import first_passwords  # noqa: PLC0415 -- as above
    from banhao.apps.imports.reading import read_table  # noqa: PLC0415 -- as above

    kind, now = Kind(args.kind), timezone.now()
    rows = read_table(kind, _content(args.file))
    firsts = first_passwords(kind, rows) if args.do else {}
    if args.do:
        lines = operations.take_in_rows(
            actor=THE_OPERATOR,
            kind=kind,
            rows=rows,
            firsts=firsts,
            whole=not args.good_rows,
            now=now,
        )
    else:
        lines = operations.try_out(actor=THE_OPERATOR, kind=kind, rows=rows, now=now)
    refused = counted(lines)[Fate.REFUSED]
    done = args.do and (args.good_rows or not refused)
    if args.report:
        _report(args.report, kind, rows, lines, _told(firsts) if done else {})
    pages: tuple[Line, ...] = ()
    if args.files and done and kind is Kind.LICENCES:
        pages = attach_pages(actor=THE_OPERATOR, files=_files(args.files), now=now)
    _say(kind, lines, done=done, as_json=args.json, pages=pages)
    bad = counted(pages)[Fate.REFUSED] or (refused and not done)
    return BAD_INPUT if bad else 0


def _told(firsts: "Firsts") -> dict[str, str]:
    return {email: first.password for email, first in firsts.items()}


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput(Message("imports.no_file"), field=str(file)) from error


def _files(path: Path) -> "Iterator[tuple[str, bytes]]":
    """Yield (name, bytes) of a folder's files, or of a zip's. :raises BadInput: it is neither."""
    from banhao.apps.imports.reading import read_zip  # noqa: PLC0415 -- after open_database

    if path.is_dir():
        found = sorted(file for file in path.iterdir() if file.is_file())
        return ((file.name, file.read_bytes()) for file in found if file.name[0] != ".")
    return read_zip(_content(path))


def _report(
    file: Path,
    kind: Kind,
    rows: "tuple[Row, ...]",
    lines: tuple[Line, ...],
    passwords: Mapping[str, str],
) -> None:
    from banhao.apps.imports import reports  # noqa: PLC0415 -- after open_database
    from banhao.apps.imports.codec import Content  # noqa: PLC0415 -- as above

    file.touch(mode=0o600)
    file.write_bytes(reports.report(kind, Content(rows, lines, passwords)))


def _say(
    kind: Kind, lines: tuple[Line, ...], *, done: bool, as_json: bool, pages: tuple[Line, ...]
) -> None:
    counts = {fate.value: count for fate, count in counted(lines).items()}
    refused = [line for line in lines if line.fate is Fate.REFUSED]
    if as_json:
        problems = [{"row": line.number, "code": _code(line)} for line in refused]
        told = counts | {"done": done, "problems": problems}
        if pages:
            wrong = [{"file": p.about, "code": _code(p)} for p in pages if p.fate is Fate.REFUSED]
            told |= {"files": len(pages), "file_problems": wrong}
        print(json.dumps(told, ensure_ascii=False))
        return
    from banhao.ui.messages import render  # noqa: PLC0415 -- JSON needs no words

    for line in refused[:SHOWN]:
        problem = explained(kind, line)
        said = [render(problem, language) for language in LANGUAGES] if problem else []
        print(f"{line.number}: " + " / ".join(said))
    if len(refused) > SHOWN:
        print(f"… {len(refused) - SHOWN} (--report)")
    print(", ".join(f"{name} {count}" for name, count in counts.items()), end=": ")
    print("已导入 / taken in" if done else "没有写入 / nothing was written")
    for page in pages:
        said = [render(page.problem, language) for language in LANGUAGES] if page.problem else []
        print(f"{page.about}: " + (" / ".join(said) or page.fate.value))


def _code(line: Line) -> str:
    return line.problem.code if line.problem else ""
