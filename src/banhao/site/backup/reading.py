"""Put a backup into an empty installation. All of it is checked before anything is written."""

import hashlib
import json
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from banhao.core.errors import BadInput, Conflict
from banhao.core.messages import Message
from banhao.site.backup import rows
from banhao.site.backup.tables import Table, applied, known, tables
from banhao.site.backup.writing import FOLDERS, FORMAT, HEADS

MANIFEST = "manifest.json"
BROKEN = (KeyError, TypeError, ValueError, EOFError, OSError, tarfile.TarError, zlib.error)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says must be in it. `digests`: SHA-256 by name of a member."""

    migrations: tuple[str, ...]
    counts: dict[str, int]
    digests: dict[str, str]


def check(file: Path) -> Manifest:
    """Read the whole file and return its manifest; nothing is written.

    :raises BadInput: not a backup, not a whole one, changed, or made by a newer version.
    """
    with _opened(file) as tar:
        manifest = _manifest(tar)
        if not known(manifest.migrations):
            raise BadInput(Message("backup.newer_version", file=str(file)))
        for name, digest in manifest.digests.items():
            if not _is_whole(tar, name, digest):
                raise BadInput(Message("backup.damaged", file=str(file), member=name))
        _check_tables(manifest, file)
    return manifest


def read_backup(file: Path, manifest: Manifest) -> dict[str, int]:
    """Put a backup that was checked into this empty installation with tables of its migrations.

    Call it inside a transaction. Returns rows per table.
    :raises Conflict: if the installation is not empty, or its tables are of another version.
    """
    if applied() != list(manifest.migrations):
        raise Conflict(Message("backup.other_tables", file=str(file)))
    found = tables(manifest.migrations)
    for table in found:
        if table._base_manager.exists():
            raise Conflict(Message("backup.not_empty", table=table._meta.label))
    with _opened(file) as tar:
        for table in found:
            _put_rows(tar, table, file)
        rows.reset_sequences(found)
        _put_files(tar, manifest)
    return manifest.counts


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(file, "r:gz") as tar:
            yield tar
    except BROKEN as error:
        raise BadInput(Message("backup.unreadable", file=str(file), error=str(error))) from None


def _manifest(tar: tarfile.TarFile) -> Manifest:
    told = json.loads(_body(tar, MANIFEST))
    if told["format"] != FORMAT:
        raise ValueError(f"format {told['format']}")
    return Manifest(tuple(told["migrations"]), dict(told["counts"]), dict(told["digests"]))


def _check_tables(manifest: Manifest, file: Path) -> None:
    for table in tables(manifest.migrations):
        name = f"tables/{table._meta.label_lower}.jsonl"
        if name not in manifest.digests:
            raise BadInput(Message("backup.damaged", file=str(file), member=name))


def _is_whole(tar: tarfile.TarFile, name: str, digest: str) -> bool:
    inside = not Path(name).is_absolute() and ".." not in Path(name).parts
    try:
        return inside and hashlib.sha256(_body(tar, name)).hexdigest() == digest
    except BROKEN:
        return False


def _body(tar: tarfile.TarFile, name: str) -> bytes:
    member = tar.extractfile(name)
    if member is None:
        raise KeyError(name)
    return member.read()


def _put_rows(tar: tarfile.TarFile, table: Table, file: Path) -> None:
    name = f"tables/{table._meta.label_lower}.jsonl"
    try:
        rows.put(table, _body(tar, name).splitlines())
    except ValueError:
        raise BadInput(Message("backup.damaged", file=str(file), member=name)) from None


def _put_files(tar: tarfile.TarFile, manifest: Manifest) -> None:
    """Write the files of the folders; those that the manifest does not name are left out."""
    for name in manifest.digests:
        if name.startswith(tuple(f"{folder}/" for folder in FOLDERS)):
            path = _place(name)
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(_body(tar, name))
            path.chmod(0o600)


def _place(name: str) -> Path:
    """Return where a file belongs; heads kept outside BANHAO_HOME are never overwritten."""
    outside = Path(settings.HEADS)
    return outside if name == HEADS and not outside.exists() else Path(settings.HOME / name)
