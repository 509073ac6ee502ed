"""Check a catalogue's folder, load it as a draft, publish it: catalogue check|load|publish DIR."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from banhao.cli import LANGUAGES
from banhao.commands._folder import texts_of
from banhao.core.catalogue.changes import changes
from banhao.core.catalogue.load import read_folder_texts
from banhao.core.errors import NotFound
from banhao.core.messages import Message
from banhao.site.start import open_database


def register(parser: argparse.ArgumentParser) -> None:
    """Take a verb and a folder."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="check|load|publish")
    for verb, words in (
        ("check", "say everything that is wrong with a folder; needs no database"),
        ("load", "keep a folder as a draft, and say what it changes"),
        ("publish", "offer a folder from now on; without DIR the draft that was loaded last"),
    ):
        command = verbs.add_parser(verb, help=words, description=words)
        nargs = "?" if verb == "publish" else None
        command.add_argument("folder", metavar="DIR", type=Path, nargs=nargs)
        command.add_argument("--json", action="store_true", help="print only JSON")


def run(args: argparse.Namespace) -> int:
    """Do it. Exit 0; 2 with all problems if the folder cannot be used."""
    version, message = {"check": check, "load": load, "publish": publish}[args.verb](args.folder)
    if args.json:
        print(json.dumps({"done": args.verb, "version": version}))
        return 0
    from banhao.ui.messages import render  # noqa: PLC0415 -- only people need the words

    for language in LANGUAGES:
        print(render(message, language))
    return 0


def check(folder: Path) -> tuple[str, Message]:
    """Read a folder. :raises CatalogueError: with all that is wrong with it."""
    catalogue = read_folder_texts(texts_of(folder))
    found = changes(None, catalogue)
    return catalogue.version, Message("catalogue.checked", contents=found)


def load(folder: Path) -> tuple[str, Message]:
    """Keep a folder as a draft. :raises CatalogueError: with all that is wrong with it."""
    version, told = _loaded(texts_of(folder))
    return version, Message("catalogue.loaded", version=version, changes=told)


def publish(folder: Path | None) -> tuple[str, Message]:
    """Offer a folder, or the draft loaded last. :raises NotFound: if there is no draft."""
    if folder is None:
        version, told = _draft()
    else:
        version, told = _loaded(texts_of(folder))
    from django.utils import timezone  # noqa: PLC0415 -- Django was started by the line above

    from banhao.apps.catalogues import operations  # noqa: PLC0415 -- as above
    from banhao.core.authority.acts import THE_OPERATOR  # noqa: PLC0415 -- as above

    operations.publish_version(actor=THE_OPERATOR, version=version, now=timezone.now())
    return version, Message("catalogue.published", version=version, changes=told)


def _loaded(texts: Mapping[str, str]) -> tuple[str, Message]:
    """Return the version of a folder, kept, and what it changes against the published one."""
    read_folder_texts(texts)  # all its problems are told before a database is opened
    open_database()
    from django.utils import timezone  # noqa: PLC0415 -- after open_database

    from banhao.apps.catalogues import operations  # noqa: PLC0415 -- as above
    from banhao.core.authority.acts import THE_OPERATOR  # noqa: PLC0415 -- as above

    version = operations.load_draft(actor=THE_OPERATOR, texts=texts, now=timezone.now())
    return version, _changes(version)


def _draft() -> tuple[str, Message]:
    open_database()
    from banhao.apps.catalogues import queries  # noqa: PLC0415 -- after open_database

    version = queries.latest_draft()
    if not version:
        raise NotFound(Message("catalogues.no_draft"))
    return version, _changes(version)


def _changes(version: str) -> Message:
    from banhao.apps.catalogues import queries  # noqa: PLC0415 -- Django was started before

    published = queries.published_version()
    old = queries.catalogue(published) if published else None
    return changes(old, queries.catalogue(version))
