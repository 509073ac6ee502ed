"""Serve made-up data sources (e-licences, registers) for demos and tests, on this machine only."""

import argparse
import os
from pathlib import Path

from banhao.demo_sources.server import serve


def register(parser: argparse.ArgumentParser) -> None:
    """Take the port and the database."""
    parser.add_argument("--port", type=int, default=8010, help="port (default: %(default)s)")
    parser.add_argument("--database", type=Path, help="SQLite file (default: in BANHAO_HOME)")


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C; prints the address first."""
    home = Path(os.environ.get("BANHAO_HOME", Path.cwd() / "var"))
    serve(args.port, args.database or home / "demo-sources.sqlite3")
    return 0
