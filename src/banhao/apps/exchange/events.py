"""Events as CloudEvents 1.0: what has happened to which case, and no personal data."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings

from banhao.apps.cases.feed import Heard
from banhao.apps.exchange.construction import code_of_event
from banhao.core.cases.codec import KINDS

CONTENT_TYPE = "application/cloudevents+json"
PREFIX = "banhao.case."
TYPES = tuple(PREFIX + kind for kind in KINDS)
# Fields of events that are told as they are. Digests and people are not: they say nothing outside.
TOLD = frozenset(
    {"item", "effective_on", "on", "visit", "attempt", "instead_of", "material", "outcome", "days",
     "unit", "kind", "year", "how", "certificate", "type", "finding", "result", "rule", "because"}
)  # fmt: skip


def cloud_event(heard: Heard) -> dict[str, object]:
    """Return an event as CloudEvents JSON. Told again it has the same id."""
    seq = heard.written.seq
    return {
        "specversion": "1.0",
        "id": f"{heard.case.hex}-{seq}",
        "source": f"{settings.PUBLIC_URL}/api/v1/events",
        "type": PREFIX + heard.written.kind,
        "subject": str(heard.case),
        "time": heard.written.at.isoformat(),
        "datacontenttype": "application/json",
        "data": {
            "case": str(heard.case),
            "number": heard.number,
            "theme": heard.theme,
            "region": heard.region,
            "seq": seq,
            **_code(heard),
            **{
                n: _plain(v) for n, v in _fields(heard).items() if n in TOLD and v not in ("", None)
            },
        },
    }


def _code(heard: Heard) -> Mapping[str, object]:
    code = code_of_event(heard.written.kind, heard.event)
    return {} if code is None else {"construction_code": code}


def _fields(heard: Heard) -> Mapping[str, object]:
    return {name: getattr(heard.event, name) for name in heard.event.__dataclass_fields__}


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case bool() | int() | None:
            return value
        case _:
            return str(value)
