"""Events as CloudEvents 1.0, and webhooks that push them."""

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict

from banhao.channels.api.schemas.words import told


class EventData(Schema):
    """What has happened. Which of the further fields there are depends on the type of event."""

    model_config = ConfigDict(extra="allow")

    case: UUID = told("办件", "id of the case")
    number: str = told("办件编号", "number of the case")
    theme: str = told("主题", "theme")
    region: str = told("行政区划", "region", "999999")
    seq: int = told("办件里的第几个事件", "place within the case, from 1", 1)
    item: str | None = told("事项；没有就是整个办件", "item; none: the whole case", default=None)
    construction_code: int | None = told(
        "工程建设项目办理状态 1–15", "state in the construction exchange", default=None
    )


class EventOut(Schema):
    """A CloudEvent 1.0. Told again it has the same `id`: keep the ids you have handled."""

    specversion: str = told("版本", "version of CloudEvents", "1.0")
    id: str = told("事件编号", "id of the event")
    source: str = told("来源", "where it comes from")
    type: str = told("类型", "type", "banhao.case.accepted")
    subject: str = told("办件", "id of the case")
    time: datetime = told("时间", "when it was written")
    datacontenttype: str = told("内容格式", "format of data", "application/json")
    data: EventData = told("内容", "what has happened")


class EventsOut(Schema):
    """A page of events in order. Read on from `cursor`, also when the page is empty."""

    events: list[EventOut] = told("事件", "events")
    cursor: str = told("下次从这里读", "where to read on", "1042")
    more: bool = told("马上还有", "there is more already")


class WebhookIn(Schema):
    """Where news are pushed."""

    url: str = told(
        "地址，公网用 https", "where to; https", "https://example.org/news", max_length=500
    )
    types: list[str] = told(
        "要哪些事件，空是全部", "types of events, empty: all", ["banhao.case.granted"], default=[]
    )


class NewWebhookOut(Schema):
    """A new webhook; the secret is shown this once."""

    id: int = told("推送", "id", 1)
    secret: str = told("签名密钥，只显示一次", "secret of the signature, shown once")


class WebhookOut(Schema):
    """A webhook."""

    id: int = told("推送", "id", 1)
    url: str = told("地址", "where to")
    types: list[str] = told("要哪些事件，空是全部", "types of events, empty: all")
    stopped: bool = told("已停，等人处理", "given up; play again to go on")
    attempts: int = told("眼下这个事件试过几次", "tries of the event at hand", 0)
    error: str = told("为什么没送到", "why it was not taken", "")
    next_at: datetime = told("下次再试", "next try")
    told_at: datetime | None = told("最近送到", "last taken", default=None)


class WebhooksOut(Schema):
    """The webhooks of this token."""

    webhooks: list[WebhookOut] = told("推送", "webhooks")


class ReplayIn(Schema):
    """From which moment on news are pushed again; null: go on where it stands."""

    since: datetime | None = told(
        "从这一刻起重放", "from this moment on", "2026-11-27T00:00:00+08:00", default=None
    )
