"""Exports of cases for statistics and exchange: the national data set, without personal data."""

from datetime import date
from functools import partial

from django.utils import timezone
from ninja import Router

from banhao.apps.exchange import national
from banhao.apps.exchange.queries import national_records
from banhao.apps.replica.queries import from_replica
from banhao.channels.api.doors import Call, Door, operation
from banhao.channels.api.schemas.exports import RecordsOut
from banhao.core.authority.acts import Act
from banhao.core.authority.scopes import Scope

router = Router()


@operation(
    router, "GET", "/exports/cases", Door(Act.EXPORT_CASES, Scope.EXPORT), answers=RecordsOut
)
def export_cases(request: Call, since: date, until: date, after: str = "") -> RecordsOut:
    """办件数据集 GB/T 39046 · Cases filed in some days, as the national data set has them."""
    now = timezone.now()
    page = from_replica(partial(national_records, request.actor, since, until, now, after))
    return RecordsOut(records=list(page.records), next=page.more)


@operation(router, "GET", "/exports/cases/schema", Door(Act.SEE_PUBLIC), answers=dict[str, object])
def export_schema(request: Call) -> dict[str, object]:  # noqa: ARG001
    """数据集的格式 · The JSON schema that every record fits."""
    return national.schema()
