"""Webhooks: pushed in order and signed, tried again, given up, played again, never to within."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banhao.apps.cases.operations import acceptance
from banhao.apps.cases.operations.ends import withdraw_case
from banhao.apps.people import queries as people
from banhao.apps.tokens import operations as tokens
from banhao.apps.webhooks import operations
from banhao.apps.webhooks.jobs import NewsPusher
from banhao.apps.webhooks.models import WebhookRecord
from banhao.apps.webhooks.targets import target
from banhao.core.authority.acts import THE_OPERATOR
from banhao.core.errors import BadInput
from tests.apps.api.callers import Callers
from tests.apps.api.receiver import ROOT, hanging, receiver
from tests.apps.cases.town import LATER, NOW
from tests.apps.trespass import Scene


def asked(known: Callers, url: str, who: str = "clerk", types: list[str] | None = None) -> dict:
    """Ask for news as somebody; all other webhooks stand aside."""
    WebhookRecord.objects.all().delete()
    return ask(known, url, who, types)


def ask(known: Callers, url: str, who: str = "clerk", types: list[str] | None = None) -> dict:
    """Ask for news as somebody, beside others."""
    answer = known.call(who, "POST", "/webhooks", {"url": url, "types": types or []})
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()


def happen(scene: Scene) -> None:
    """Accept a case of the town."""
    clerk = people.actor(scene.people["clerk"])
    acceptance.accept_case(actor=clerk, case_id=scene.ids["submitted"], now=NOW + LATER)


def push_news(now: datetime) -> int:
    """Push until everybody has answered, as `banhao worker --once` does."""
    return NewsPusher(patience=60).push_news(now)


def later(**more: float) -> datetime:
    return timezone.now() + timedelta(**more)


def as_documented() -> Callable[[str, dict[str, str], bytes], bool]:
    """Return the check of a signature that docs/howto/connect-a-system.md shows."""
    page = (ROOT / "docs" / "howto" / "connect-a-system.md").read_text("utf-8")
    found: dict[str, Any] = {}
    exec(page.partition("```python\n")[2].partition("```")[0], found)
    check: Callable[[str, dict[str, str], bytes], bool] = found["is_ours"]
    return check


def test_news_are_pushed_in_order_and_signed(scene: Scene, known: Callers, tmp_path: Path) -> None:
    with receiver(tmp_path) as other:
        made = asked(known, other.url)
        happen(scene)

        assert push_news(later()) == 3
        assert push_news(later()) == 0

        taken = other.taken()
    events = [json.loads(each["body"]) for each in taken]
    assert events[0]["type"] == "banhao.case.accepted"
    assert [each["data"]["seq"] for each in events] == sorted(e["data"]["seq"] for e in events)
    key = base64.b64decode(made["secret"].removeprefix("whsec_"))
    for each in taken:
        head, body = each["headers"], each["body"]
        signed = f"{head['webhook-id']}.{head['webhook-timestamp']}.{body}".encode()
        right = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        assert head["webhook-signature"] == f"v1,{right}"
        assert head["content-type"] == "application/cloudevents+json"
        assert head["webhook-id"] == json.loads(body)["id"]
        assert as_documented()(made["secret"], head, body.encode())
        assert not as_documented()(made["secret"], head, body.encode() + b" ")


def test_only_what_was_asked_for_is_pushed(scene: Scene, known: Callers, tmp_path: Path) -> None:
    with receiver(tmp_path) as other:
        asked(known, other.url, types=["banhao.case.accepted"])
        happen(scene)

        push_news(later())

        assert [json.loads(each["body"])["type"] for each in other.taken()] == [
            "banhao.case.accepted"
        ]


def test_who_fails_is_tried_again_later_and_nothing_is_lost(
    scene: Scene, known: Callers, tmp_path: Path
) -> None:
    with receiver(tmp_path, failures=2) as other:
        asked(known, other.url)
        happen(scene)

        told = [push_news(later(seconds=after)) for after in (0, 1, 3, 8)]

        assert told == [0, 0, 0, 3]
        refused = other.taken(status=503)
        assert len(refused) == 2
        assert refused[0]["headers"]["webhook-id"] == other.taken()[0]["headers"]["webhook-id"]
        shown = known.call("clerk", "GET", "/webhooks").json()["webhooks"][0]
        assert (shown["attempts"], shown["error"], shown["stopped"]) == (0, "", False)


def test_who_always_fails_is_given_up_seen_and_played_again(
    scene: Scene, known: Callers, tmp_path: Path
) -> None:
    with receiver(tmp_path, failures=operations.LAST_ATTEMPT) as other:
        made = asked(known, other.url)
        happen(scene)
        for day in range(operations.LAST_ATTEMPT + 1):
            push_news(later(days=day))

        shown = known.call("clerk", "GET", "/webhooks").json()["webhooks"][0]
        assert (shown["stopped"], shown["error"]) == (True, "HTTP 503")
        page = scene.browser("administrator").get("/administration/tokens/").content.decode()
        assert other.url in page
        assert "HTTP 503" in page
        mend = f"/administration/webhooks/{made['id']}/"
        assert scene.browser("administrator").post(mend, {"since": ""}).status_code == 302

        assert push_news(later()) == 3


def test_news_are_played_again_from_a_moment_on(
    scene: Scene, known: Callers, tmp_path: Path
) -> None:
    with receiver(tmp_path) as other:
        made = asked(known, other.url)
        happen(scene)
        push_news(later())
        first = [each["headers"]["webhook-id"] for each in other.taken()]

        answer = known.call(
            "clerk", "POST", f"/webhooks/{made['id']}/replay", {"since": "2026-09-17T00:00:00Z"}
        )
        push_news(later())
        push_news(later())

        again = [each["headers"]["webhook-id"] for each in other.taken()][len(first) :]
        assert answer.status_code == 204
        assert set(first) < set(again)


@pytest.mark.parametrize("dribbles", [False, True], ids=["silent", "dribbling"])
def test_who_hangs_holds_up_nobody_and_is_cut_off(
    scene: Scene, known: Callers, tmp_path: Path, *, dribbles: bool
) -> None:
    pusher = NewsPusher(patience=3)  # less than a receiver has
    with receiver(tmp_path) as quick, hanging(dribbles=dribbles) as url:
        asked(known, quick.url)
        slow = WebhookRecord.objects.get(pk=ask(known, url)["id"])
        happen(scene)

        assert pusher.push_news(later()) == 3
        slow.refresh_from_db()
        assert (slow.attempts, slow.error) == (0, "")  # it is still being waited for
        withdraw_case(
            actor=people.actor(scene.people["owner"]),
            case_id=scene.ids["running"],
            reason="不办了",
            now=timezone.now(),
        )
        assert pusher.push_news(later()) > 0
        assert len(quick.taken()) > 3

        pusher.patience = 60
        assert pusher.push_news(later()) == 0
    slow.refresh_from_db()
    assert (slow.attempts, slow.error) == (1, "TimeoutError")


def test_a_moment_that_has_not_come_would_leave_news_out_and_is_refused(
    scene: Scene, known: Callers, tmp_path: Path
) -> None:
    with receiver(tmp_path) as other:
        made = asked(known, other.url)

    path, future = f"/webhooks/{made['id']}/replay", {"since": "2999-01-01T00:00:00Z"}
    answer = known.call("clerk", "POST", path, future)

    assert answer.status_code == 400
    assert answer.json()["code"] == "webhook.in_the_future"


def test_nothing_new_costs_the_same_for_many_webhooks(scene: Scene, known: Callers) -> None:
    asked(known, "http://127.0.0.1:9/news")
    for _ in range(5):
        ask(known, "http://127.0.0.1:9/news")

    with CaptureQueriesContext(connection) as looked:
        assert push_news(later()) == 0

    assert len(looked) <= 3  # where the journal ends (on PostgreSQL who writes), who is behind it


def test_two_workers_push_once(scene: Scene, known: Callers, tmp_path: Path) -> None:
    made = asked(known, "http://127.0.0.1:9/news")
    row = WebhookRecord.objects.get(pk=made["id"])

    taken = [
        operations.take(webhook_id=row.pk, due=row.next_at, now=timezone.now()) for _ in range(2)
    ]

    assert taken == [True, False]


def test_nothing_goes_out_for_a_token_that_has_ended(
    scene: Scene, known: Callers, tmp_path: Path
) -> None:
    with receiver(tmp_path) as other:
        made = asked(known, other.url)
        happen(scene)
        row = WebhookRecord.objects.get(pk=made["id"])
        tokens.revoke_token(actor=THE_OPERATOR, token_id=row.token, now=timezone.now())

        assert push_news(later()) == 0

        assert other.taken() == []
    row.refresh_from_db()
    assert (row.state, row.error) == ("stopped", "token revoked or over")


def test_a_system_that_is_not_there_is_tried_again(scene: Scene, known: Callers) -> None:
    made = asked(known, "http://127.0.0.1:9/news")
    happen(scene)

    push_news(later())

    row = WebhookRecord.objects.get(pk=made["id"])
    assert (row.attempts, row.error) == (1, "ConnectError")


def test_the_secret_is_not_readable_in_the_database(scene: Scene, known: Callers) -> None:
    made = asked(known, "http://127.0.0.1:9/news")

    row = WebhookRecord.objects.get(pk=made["id"])
    assert made["secret"] not in repr(row.__dict__)
    assert base64.b64decode(made["secret"].removeprefix("whsec_")).hex() not in repr(row.__dict__)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://example.org/x", "webhook.wrong_url"),
        ("https://user@example.org/x", "webhook.wrong_url"),
        ("https:///x", "webhook.wrong_url"),
        ("https://[::1]:99999/x", "webhook.wrong_url"),
        ("http://127.0.0.1/x", "webhook.private_address"),
        ("https://localhost/x", "webhook.private_address"),
        ("https://10.1.2.3/x", "webhook.private_address"),
        ("https://169.254.169.254/latest", "webhook.private_address"),
        ("https://[::1]/x", "webhook.private_address"),
        ("https://[::ffff:192.168.0.1]/x", "webhook.private_address"),
        ("https://[fd00::1]/x", "webhook.private_address"),
        ("https://0.0.0.0/x", "webhook.private_address"),
        ("https://2130706433/x", "webhook.private_address"),
        ("http://1.1.1.1/x", "webhook.not_https"),
        ("https://no-such-host.invalid/x", "webhook.no_such_host"),
    ],
)
def test_a_webhook_never_leads_to_within(
    monkeypatch: pytest.MonkeyPatch, url: str, code: str
) -> None:
    monkeypatch.setattr(settings, "WEBHOOK_NETWORKS", [])

    with pytest.raises(BadInput) as refused:
        target(url)

    assert refused.value.message.code == code


def test_a_network_that_the_city_names_may_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "WEBHOOK_NETWORKS", ["10.1.0.0/16"])

    assert target("http://10.1.2.3:8080/x?y=1").connected_url == "http://10.1.2.3:8080/x?y=1"
    assert target("https://1.1.1.1/x").connected_url == "https://1.1.1.1:443/x"
    with pytest.raises(BadInput):
        target("https://10.2.2.3/x")


def test_what_cannot_be_asked_for(scene: Scene, known: Callers) -> None:
    wrong = {"url": "http://127.0.0.1:9/news", "types": ["banhao.case.exploded"]}
    answer = known.call("clerk", "POST", "/webhooks", wrong)
    assert (answer.status_code, answer.json()["code"]) == (400, "webhook.unknown_type")

    body = {"url": "http://127.0.0.1:9/news"}
    codes = [known.call("clerk", "POST", "/webhooks", body).status_code for _ in range(12)]
    assert codes.count(201) == operations.MOST - 1  # the scene has one already
    assert codes[-1] == 400


def test_times_need_a_zone(scene: Scene, known: Callers) -> None:
    naive = datetime(2026, 9, 17, tzinfo=UTC).replace(tzinfo=None).isoformat()

    assert known.call("clerk", "GET", f"/events?since={naive}").status_code == 400
