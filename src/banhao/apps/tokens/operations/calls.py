"""What each call of the API writes: that a token was used, how often, what a key was answered."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from banhao.apps.tokens.models import KeptRecord, RateRecord, TokenRecord
from banhao.apps.tokens.values import NOTED_EVERY, Kept, Key
from banhao.apps.vault.queries import read_token, token
from banhao.core.authority.acts import Act
from banhao.core.errors import Conflict
from banhao.core.messages import Message

ACT = Act.SEE_PUBLIC  # strangers' calls are counted, too
KEPT_FOR = timedelta(days=30)
GIVEN_UP = timedelta(minutes=2)  # a call that was killed holds its key no longer
MINUTE = 60
PURPOSE = "kept-answer"  # under which answers are sealed

_COUNT = """
insert into tokens_rate (caller, minute, calls) values (%s, %s, 1)
on conflict (caller) do update set
  calls = case when tokens_rate.minute = excluded.minute then tokens_rate.calls + 1 else 1 end,
  minute = excluded.minute
returning calls
"""


@transaction.atomic(durable=True)
def count_call(*, caller: str, now: datetime) -> int:
    """Count a call; return how many this caller has made in this minute, in all processes.

    One statement, so that no two processes read the same number.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [caller, int(now.timestamp()) // MINUTE])
        return int(cursor.fetchone()[0])


@transaction.atomic(durable=True)
def mark_used(*, token_id: int, now: datetime) -> None:
    """Note that a token was used, at most every five minutes."""
    stale = Q(used_at=None) | Q(used_at__lt=now - NOTED_EVERY)
    TokenRecord.objects.filter(stale, pk=token_id).update(used_at=now)


@transaction.atomic(durable=True)
def begin(*, key: Key, body: str, now: datetime) -> Kept | None:
    """Begin what stands under an idempotency key; the answer, if it was answered before.

    :raises Conflict: the key came with another body, or the same call is still at work.
    """
    row, made = (
        _rows(key)
        .select_for_update()
        .get_or_create(
            account=key.account,
            operation=key.operation,
            key=key.key,
            defaults={"body": body, "at": now},
        )
    )
    if made:
        return None
    if row.body != body:
        raise Conflict(Message("api.key_with_other_body"))
    if row.status:
        return Kept(row.status, (read_token(PURPOSE, row.answer) or b"").decode())
    if row.at > now - GIVEN_UP:
        raise Conflict(Message("api.key_at_work"))
    row.at = now
    row.save(update_fields=["at"])
    return None


@transaction.atomic(durable=True)
def keep(*, key: Key, status: int, answer: str) -> None:
    """Keep what was answered, for the same key again."""
    _rows(key).update(status=status, answer=token(PURPOSE, answer.encode()))


@transaction.atomic(durable=True)
def let_go(*, key: Key) -> None:
    """Forget a key whose call was refused: nothing was done, it may come again, mended."""
    _rows(key).filter(status=0).delete()


@transaction.atomic(durable=True)
def forget_calls(*, now: datetime) -> int:
    """Delete kept answers of 30 days ago, and counts of past hours; the worker's errand."""
    hour = int(now.timestamp()) // MINUTE - 60
    counts = RateRecord.objects.filter(minute__lt=hour).delete()[0]
    return counts + KeptRecord.objects.filter(at__lt=now - KEPT_FOR).delete()[0]


def _rows(key: Key) -> QuerySet[KeptRecord]:
    return KeptRecord.objects.filter(account=key.account, operation=key.operation, key=key.key)
