"""Run the worker: messages, data sources, legal timers, heads of the journal."""

import argparse

from banhao.site.start import open_database

TO_THE_END = 60.0  # seconds that pushing waits: nobody comes back to hear what they answer


def register(parser: argparse.ArgumentParser) -> None:
    """Take one switch."""
    parser.add_argument("--once", action="store_true", help="give every job one turn, then stop")


def run(args: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; with --once until every job had its turn.

    :raises BadInput: if the address of the mail server is not whole.
    """
    open_database()
    from django.conf import settings  # noqa: PLC0415 -- after open_database
    from django.utils import timezone  # noqa: PLC0415 -- as above

    from banhao.apps.mail import server  # noqa: PLC0415 -- as above
    from banhao.site.watch import folder  # noqa: PLC0415 -- as above

    server.read(settings.MAIL)
    folder.begin(settings.HOME, "worker")
    from banhao.site import worker  # noqa: PLC0415 -- it counts, in the folder

    if args.once:
        print(worker.run_once(worker.turns(patience=TO_THE_END), timezone.now()))
    else:
        worker.run_forever()
    return 0
