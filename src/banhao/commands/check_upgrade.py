"""Try an upgrade on a copy: migrate, verify the journal, let every open case come to its end.

SOURCE is a BANHAO_HOME with a SQLite database, a tar archive of one, or a file that `banhao backup`
wrote. It is copied and never changed. For PostgreSQL name an empty database with --database; what
is put there is the copy, and stays there for a look.
"""

import argparse
import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from banhao.cli import BAD_INPUT, LANGUAGES
from banhao.site.start import open_database

if TYPE_CHECKING:
    from banhao.site.upgrade.checking import Found, Report


def register(parser: argparse.ArgumentParser) -> None:
    """Take what to copy, and where to."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("source", type=Path, help="folder, archive of a folder, or backup file")
    parser.add_argument(
        "--database", default="", metavar="URL", help="an empty PostgreSQL database"
    )
    parser.add_argument("--json", action="store_true", help="print only JSON")


def run(args: argparse.Namespace) -> int:
    """Check. Exit 0 if every open case came to its end and all stands as written, else 2."""
    from banhao.site.upgrade.copies import bring_copy  # noqa: PLC0415 -- no other command needs it

    with tempfile.TemporaryDirectory(prefix="banhao-check-upgrade-") as place:
        os.environ.update(bring_copy(args.source, Path(place), args.database))
        open_database()
        from django.db import connection  # noqa: PLC0415 -- after open_database
        from django.utils import timezone  # noqa: PLC0415 -- as above

        from banhao.site.upgrade.checking import check_copy  # noqa: PLC0415 -- as above

        report = check_copy(timezone.now())
        connection.close()
    print(_json(report) if args.json else "\n".join(_lines(report)))
    return 0 if report.is_good else BAD_INPUT


def _json(report: "Report") -> str:
    return json.dumps(asdict(report) | {"good": report.is_good}, ensure_ascii=False, indent=1)


def _lines(report: "Report") -> list[str]:
    troubles = sum(case.trouble is not None for case in report.cases)
    said = [line for case in report.cases for line in _told(case)]
    counts = f"{len(report.cases)} cases, {troubles} in trouble, {len(report.damages)} damages"
    verdict = "可以升级 / may be upgraded" if report.is_good else "不要升级 / do not upgrade"
    return [*said, *report.damages, f"{counts}: {verdict}"]


def _told(case: "Found") -> list[str]:
    from banhao.ui.messages import render  # noqa: PLC0415 -- after open_database

    line = f"{case.number}  {case.theme}  {case.before} → {case.after}"
    if case.trouble is None:
        return [line]
    return [line, *(f"    {render(case.trouble, language)}" for language in LANGUAGES)]
