"""Write everything (rows, uploads, keys, heads) to one file; guard it, it holds the keys."""

import argparse
import json
from pathlib import Path

from banhao.core.errors import Conflict
from banhao.core.messages import Message
from banhao.site.start import start_django


def register(parser: argparse.ArgumentParser) -> None:
    """Take the file to write."""
    parser.add_argument("file", type=Path, help="a new file, e.g. banhao-2026-11-23.tar.gz")
    parser.add_argument("--json", action="store_true", help="print only JSON")


def run(args: argparse.Namespace) -> int:
    """Back up, also tables that wait for `migrate`. Exit 0; 2 if the file cannot be written."""
    start_django()
    from django.utils import timezone  # noqa: PLC0415 -- after start_django

    from banhao.site.backup.tables import applied  # noqa: PLC0415 -- as above
    from banhao.site.operations import back_up  # noqa: PLC0415 -- as above

    if not applied():
        raise Conflict(Message("site.tables_missing"))

    counts = back_up(file=args.file, now=timezone.now())
    if args.json:
        print(json.dumps(counts))
    else:
        print(f"{args.file}: {sum(counts.values())} 行 / rows, {args.file.stat().st_size} bytes")
    return 0
