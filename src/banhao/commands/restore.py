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
    """Check the file, make its tables, put its rows, bring them to this version. Exit 0.

    2 if the file is damaged or of a newer version, or if rows are there: nothing is changed then.
    """
    start_django()
    from django.core.management import call_command  # noqa: PLC0415 -- after start_django
    from django.utils import timezone  # noqa: PLC0415 -- as above

    from banhao.site.backup.reading import check  # noqa: PLC0415 -- as above
    from banhao.site.backup.tables import applied, bring_to  # noqa: PLC0415 -- as above
    from banhao.site.operations import restore  # noqa: PLC0415 -- as above

    manifest = check(args.file)
    if not applied():
        bring_to(manifest.migrations)
    counts = restore(file=args.file, manifest=manifest, now=timezone.now())
    call_command("migrate", verbosity=0)
    if args.json:
        print(json.dumps(counts))
    else:
        print(f"{sum(counts.values())} 行已恢复 / rows restored")
    return 0
