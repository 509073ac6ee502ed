"""Say when a limit ends and why: `banhao due 2026-09-28 5`; the days counted are working days.

Day 1 is the first counted day after DATE. Both ends of --off are off the clock, and stretches that
overlap count once. --holidays adds or replaces years of the installed holiday table.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from banhao.core.clock import explain, limits, tables
from banhao.core.clock.values import Calendar, Due, Stretch, Unit
from banhao.core.errors import BadInput
from banhao.core.messages import Message

UNITS = (Unit.WORKING_DAY, Unit.DAY)
LANGUAGES = ("zh-hans", "en")
ARGUMENTS = {"start": "DATE", "days": "N", "off": "--off", "holidays": "--holidays"}


def register(parser: argparse.ArgumentParser) -> None:
    """Take a date, a number of days, and what stops or changes the count."""
    parser.add_argument("date", metavar="DATE", help="day of the event, YYYY-MM-DD")
    parser.add_argument("days", metavar="N", help="length of the limit in days")
    parser.add_argument("--unit", default="working-day", help="working-day (default) or day")
    parser.add_argument(
        "--off", action="append", default=[], metavar="FROM..TO", help="days off the clock"
    )
    parser.add_argument(
        "--holidays",
        action="append",
        default=[],
        metavar="PATH",
        help="year file of holiday-cn (JSON), or a folder of them",
    )
    parser.add_argument("--json", action="store_true", help="print only JSON")
    parser.add_argument("--lang", default="zh-hans", help="zh-hans (default) or en")


def run(args: argparse.Namespace) -> int:
    """Print the last day of the limit. :raises BadInput: (exit 2) naming the wrong argument."""
    unit, lang = _one_of(args.unit, UNITS, "--unit"), _one_of(args.lang, LANGUAGES, "--lang")
    start, days = _date(args.date, "DATE"), _days(args.days)
    off = tuple(_stretch(text) for text in args.off)
    try:
        due = limits.due(start, days, Unit(unit), _calendar(args.holidays), off)
    except BadInput as error:
        raise BadInput(error.message, field=ARGUMENTS.get(error.field, error.field)) from error
    print(_json(due) if args.json else "\n".join(_lines(due, lang)))
    return 0


def _json(due: Due) -> str:
    facts = {"due": due.on, "provisional": due.provisional}
    reasons = [asdict(reason) for reason in due.reasons]
    return json.dumps({**facts, "reasons": reasons}, default=str, ensure_ascii=False, indent=2)


def _lines(due: Due, lang: str) -> list[str]:
    from banhao.ui.messages import render  # noqa: PLC0415 -- JSON needs no words

    head = Message("clock.due_provisional" if due.provisional else "clock.due", on=due.on)
    told = [render(message, lang) for message in explain.messages(due.reasons)]
    return [render(head, lang), *(f"{n}. {text}" for n, text in enumerate(told, start=1))]


def _one_of(text: str, known: Sequence[str], field: str) -> str:
    if text not in known:
        raise BadInput(Message("clock.not_one_of", found=text, known=", ".join(known)), field=field)
    return text


def _date(text: str, field: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:  # 20260928 and week dates are other formats
        raise BadInput(Message("clock.not_a_date", found=text), field=field)
    return found


def _days(text: str) -> int:
    sign, digits = text[:1], text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        raise BadInput(Message("clock.not_a_number", found=text), field="N")
    if len(digits) > len(str(limits.MOST_DAYS)):
        most = limits.MOST_DAYS
        raise BadInput(Message("clock.too_many_days", days=text, most=most), field="N")
    return -int(digits) if sign == "-" else int(digits)


def _stretch(text: str) -> Stretch:
    first, dots, last = text.partition("..")
    if not dots:
        raise BadInput(Message("clock.not_a_stretch", found=text), field="--off")
    return Stretch(_date(first, "--off"), _date(last, "--off"))


def _calendar(paths: Sequence[str]) -> Calendar:
    files = [file for path in paths for file in _files(Path(path))]
    return tables.with_documents(tables.announced_calendar(), map(_document, files))


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(path.glob("*.json"))
        if not found:
            raise BadInput(Message("clock.folder_empty", path=str(path)), field="--holidays")
        return found
    if not path.is_file():
        raise BadInput(Message("clock.no_such_file", path=str(path)), field="--holidays")
    return [path]


def _document(file: Path) -> object:
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        tables.read(document)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        problem = Message("clock.not_json", path=str(file), reason=str(error))
        raise BadInput(problem, field="--holidays") from error
    except BadInput as error:
        raise BadInput(error.message, field=f"--holidays {file}") from error
    return document
