"""Write a backup: all rows as of one moment, then the folders, then what must be there."""

import hashlib
import io
import json
import tarfile
from datetime import datetime
from pathlib import Path

from django.conf import settings

from banhao.core.errors import BadInput, Conflict
from banhao.core.messages import Message
from banhao.site.backup.rows import lines
from banhao.site.backup.tables import applied, tables

FOLDERS = ("uploads", "keys", "heads")
HEADS = "heads/heads.log"  # where BANHAO_HEADS is told, wherever it lies
FORMAT = 1


def write_backup(file: Path, now: datetime) -> dict[str, int]:
    """Write the backup and return rows per table. Call it inside a transaction (a snapshot).

    :raises BadInput: if the file exists already or its folder does not.
    :raises Conflict: it could not be written, for want of room or rights; nothing is left of it.
    """
    if file.exists() or not file.parent.is_dir():
        code = "backup.file_exists" if file.exists() else "backup.no_folder"
        raise BadInput(Message(code, file=str(file)))
    part = file.with_name(file.name + ".part")
    try:
        with tarfile.open(part, "w:gz", compresslevel=5) as tar:
            part.chmod(0o600)
            counts = _write(tar, now)
        part.rename(file)
    except OSError as error:
        raise Conflict(Message("backup.no_room", file=str(file), error=str(error))) from error
    finally:
        part.unlink(missing_ok=True)
    return counts


def _write(tar: tarfile.TarFile, now: datetime) -> dict[str, int]:
    migrations = applied()
    counts: dict[str, int] = {}
    digests: dict[str, str] = {}
    for model in tables(migrations):
        body = b"".join(lines(model))
        label = model._meta.label_lower
        counts[label] = body.count(b"\n")
        _add(tar, f"tables/{label}.jsonl", body, digests)
    for name, path in _files().items():
        _add(tar, name, path.read_bytes(), digests)
    manifest = {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "migrations": migrations,
        "counts": counts,
        "digests": digests,
    }
    _add(tar, "manifest.json", json.dumps(manifest, indent=1).encode(), {})
    return counts


def _files() -> dict[str, Path]:
    """Return name in the backup → file, also of heads that are kept outside BANHAO_HOME."""
    found = {
        path.relative_to(settings.HOME).as_posix(): path
        for folder in FOLDERS
        for path in sorted((settings.HOME / folder).rglob("*"))
        if path.is_file()
    }
    heads = Path(settings.HEADS)
    return found | ({HEADS: heads} if heads.is_file() else {})


def _add(tar: tarfile.TarFile, name: str, body: bytes, digests: dict[str, str]) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(body), 0o600
    tar.addfile(info, io.BytesIO(body))
    digests[name] = hashlib.sha256(body).hexdigest()
