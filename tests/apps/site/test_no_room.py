"""Databases that are held or away, disks that are full: 503 with words, and nothing half written.

The disk is really full for the process: RLIMIT_FSIZE lets it write no file beyond so many bytes,
with the same errors (SQLite's "database or disk is full", OSError) as a file system without room.
"""

import io
import os
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.urls import reverse
from PIL import Image

from banhao.apps.evidence import queries as evidence
from banhao.apps.files import queries as files
from banhao.apps.files import store
from banhao.apps.people.models import AccountRecord
from banhao.site.failing import is_passing
from tests.apps import small_city
from tests.apps.installation import Installation, installation

WORDS = {"zh-hans": "这会儿太忙，或者正在维护", "en": "too busy just now, or being repaired"}


class Site(Installation):
    module = "tests.apps.site.passing"


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let this process write no file beyond `size` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def noise(side: int = 300) -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(out, "PNG")
    return out.getvalue()


def test_a_database_held_by_somebody_else_answers_503_and_then_works(tmp_path: Path) -> None:
    site = Site(tmp_path, "")
    site.run("tables")
    with closing(sqlite3.connect(tmp_path / "banhao.sqlite3", isolation_level=None)) as holder:
        holder.execute("begin immediate")
        held = {lang: site.run("sign-in", lang) for lang in WORDS}
        holder.execute("rollback")
    free = site.run("sign-in", "en")

    for lang, words in WORDS.items():
        assert held[lang].startswith("503 10\n")
        assert words in held[lang]
    assert free.startswith("200 -\n")


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_a_database_that_is_away_answers_503(tmp_path: Path, lang) -> None:
    site = Site(tmp_path, "postgresql://nobody@127.0.0.1:1/none")

    told = site.run("sign-in", lang)

    assert told.startswith("503 10\n")
    assert WORDS[lang] in told


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (OperationalError("database is locked"), True),
        (OperationalError("database or disk is full"), True),
        (OSError(28, "No space left on device"), True),
        (OperationalError("no such table: cases"), False),
        (InterfaceError("Error binding parameter"), False),
        (OSError(2, "No such file"), False),
        (ValueError("locked"), False),
        (None, False),
    ],
)
def test_what_passes_is_told_from_what_is_our_mistake(error, passes) -> None:
    assert is_passing(error) is passes


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh-hans", "我们这边暂时没有地方存这个文件"), ("en", "There is no room on our side")],
)
def test_an_upload_without_room_is_said_at_its_field_and_leaves_nothing(client, db, lang, words):
    small_city.publish()
    person = small_city.a_person()
    draft = small_city.a_draft(person)
    client.force_login(AccountRecord.objects.get(pk=person.person))
    client.cookies["django_language"] = lang
    before = sorted(store.folder().glob("??/*"))
    slots = evidence.slots(draft.id)
    address = reverse("portal:upload", args=[draft.id, "layout"])

    with room_for(20_000):
        answer = client.post(address, {"file": SimpleUploadedFile("plan.png", noise())})

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert sorted(store.folder().glob("??/*")) == before
    assert files.uploads(draft.id) == ()
    assert evidence.slots(draft.id) == slots
    client.post(address, {"file": SimpleUploadedFile("plan.png", noise())})
    assert len(files.uploads(draft.id)) == 1


def test_a_backup_without_room_leaves_no_half_file(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "backup.tar.gz"
    home.mkdir()
    (home / "uploads").mkdir()
    (home / "uploads" / "big").write_bytes(os.urandom(400_000))
    with installation(home) as place:
        place.run("prepare", "0")
        with room_for(200_000):
            told = place.banhao("backup", str(file), code=2)
        assert list(tmp_path.iterdir()) == [home]
        place.banhao("backup", str(file))

    assert "No half file is left" in told
    assert file.is_file()
