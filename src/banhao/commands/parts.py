"""Print the SQL that lays the journal in parts by year and region: parts 2026-2035 3702 3703.

For PostgreSQL, run by its owner with psql; see docs/howto/postgresql.md. Each year is cut where a
REGION begins (a code, or its first digits); without any, a year is one part. --add: more years for
a journal that lies in parts already.
"""

import argparse
import re

from banhao.apps.cases import parts
from banhao.core.errors import BadInput
from banhao.core.messages import Message

YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)


def register(parser: argparse.ArgumentParser) -> None:
    """Take years and regions."""
    parser.add_argument("years", metavar="YEARS", help="a year, or the first and last: 2026-2035")
    parser.add_argument("regions", metavar="REGION", nargs="*", help="where a year is cut: 3702")
    parser.add_argument("--add", action="store_true", help="add these years to the parts there are")


def run(args: argparse.Namespace) -> int:
    """Print it. :raises BadInput: (exit 2) for years or regions that are none."""
    write = parts.added if args.add else parts.laid_out
    years = _years(args.years)
    try:
        print(write(years, args.regions), end="")
    except ValueError as error:
        found = " ".join(args.regions)
        raise BadInput(Message("case.parts_regions", found=found), field="REGION") from error
    return 0


def _years(text: str) -> range:
    match = YEARS.fullmatch(text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if not 2000 <= first <= last <= 2999:
        raise BadInput(Message("case.parts_years", found=text), field="YEARS")
    return range(first, last + 1)
