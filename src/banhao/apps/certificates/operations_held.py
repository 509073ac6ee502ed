"""The page of a licence of before, as a file: kept with it, and known again by /verify."""

import hashlib
from datetime import datetime

from django.db import transaction

from banhao.apps.certificates.models import CertificateRecord, HeldRecord, PageRecord
from banhao.apps.files import operations as files
from banhao.apps.organisations.operations.places import own_region
from banhao.core.authority.acts import Act, Actor
from banhao.core.errors import BadInput
from banhao.core.imports.lines import Fate
from banhao.core.messages import Message

PAGE = "page"  # the material under which the file is kept
ACTS = {"_know": Act.ADMINISTER}  # own_region has asked


def attach_page(*, actor: Actor, number: str, name: str, content: bytes, now: datetime) -> Fate:
    """Keep a file as the page of the licence of this number; the same file again changes nothing.

    `number`: as /verify looks it up. Bytes are known again by their digest alone: the signature of
    another system in it is not looked at.
    :raises BadInput: no licence of before has the number, it was issued by banhao itself, or the
    file is none that may come in. :raises NotFound: it is not in a region of the actor's.
    """
    held = HeldRecord.objects.filter(certificate__identifier=number)
    row = held.select_related("certificate").first()
    if row is None:
        raise BadInput(Message("imports.no_licence", number=number), field="file")
    licence, digest = row.certificate, hashlib.sha256(content).hexdigest()
    own_region(actor, licence.region, now)
    known = PageRecord.objects.filter(digest=digest).first()
    if known is not None and known.certificate_id == licence.pk:
        return Fate.SAME
    if known is not None:
        raise BadInput(Message("imports.page_of_another"), field="file")
    files.keep_content(
        actor=actor, subject=licence.case, material=PAGE, name=name, content=content, now=now
    )
    _know(licence=licence, digest=digest, now=now)
    return Fate.NEW


@transaction.atomic(durable=True)
def _know(*, licence: CertificateRecord, digest: str, now: datetime) -> None:
    PageRecord.objects.get_or_create(
        digest=digest, defaults={"certificate": licence, "made_at": now}
    )
