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

    call_command("migrate", check_unapplied=args.check, plan=args.check, verbosity=1)
    return 0
