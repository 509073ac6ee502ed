"""Links to rate one service: a word that only this installation can make, and nobody can read.

A link that is printed or sent lets whoever holds it give the first rating and nothing more. The
rater gets another one that may change it; the applicant has such a one on the page of the case.
"""

import struct
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from banhao.apps.vault import queries as vault
from banhao.core.errors import NotFound
from banhao.core.messages import Message
from banhao.core.ratings.values import Door

PURPOSE = "rating"
DOORS = (Door.PAGE, Door.LINK, Door.QR)  # stored in links by their place: only ever add at the end
FORM = struct.Struct(">16sIB?")


@dataclass(frozen=True, slots=True)
class Link:
    """What a link says: which event of which case, through which door, whether it may change."""

    case: UUID
    seq: int
    door: Door
    may_change: bool = False

    @property
    def word(self) -> str:
        """Return the word of the link."""
        raw = FORM.pack(self.case.bytes, self.seq, DOORS.index(self.door), self.may_change)
        return vault.token(PURPOSE, raw)


def read(word: str) -> Link:
    """Return what a word says. :raises NotFound: if this installation did not make it."""
    raw = vault.read_token(PURPOSE, word)
    if raw is None or len(raw) != FORM.size:
        raise NotFound(Message("rating.no_link"))
    case, seq, door, may_change = FORM.unpack(raw)
    return Link(UUID(bytes=case), seq, DOORS[door], may_change)


def address(link: Link) -> str:
    """Return the whole address of a link, for print and mail."""
    return settings.PUBLIC_URL + reverse("portal:rate", args=[link.word])
