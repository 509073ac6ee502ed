"""Bring the tables of the database up to this version of banhao (safe to repeat)."""

import argparse

from banhao.site.start import start_django


def register(parser: argparse.ArgumentParser) -> None:
    """Take one switch."""
    parser.add_argument("--check", action="store_true", help="only say if something is missing")


def run(args: argparse.Namespace) -> int:
    """Apply what is missing. Exit 0; with --check 1 if something is missing."""
    start_django()
    from django.core.management import call_command  # noqa: PLC0415 -- after start_django

    from banhao.site.tables import are_missing  # noqa: PLC0415 -- as above

    if not are_missing():
        print("数据库已是最新 / the tables are up to date")
    elif args.check:
        print("需要运行 banhao migrate / banhao migrate has something to do")
        return 1
    else:
        call_command("migrate", verbosity=1)
    return 0
