"""What holds for every call: tokens end at once, limits count, keys do once, refusals speak."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from banhao.apps.drafts.models import DraftRecord
from banhao.apps.organisations.models import MandateRecord, OfficeRecord
from banhao.apps.organisations.operations import mandates
from banhao.apps.people import queries as people
from banhao.apps.tokens import jobs, operations, queries
from banhao.apps.tokens.models import KeptRecord, RateRecord, TokenRecord
from banhao.apps.tokens.operations import calls
from banhao.apps.tokens.values import Key
from banhao.core.authority.acts import THE_OPERATOR, Role
from banhao.core.authority.scopes import Scope
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, NotAllowed
from tests.apps.api.callers import Callers
from tests.apps.trespass import AWAY, HERE, Scene

DRAFT = {"theme": "smallcity/open-a-shop", "answers": {"music": False, "stall_area": 20}}


def make(**changed):
    now = timezone.now()
    given = {"actor": THE_OPERATOR, "name": "系统", "role": Role.CLERK, "region": HERE,
             "scopes": [Scope.COUNTER], "until": localdate(now), "now": now}  # fmt: skip
    return operations.make_token(**(given | changed))


def test_a_secret_is_stored_only_as_its_digest(scene: Scene) -> None:
    made = make()

    row = TokenRecord.objects.get(pk=made.id)
    assert made.secret.startswith("bh_")
    assert made.secret not in repr(row.__dict__)
    assert queries.caller(made.secret, localdate(timezone.now())).token == made.id


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": [Scope.DECIDE]}, "scopes"),
        ({"role": Role.ADMINISTRATOR}, "scopes"),
        ({"role": Role.EDITOR, "scopes": [Scope.CATALOGUE]}, "place"),
        ({"until": localdate(timezone.now()) + timedelta(days=400)}, "until"),
        ({"until": localdate(timezone.now()) - timedelta(days=1)}, "until"),
    ],
)
def test_what_a_token_cannot_be(scene: Scene, changed, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        make(**changed)

    assert refused.value.field == field


def test_an_administrator_connects_systems_in_their_region_only(scene: Scene) -> None:
    administrator = people.actor(scene.people["administrator"])

    assert make(actor=administrator).id
    with pytest.raises(Exception, match="organisations") as refused:
        make(actor=administrator, region=AWAY)
    assert refused.type.__name__ == "NotFound"
    with pytest.raises(NotAllowed):
        make(actor=people.actor(scene.people["clerk"]))


@pytest.mark.parametrize("end", ["revoked", "over", "office", "account"])
def test_a_token_that_has_ended_is_heard_no_more(scene: Scene, end: str) -> None:
    made, now = make(), timezone.now()
    known, row = Callers({"it": made.secret}), TokenRecord.objects.get(pk=made.id)
    assert known.call("it", "GET", "/counter/cases").status_code == 200

    match end:
        case "revoked":
            operations.revoke_token(actor=THE_OPERATOR, token_id=made.id, now=now)
        case "over":
            TokenRecord.objects.filter(pk=made.id).update(until=localdate(now) - timedelta(1))
        case "office":
            OfficeRecord.objects.filter(pk=row.office).update(until=localdate(now) - timedelta(1))
        case "account":
            type(row.account).objects.filter(pk=row.account_id).update(is_active=False)

    answer = known.call("it", "GET", "/counter/cases")
    assert answer.status_code == (403 if end == "office" else 401)


def test_a_filing_systems_token_ends_with_its_mandate(scene: Scene, known: Callers) -> None:
    assert known.call("filer", "GET", "/cases").json()["cases"]
    given = MandateRecord.objects.get(agent=people.account_by_email("filer@example.com").id)
    owner = people.actor(scene.people["owner"])

    mandates.end_mandate(actor=owner, mandate=given.pk, now=timezone.now())

    assert known.call("filer", "GET", "/cases").json()["cases"] == []
    assert known.call("filer", "POST", "/drafts", DRAFT).status_code == 403


def test_the_last_use_is_noted_once_in_five_minutes(scene: Scene) -> None:
    made, now = make(), timezone.now()

    for minute in (0, 4, 6):
        calls.mark_used(token_id=made.id, now=now + timedelta(minutes=minute))

    assert TokenRecord.objects.get(pk=made.id).used_at == now + timedelta(minutes=6)


def test_too_many_calls_are_told_when_to_come_back(
    scene: Scene, known: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "API_RATE", 2)
    RateRecord.objects.all().delete()

    answers = [known.call("clerk", "GET", "/counter/cases") for _ in range(3)]

    assert [each.status_code for each in answers][:2] == [200, 200]
    left = [each["RateLimit-Remaining"] for each in answers]
    assert (answers[2].status_code, left) == (429, ["1", "0", "0"]) or _a_new_minute(answers)
    if answers[2].status_code == 429:
        assert 1 <= int(answers[2]["Retry-After"]) <= 60
        assert answers[2].json()["code"] == "api.too_many"


def _a_new_minute(answers) -> bool:
    """Whether the clock turned to another minute between the calls."""
    return int(answers[0]["RateLimit-Reset"]) < int(answers[2]["RateLimit-Reset"])


def test_calls_of_one_minute_are_counted_together(scene: Scene) -> None:
    now = timezone.now().replace(second=10)

    counts = [
        calls.count_call(caller="somebody", now=now + timedelta(seconds=s)) for s in (0, 9, 60)
    ]

    assert counts == [1, 2, 1]


def test_the_same_key_does_a_thing_once(scene: Scene, known: Callers) -> None:
    before = DraftRecord.objects.count()

    first = known.call("filer", "POST", "/drafts", DRAFT, **{"Idempotency-Key": "k1"})
    again = known.call("filer", "POST", "/drafts", DRAFT, **{"Idempotency-Key": "k1"})

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again["Idempotency-Replayed"] == "true"
    assert DraftRecord.objects.count() == before + 1


def test_kept_answers_can_be_read_by_nobody(scene: Scene, known: Callers) -> None:
    form = {"fields": {"firm_code": "not-a-code-4711"}}
    path = f"/drafts/{scene.ids['draft']}/form"

    answer = known.call("filer", "PUT", path, form, **{"Idempotency-Key": "k1"})
    again = known.call("filer", "PUT", path, form, **{"Idempotency-Key": "k1"})

    assert answer.json()["problems"]
    assert again.content == answer.content
    kept = KeptRecord.objects.get(key="k1")
    assert "problems" not in kept.answer
    draft = known.call("filer", "POST", "/drafts", DRAFT, **{"Idempotency-Key": "k2"})
    assert draft.json()["fields"] == {}


def test_the_same_key_with_another_body_is_refused(scene: Scene, known: Callers) -> None:
    known.call("filer", "POST", "/drafts", DRAFT, **{"Idempotency-Key": "k1"})
    other = DRAFT | {"answers": {"music": True, "stall_area": 20}}

    answer = known.call("filer", "POST", "/drafts", other, **{"Idempotency-Key": "k1"})

    assert (answer.status_code, answer.json()["code"]) == (409, "api.key_with_other_body")


def test_a_key_is_one_callers_own(scene: Scene, known: Callers) -> None:
    mine = known.call("filer", "POST", "/drafts", DRAFT, **{"Idempotency-Key": "k1"})

    theirs = known.call("other filer", "POST", "/drafts", DRAFT, **{"Idempotency-Key": "k1"})

    assert theirs.status_code == 201
    assert theirs.json()["id"] != mine.json()["id"]


def test_after_a_refusal_the_key_may_come_again_mended(scene: Scene, known: Callers) -> None:
    wrong = DRAFT | {"answers": {"music": "loud"}}

    refused = known.call("filer", "POST", "/drafts", wrong, **{"Idempotency-Key": "k1"})
    done = known.call("filer", "POST", "/drafts", DRAFT, **{"Idempotency-Key": "k1"})

    assert (refused.status_code, done.status_code) == (400, 201)


def test_a_key_at_work_waits_and_one_that_was_killed_is_given_up(scene: Scene) -> None:
    key, now = Key(1, "POST /x", "k"), timezone.now()
    assert calls.begin(key=key, body="b", now=now) is None

    with pytest.raises(Exception, match="key_at_work"):
        calls.begin(key=key, body="b", now=now + timedelta(seconds=5))

    assert calls.begin(key=key, body="b", now=now + timedelta(minutes=3)) is None


def test_old_answers_and_counts_are_forgotten(scene: Scene) -> None:
    now = timezone.now()
    calls.begin(key=Key(1, "POST /x", "old"), body="b", now=now - timedelta(days=31))
    calls.begin(key=Key(1, "POST /x", "new"), body="b", now=now)
    calls.count_call(caller="long ago", now=now - timedelta(hours=2))

    jobs.forget_calls(now)

    assert list(KeptRecord.objects.filter(account=1).values_list("key", flat=True)) == ["new"]
    assert not RateRecord.objects.filter(caller="long ago").exists()


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/nothing-here", None, 404, "api.no_operation"),
        ("GET", "/", None, 404, "api.no_operation"),
        ("PATCH", "/themes", None, 405, "api.no_method"),
        ("GET", "/themes/smallcity/nothing", None, 404, "portal.no_theme"),
        ("POST", "/drafts", {"answers": {}}, 422, "api.wrong_fields"),
        ("POST", "/drafts", DRAFT | {"answers": {"colour": "red"}}, 400, "plan.unknown_key"),
        ("GET", "/cases?after=xx", None, 400, "case.wrong_place"),
        ("GET", "/nothing%0Ahere", None, 404, "api.no_operation"),
        ("GET", "/verify?number=%00", None, 400, "api.not_readable"),
        ("GET", "/themes/small%00city/x", None, 400, "api.not_readable"),
    ],
)
def test_refusals_say_what_is_wrong_in_both_languages(
    scene: Scene, known: Callers, *, method: str, path: str, body, status: int, code: str
) -> None:
    answer = known.call("filer", method, path, body)

    said = answer.json()
    assert (answer.status_code, said["status"], said["code"]) == (status, status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert said["message"]["zh"]
    assert said["message"]["en"]
    assert said["next"]["zh"]


def test_a_body_that_is_no_json_is_refused(scene: Scene, known: Callers) -> None:
    from django.test import Client

    token = {"Authorization": f"Bearer {known.secrets['filer']}"}
    answer = Client().post(
        "/api/v1/drafts", data=b"{", content_type="application/json", headers=token
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "api.not_readable")


def test_lists_go_on_where_a_page_ended(
    scene: Scene, known: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = known.call("filer", "GET", "/cases").json()["cases"]
    monkeypatch.setattr("banhao.apps.cases.paging.PAGE", 2)

    found, after = [], ""
    while True:
        page = known.call("filer", "GET", f"/cases?after={after}").json()
        found += page["cases"]
        after = page["next"]
        if not after:
            break

    assert found == whole
    assert len(whole) > 2
