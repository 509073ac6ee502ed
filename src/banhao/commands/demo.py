"""Fill an empty database with a demo: catalogue, made-up people, running cases (safe to repeat)."""

import argparse
import sys
from pathlib import Path

from banhao.site.start import start_django


def register(parser: argparse.ArgumentParser) -> None:
    """Take the catalogue's folder."""
    parser.add_argument("--catalogue", type=Path, default=Path("catalogues"), metavar="DIR")


def run(args: argparse.Namespace) -> int:
    """Make or complete the demo. Exit 0; 2 if the database holds anything else."""
    start_django()
    from django.utils import timezone  # noqa: PLC0415 -- after start_django

    from banhao.site.demo import make_demo  # noqa: PLC0415 -- as above

    files = sorted(args.catalogue.glob("**/*.toml"))
    texts = {path.relative_to(args.catalogue).as_posix(): path.read_text("utf-8") for path in files}
    make_demo(texts=texts, now=timezone.now(), say=_say)
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stdout, flush=True)
