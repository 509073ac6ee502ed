"""Back up and restore everything of an installation: rows, uploads, keys, heads. Any database.

The file is a tar.gz: manifest.json (what must be there), tables/<label>.jsonl, and the folders of
BANHAO_HOME. Rows are read in one snapshot. It holds the keys: guard it like the installation.
"""

import base64
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from banhao.core.errors import BadInput, Conflict
from banhao.core.messages import Message

FOLDERS = ("uploads", "keys", "heads")
LEFT_OUT = {"contenttypes", "auth", "sessions", "axes", "admin"}
BATCH = 1000


def write_backup(file: Path, now: datetime) -> dict[str, int]:
    """Write the backup and return rows per table. Call it inside a transaction (a snapshot).

    :raises BadInput: if the file exists already or its folder does not.
    """
    if file.exists() or not file.parent.is_dir():
        code = "backup.file_exists" if file.exists() else "backup.no_folder"
        raise BadInput(Message(code, file=str(file)))
    part = file.with_name(file.name + ".part")
    counts: dict[str, int] = {}
    digests: dict[str, str] = {}
    with tarfile.open(part, "w:gz", compresslevel=5) as tar:
        part.chmod(0o600)
        for model in tables():
            body = b"".join(_lines(model))
            label = model._meta.label_lower
            counts[label] = body.count(b"\n")
            _add(tar, f"tables/{label}.jsonl", body, digests)
        for folder in FOLDERS:
            for path in sorted((settings.HOME / folder).rglob("*")):
                if path.is_file():
                    name = str(path.relative_to(settings.HOME))
                    _add(tar, name, path.read_bytes(), digests)
        manifest = {
            "format": 1,
            "made_at": now.isoformat(),
            "migrations": migrations(),
            "counts": counts,
            "digests": digests,
        }
        _add(tar, "manifest.json", json.dumps(manifest, indent=1).encode(), {})
    part.rename(file)
    return counts


def read_backup(file: Path) -> dict[str, int]:
    """Put a backup into this empty installation. Call it inside a transaction.

    Everything is checked before the first row is written.
    :raises BadInput: not a whole backup, or of another version.
    :raises Conflict: if the installation is not empty.
    """
    with _opened(file) as tar:
        manifest = _manifest(tar, file)
        _check_members(tar, manifest, file)
        for model in tables():
            if model._base_manager.exists():
                raise Conflict(Message("backup.not_empty", table=model._meta.label))
        for folder in FOLDERS:
            for member in tar.getmembers():
                if member.isfile() and member.name.startswith(f"{folder}/"):
                    _put_file(tar, member)
        for model in tables():
            _put_rows(tar, model)
    _reset_sequences()
    counts: dict[str, int] = manifest["counts"]
    return counts


def tables() -> list[type[models.Model]]:
    """Return all models whose rows are kept, each after those it points to."""
    found = [m for m in apps.get_models() if m._meta.app_label not in LEFT_OUT and m._meta.managed]
    ordered: list[type[models.Model]] = []

    def place(model: type[models.Model]) -> None:
        for field in model._meta.concrete_fields:
            target = field.related_model
            if target in found and target is not model and target not in ordered:
                place(target)
        if model not in ordered:
            ordered.append(model)

    for model in found:
        place(model)
    return ordered


def migrations() -> list[str]:
    """Return the applied migrations, which a restore must meet exactly."""
    return sorted(
        f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
    )


def _lines(model: type[models.Model]) -> Iterator[bytes]:
    names = [field.attname for field in model._meta.concrete_fields]
    for row in model._base_manager.order_by("pk").values_list(*names).iterator(BATCH):
        plain = [_plain(value) for value in row]
        yield json.dumps(plain, cls=DjangoJSONEncoder, ensure_ascii=False).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"b64": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, datetime):  # the encoder would cut microseconds, and hashes need them
        return value.isoformat()
    return value


def _add(tar: tarfile.TarFile, name: str, body: bytes, digests: dict[str, str]) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(body), 0o600
    tar.addfile(info, io.BytesIO(body))
    digests[name] = hashlib.sha256(body).hexdigest()


def _opened(file: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(file, "r:gz")
    except (OSError, tarfile.TarError) as error:
        raise BadInput(Message("backup.unreadable", file=str(file), error=str(error))) from None


def _manifest(tar: tarfile.TarFile, file: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(_body(tar, "manifest.json"))
    except (KeyError, ValueError, EOFError, OSError, tarfile.TarError) as error:
        raise BadInput(Message("backup.unreadable", file=str(file), error=str(error))) from None
    if manifest["migrations"] != migrations():
        raise BadInput(Message("backup.other_version", file=str(file)))
    return manifest


def _check_members(tar: tarfile.TarFile, manifest: dict[str, Any], file: Path) -> None:
    for name, digest in manifest["digests"].items():
        inside = not Path(name).is_absolute() and ".." not in Path(name).parts
        try:
            whole = inside and hashlib.sha256(_body(tar, name)).hexdigest() == digest
        except (KeyError, OSError, EOFError, tarfile.TarError):
            whole = False
        if not whole:
            raise BadInput(Message("backup.damaged", file=str(file), member=name))


def _body(tar: tarfile.TarFile, name: str) -> bytes:
    member = tar.extractfile(name)
    if member is None:
        raise KeyError(name)
    return member.read()


def _put_file(tar: tarfile.TarFile, member: tarfile.TarInfo) -> None:
    path = settings.HOME / member.name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(_body(tar, member.name))
    path.chmod(0o600)


def _put_rows(tar: tarfile.TarFile, model: type[models.Model]) -> None:
    fields = model._meta.concrete_fields
    rows = []
    for line in _body(tar, f"tables/{model._meta.label_lower}.jsonl").splitlines():
        values = [_value(each) for each in json.loads(line)]
        pairs = zip(fields, values, strict=True)
        rows.append(model(**{field.attname: field.to_python(value) for field, value in pairs}))
    model._base_manager.bulk_create(rows, batch_size=BATCH)


def _value(raw: Any) -> Any:
    if isinstance(raw, dict) and set(raw) == {"b64"}:
        return base64.b64decode(raw["b64"])
    return raw


def _reset_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
