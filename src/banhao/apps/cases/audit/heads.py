"""Heads kept outside the database: one line per case and head, appended by the worker.

Where the file lies is up to the city: BANHAO_HEADS, default BANHAO_HOME/heads/heads.log; on another
machine or write-once medium it also guards against somebody who owns the database.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

Head = tuple[int, bytes]


def read_heads(path: Path) -> Mapping[UUID, Head]:
    """Return the last head of each case. A torn last line (power cut) is passed over."""
    heads: dict[UUID, Head] = {}
    if not path.exists():
        return heads
    for line in path.read_text().splitlines():
        parts = line.split(" ")
        if len(parts) != 3 or len(parts[2]) != 64:
            continue
        case, seq, digest = UUID(parts[0]), int(parts[1]), bytes.fromhex(parts[2])
        if seq >= heads.get(case, (0, b""))[0]:
            heads[case] = (seq, digest)
    return heads


def append_heads(path: Path, heads: Iterable[tuple[UUID, int, bytes]]) -> None:
    """Append heads and bring them to the disk before returning."""
    lines = "".join(f"{case.hex} {seq} {digest.hex()}\n" for case, seq, digest in heads)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, lines.encode())
        os.fsync(file)
    finally:
        os.close(file)
