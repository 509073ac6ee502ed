"""The hash chain of a case's journal: each hash covers the one before, so no edit goes unseen."""

from dataclasses import dataclass
from datetime import UTC
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SM3, Hash

from banhao.core.cases.case import (
    Stamp,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one errand wrote: place of its first event, kind, version, data (codec), envelope."""

    case: UUID
    seq: int
    kind: str
    version: int
    data: str
    stamp: Stamp

    def hash(self, before: bytes) -> bytes:
        """Return the 32-byte SM3 (GB/T 32905) over `before` (b"" for the first) and this entry."""
        stamp = self.stamp
        at = stamp.at.astimezone(UTC).isoformat(timespec="microseconds")
        lines = (
            *(self.case.hex, str(self.seq), self.kind, str(self.version), at),
            *(str(stamp.by or ""), stamp.machine, str(stamp.office or ""), self.data),
        )
        digest = Hash(SM3())
        digest.update(before)
        digest.update("\n".join(lines).encode())
        return digest.finalize()
