"""The feed of events, by cursor."""

from datetime import datetime

from django.utils import timezone
from ninja import P, QueryEx, Router

from banhao.apps.cases.feed import feed, place_of
from banhao.apps.exchange.events import cloud_event
from banhao.channels.api.doors import Call, Door, operation
from banhao.channels.api.schemas import events as shapes
from banhao.core.authority.acts import Act
from banhao.core.authority.scopes import Scope
from banhao.core.errors import BadInput
from banhao.core.messages import Message

router = Router()
HEARING = Door(Act.HEAR_EVENTS, Scope.EVENTS)
LARGEST = 2**62


@operation(router, "GET", "/events", HEARING, answers=shapes.EventsOut)
def list_events(
    request: Call,
    after: QueryEx[str, P(pattern=r"^\d{0,18}$", description="上一页的 cursor · `cursor`")] = "",
    since: datetime | None = None,
) -> shapes.EventsOut:
    """事件，按先后，不漏 · Events in order, none left out.

    Without `after` from the beginning, or from the moment `since` on. Keep `cursor` and send it as
    `after`. What the token may see is what it hears.
    """
    if since is not None and since.tzinfo is None:
        raise BadInput(Message("api.no_time_zone"), field="since")
    begin = int(after) if after else place_of(since) if since else 0
    page = feed(request.actor, min(begin, LARGEST), timezone.now())
    return shapes.EventsOut(
        events=[shapes.EventOut.model_validate(cloud_event(each)) for each in page.events],
        cursor=str(page.cursor),
        more=page.more,
    )
