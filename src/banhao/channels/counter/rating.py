"""The QR code with which somebody at the counter rates what was done for them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import segno

from banhao.apps.ratings import queries as ratings
from banhao.apps.ratings.links import Link, address
from banhao.core.clock.local import localdate
from banhao.core.messages import Message
from banhao.core.ratings.values import Door


def to_rate(case_id: UUID, now: datetime) -> Mapping[str, object] | None:
    """Return the code for the latest service of a case, None if there is none to rate in time.

    It is shown whether or not somebody has rated already: the counter need not know.
    """
    for one in ratings.open_services(case_id, now)[:1]:
        if one.last >= localdate(now):
            occasion = one.service.occasion
            link = Link(case_id, occasion.seq, Door.QR)
            return {
                "qr": segno.make_qr(address(link), error="m").svg_data_uri(scale=4, border=4),
                "what": Message(f"rating.kind.{occasion.kind.value}", on=occasion.on),
                "last": one.last,
            }
    return None
