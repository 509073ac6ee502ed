"""Put a backup into an empty installation (any database); all of it or nothing."""

import argparse
import json
from pathlib import Path

from banhao.site.start import start_django


def register(parser: argparse.ArgumentParser) -> None:
    """Take the file to read."""
    parser.add_argument("file", type=Path, help="a file that `banhao backup` wrote")
    parser.add_argument("--json", action="store_true", help="print only JSON")


def run(args: argparse.Namespace) -> int:
    """Make the tables if need be, then restore. Exit 0; 2 if it is damaged or rows are there."""
    start_django()
    from django.core.management import call_command  # noqa: PLC0415 -- after start_django
    from django.utils import timezone  # noqa: PLC0415 -- as above

    from banhao.site.operations import restore  # noqa: PLC0415 -- as above

    call_command("migrate", verbosity=0)
    counts = restore(file=args.file, now=timezone.now())
    if args.json:
        print(json.dumps(counts))
    else:
        print(f"{sum(counts.values())} 行已恢复 / rows restored")
    return 0
