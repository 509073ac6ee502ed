"""Certificates (证照) as values: what is on one, in which state, who holds it.

States and metadata: standards.md §4.2. Personal data is in `Holder` alone; `Certificate` carries
only its masked form, so that a value may be shown without looking into the vault.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from banhao.core.messages import Text


class CertificateState(StrEnum):
    """State of a certificate; `STATUS_CODES` gives the two digits of the 住建 series."""

    VALID = "valid"  # 有效
    SUSPENDED = "suspended"  # 暂扣
    REVOKED = "revoked"  # 撤销
    CANCELLED = "cancelled"  # 注销
    LAPSED = "lapsed"  # 失效
    MOVED_OUT = "moved-out"  # 办理转出
    STRIPPED = "stripped"  # 吊销
    OTHER = "other"  # 其他
    REPLACED = "replaced"  # 变更: a newer version of the same certificate is in force


STATUS_CODES: Mapping[CertificateState, str] = MappingProxyType(
    {
        CertificateState.VALID: "01",
        CertificateState.SUSPENDED: "02",
        CertificateState.REVOKED: "03",
        CertificateState.CANCELLED: "04",
        CertificateState.LAPSED: "05",
        CertificateState.MOVED_OUT: "06",
        CertificateState.STRIPPED: "07",
        CertificateState.OTHER: "99",
        CertificateState.REPLACED: "05",
    }
)


class HolderKind(StrEnum):
    """Whom a certificate is for: decides how name and code are masked.

    NEW_FIRM has a firm's name and no uscc yet; its code is the document of who signs for it.
    """

    PERSON = "person"
    FIRM = "firm"
    NEW_FIRM = "new-firm"

    @property
    def is_firm(self) -> bool:
        """Whether the name is that of a firm."""
        return self is not HolderKind.PERSON

    @property
    def has_uscc(self) -> bool:
        """Whether the code is public: a firm's own. Of others it is somebody's document."""
        return self is HolderKind.FIRM


@dataclass(frozen=True, slots=True)
class Holder:
    """持证主体 in the clear: only between the vault and a page that its owner asked for.

    `kind`: None where nobody said; then the code tells (licences of before).
    """

    name: str
    code: str
    address: str = ""
    kind: HolderKind | None = None


@dataclass(frozen=True, slots=True)
class Validity:
    """How long a certificate is valid. `until` None = no end.

    `as_listed`: the parts end on different days, so the face says 见附载; `until` is then the
    earliest end (standards.md §6).
    """

    since: date
    until: date | None
    as_listed: bool = False


@dataclass(frozen=True, slots=True)
class Component:
    """One licence that a composite lists, with its own number, validity and state."""

    id: UUID
    identifier: str
    title: Text
    issuer: Text
    validity: Validity
    state: CertificateState


@dataclass(frozen=True, slots=True)
class Newer:
    """The version that has replaced another one."""

    id: UUID
    identifier: str
    version: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """One version of one certificate. `item` "" = the composite of its case.

    `holder` and `holder_code` are masked. `issuer` is a department id, `type` a certificate type
    id, `region` a GB/T 2260 code. `trade`: what a composite is for (药店).
    `holder_digest`: 32 bytes keyed under the case's key; it stays checkable after the key, and
    with it the name, is gone.
    """

    id: UUID
    identifier: str
    type: str
    title: Text
    trade: Text
    item: str
    case: UUID
    case_number: str
    holder: str
    holder_code: str
    holder_kind: HolderKind
    holder_digest: bytes
    issuer: str
    issuer_title: Text
    region: str
    issued_on: date
    validity: Validity
    state: CertificateState
    version: int
    components: tuple[Component, ...] = ()
    replaced_by: Newer | None = None
