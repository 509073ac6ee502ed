"""Take in the State Council's notice on the days off of a year, so that dates are counted with it.

banhao holidays import 2027.json [--look] [--json]
banhao holidays list [--json]

PATH is a year file of holiday-cn (JSON) or a folder of them; years that are known already, or not
announced yet, are left out of a folder. The worker then moves the dates of open cases.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from banhao.core.authority.acts import THE_OPERATOR
from banhao.core.clock.notices import Notice, read_notice
from banhao.core.errors import BadInput
from banhao.core.messages import Message
from banhao.site.start import open_database

NOT_ANNOUNCED = "holidays.no_days"

if TYPE_CHECKING:
    from banhao.apps.cases.moving import Preview


def register(parser: argparse.ArgumentParser) -> None:
    """Take one of two errands."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    errands = parser.add_subparsers(dest="errand", required=True, metavar="import|list")
    taken = errands.add_parser("import", help="take a year file in")
    taken.add_argument("path", type=Path, metavar="PATH", help="year file, or a folder of them")
    taken.add_argument("--look", action="store_true", help="only say what it would do")
    shown = errands.add_parser("list", help="list the notices that were imported")
    for one in (taken, shown):
        one.add_argument("--json", action="store_true", help="print only JSON")


def run(args: argparse.Namespace) -> int:
    """Do the errand. Exit 0; 2 with file, line and reason if a file is refused."""
    if args.errand == "list":
        open_database()
        return _list(as_json=args.json)
    notices = [notice for file in _files(args.path) if (notice := _read(file, args.path))]
    open_database()
    from django.utils import timezone  # noqa: PLC0415 -- after open_database

    from banhao.apps.cases.moving import of_notice  # noqa: PLC0415 -- as above
    from banhao.apps.catalogues import calendars  # noqa: PLC0415 -- as above
    from banhao.apps.catalogues.operations.holidays import import_notice  # noqa: PLC0415 -- as above

    whole, told = not args.path.is_dir(), []
    for notice in notices:
        seen = of_notice(notice)
        if not whole and calendars.is_known(notice) and not seen.moving:
            continue
        told.append(_told(notice, seen, done=not args.look))
        if not args.look:
            import_notice(actor=THE_OPERATOR, notice=notice, now=timezone.now())
    _say(told, as_json=args.json)
    return 0


def _files(path: Path) -> Sequence[Path]:
    if path.is_dir():
        found = sorted(path.glob("*.json"))
        if not found:
            raise BadInput(Message("clock.folder_empty", path=str(path)), field="PATH")
        return found
    if not path.is_file():
        raise BadInput(Message("clock.no_such_file", path=str(path)), field="PATH")
    return [path]


def _read(file: Path, asked: Path) -> Notice | None:
    """Return the notice of a file; None: one of a folder whose year is not announced yet.

    :raises BadInput: naming file and line.
    """
    try:
        return read_notice(file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput(Message("holidays.not_text"), field=str(file)) from error
    except BadInput as error:
        problem = error.message.params["problem"]
        if file != asked and isinstance(problem, Message) and problem.code == NOT_ANNOUNCED:
            return None
        raise BadInput(error.message, field=str(file)) from error


def _told(notice: Notice, seen: "Preview", *, done: bool) -> Mapping[str, object]:
    return {
        "year": notice.year,
        "off": len(notice.off),
        "worked": len(notice.worked),
        "cases_looked_at": seen.seen,
        "cases_not_looked_at": seen.not_seen,
        "cases_moving": seen.moving,
        "by_days": {str(days): count for days, count in seen.by_days.items()},
        "done": done,
    }


def _say(told: Sequence[Mapping[str, object]], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
        return
    for one in told:
        print(
            f"{one['year']}: 放假 {one['off']} 天，调休上班 {one['worked']} 天，"
            f"{one['cases_moving']} 个办件的日期要变 / {one['off']} days off, "
            f"{one['worked']} worked, dates of {one['cases_moving']} cases move: "
            + ("已导入 / imported" if one["done"] else "没有写入 / nothing was written")
        )
    if not told:
        print("没有新的 / nothing new")


def _list(*, as_json: bool) -> int:
    from banhao.apps.catalogues import calendars  # noqa: PLC0415 -- after open_database

    rows = [
        {
            "year": row.year,
            "at": row.at.isoformat(timespec="seconds"),
            "by": row.by,
            "settled": row.settled_at is not None,
            "moved": row.moved,
        }
        for row in calendars.notices()
    ]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
    for row in () if as_json else rows:
        print(*row.values(), sep="\t")
    return 0
