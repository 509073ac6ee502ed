#!/usr/bin/env python3
"""Everything a developer does: python3 dev.py TASK.

run     set up, then serve http://127.0.0.1:8000 with demo data, worker and demo sources
test    set up, then pass every test: also what takes long (databases, browser)
check   set up, then what takes seconds: format, lint, types, contracts, unit and house tests
bench   set up, then answer the measured questions of bench/ in one table (`bench NAME… --full
        --check --keep`)
setup   only set up (what `test` needs; `setup --for run` for less)
screenshots
        take the pictures of docs/screenshots from the pages of the demo
lock    write requirements*.lock and package-lock.json anew (`lock --upgrade` for newer versions)
"""

import argparse
import signal
import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- says it kindly on an older Python
    sys.exit("banhao needs Python 3.11 or newer: start dev.py with it (python3.11 dev.py …).")

from tools import bench, installation, locks, processes, running, tests
from tools.place import PYTHON, StepError, call, say


def main() -> int:
    """Run one task; its exit code."""
    args = arguments()
    signal.signal(signal.SIGTERM, processes.as_ctrl_c)
    try:
        return {"run": run, "test": test, "check": check, "bench": measure, "setup": setup,
                "screenshots": screenshots, "lock": lock}[args.task](args)  # fmt: skip
    except StepError as error:
        say(f"Stopped: {error}")
        return 1
    except KeyboardInterrupt:
        say("Stopped by Ctrl-C.")
        return 130


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    tasks = parser.add_subparsers(dest="task", required=True, metavar="TASK")
    tasks.add_parser("run").add_argument("--port", type=int, default=8000)
    tasks.add_parser("test").add_argument("--only", choices=tests.NAMES, action="append")
    tasks.add_parser("check")
    measured = tasks.add_parser("bench")
    measured.add_argument("names", nargs="*")
    measured.add_argument("--full", action="store_true", help="a million cases, eight processes")
    measured.add_argument("--check", action="store_true", help="say what slowed since landings")
    measured.add_argument("--keep", action="store_true", help="add the ratios to the history")
    tasks.add_parser("setup").add_argument("--for", dest="purpose", choices=["run", "test"])
    tasks.add_parser("screenshots")
    tasks.add_parser("lock").add_argument("--upgrade", action="store_true")
    return parser.parse_args()


def run(args: argparse.Namespace) -> int:
    installation.set_up("run")
    return running.run(args.port)


def test(args: argparse.Namespace) -> int:
    installation.set_up("test")
    return tests.run(args.only or tests.NAMES)


def check(_args: argparse.Namespace) -> int:
    installation.set_up("test")
    return tests.run(tests.FAST)


def measure(args: argparse.Namespace) -> int:
    installation.set_up("bench")
    return bench.run(args.names, full=args.full, check=args.check, keep=args.keep)


def setup(args: argparse.Namespace) -> int:
    installation.set_up(args.purpose or "test")
    say("Set up.")
    return 0


def screenshots(_args: argparse.Namespace) -> int:
    installation.set_up("test")
    call([PYTHON, "-m", "tools.screenshots"])
    return 0


def lock(args: argparse.Namespace) -> int:
    installation.set_up("test")
    locks.write(upgrade=args.upgrade)
    return 0


if __name__ == "__main__":
    sys.exit(main())
