"""A whole case is filed, with mistakes and failures: nothing of the person stands in the log."""

import json
import logging
import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banhao.apps.people.models import AccountRecord
from banhao.site.worker import run_once, turns
from tests.apps import small_city
from tests.apps.logged import written
from tests.apps.portal.test_draft import FIRM, complete, key_in, text, url

MAIL, PASSWORD = "zhao@example.com", "lotus-pond-42"
BOSS = FIRM.representative
PERSONAL = [
    MAIL, PASSWORD, FIRM.name, FIRM.uscc, FIRM.address, BOSS.name, BOSS.id_number, BOSS.mobile,
    "赵文博", "203.0.113.77", "lotus-field", "zhao", "example.com",
]  # fmt: skip


def found_in(log: str) -> list[str]:
    return [word for word in PERSONAL if word in log or ascii(word)[1:-1] in log]


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_log_of_a_whole_case_holds_nothing_of_the_person(person, form) -> None:
    client = Client(REMOTE_ADDR="203.0.113.77", raise_request_exception=False)
    draft = small_city.a_draft(person)

    with written(form) as log:
        client.get("/", {"q": FIRM.name})
        client.post("/sign-in/", {"username": MAIL, "password": "lotus-field"})
        client.post("/sign-in/", {"email": MAIL, "password": PASSWORD})
        client.force_login(AccountRecord.objects.get(pk=person.person))
        complete(client, draft)
        page = text(client.get(url("check", draft)))
        signed = {"key": key_in(page), "agree": "yes", "name": "赵文博"}
        received = client.post(url("check", draft), signed)
        client.get(reverse("portal:case", args=[draft.id]))
        client.get(f"/{FIRM.uscc}/{BOSS.id_number}?name={BOSS.name}")
        client.get("/", headers={"X-Request-ID": BOSS.id_number, "User-Agent": BOSS.name})
        run_once(turns(), timezone.now())

    assert received.url == reverse("portal:received", args=[draft.id])
    assert "portal:section" in log.getvalue()
    assert str(draft.id) in log.getvalue()
    assert re.search(r"tell_subscribers\W+done\W+\d", log.getvalue())
    assert "error" not in log.getvalue()
    assert found_in(log.getvalue()) == []


def test_the_search_would_find_what_the_log_must_not_hold() -> None:
    assert found_in(json.dumps({"who": BOSS.name}))[0] == BOSS.name
    assert MAIL in found_in(f"INFO {MAIL}")


def test_an_error_is_named_without_what_it_quotes(person) -> None:
    with written() as log:
        try:
            with transaction.atomic():
                AccountRecord.objects.create(
                    email=MAIL, display_name="赵文博", made_at=timezone.now()
                )
        except IntegrityError as error:
            quoted = str(error)
            logging.getLogger("banhao.request").exception("failed")

    line = json.loads(log.getvalue())
    assert quoted
    assert "IntegrityError" in line["error"]
    assert "portal/test_log.py" in line["error"]
    assert found_in(log.getvalue()) == []
