"""Fill an empty database with a demo: catalogue, made-up people, running cases (safe to repeat)."""

import argparse
import sys
from pathlib import Path

from banhao.commands._folder import texts_of
from banhao.site.start import open_database


def register(parser: argparse.ArgumentParser) -> None:
    """Take the catalogue's folder."""
    parser.add_argument("--catalogue", type=Path, default=Path("catalogues"), metavar="DIR")


def run(args: argparse.Namespace) -> int:
    """Make or complete the demo. Exit 0; 2 if the database holds anything else."""
    open_database()
    from django.utils import timezone  # noqa: PLC0415 -- after open_database

    from banhao.site.demo import make_demo  # noqa: PLC0415 -- as above

    make_demo(texts=texts_of(args.catalogue), now=timezone.now(), say=_say)
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stdout, flush=True)
