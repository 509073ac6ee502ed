"""Export cases as the national data set has them: export cases --from DAY --to DAY FILE.

One JSON record a line, for each item of each case filed in these days (both included), without
personal data. `banhao export schema` prints the JSON schema that every record fits.
"""

import argparse
import json
from datetime import date
from pathlib import Path

from banhao.cli import LANGUAGES
from banhao.core.authority.acts import THE_OPERATOR
from banhao.core.messages import Message
from banhao.site.start import open_database


def register(parser: argparse.ArgumentParser) -> None:
    """Take what to export."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    what = parser.add_subparsers(dest="what", required=True, metavar="cases|schema")
    cases = what.add_parser("cases", help="write the records of cases filed in some days")
    day = date.fromisoformat
    cases.add_argument("--from", dest="since", type=day, required=True, metavar="DAY")
    cases.add_argument("--to", dest="until", type=day, required=True, metavar="DAY")
    cases.add_argument("file", type=Path, metavar="FILE")
    what.add_parser("schema", help="print the JSON schema of a record")


def run(args: argparse.Namespace) -> int:
    """Do it. Exit 0; 2 with the reason if it is refused. FILE is whole or not there."""
    if args.what == "schema":
        from banhao.apps.exchange.national import schema  # noqa: PLC0415 -- only here

        print(json.dumps(schema(), ensure_ascii=False, indent=1))
        return 0
    open_database()
    from django.utils import timezone  # noqa: PLC0415 -- after open_database

    from banhao.apps.exchange.queries import all_records  # noqa: PLC0415 -- as above
    from banhao.ui.messages import render  # noqa: PLC0415 -- as above

    part, count = args.file.with_name(args.file.name + ".part"), 0
    try:
        with part.open("w", encoding="utf-8") as out:
            for record in all_records(THE_OPERATOR, args.since, args.until, timezone.now()):
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
                count += 1
        part.replace(args.file)
    finally:
        part.unlink(missing_ok=True)
    for language in LANGUAGES:
        print(render(Message("exchange.exported", n=count, file=str(args.file)), language))
    return 0
