"""A sign-in lasts half an hour after the last page, without a write for each page."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banhao.apps.people import operations
from banhao.apps.people.models import AccountRecord
from banhao.apps.people.staying import WRITTEN
from banhao.core.authority.acts import ANYBODY

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    account = operations.register(
        actor=ANYBODY, email="zhao@example.com", password="lotus-pond-42",
        display_name="赵文博", phone="", consent_to_e_service=False, now=timezone.now(),
    )  # fmt: skip
    client = Client()
    client.force_login(
        AccountRecord.objects.get(id=account), "banhao.apps.people.backend.AccountBackend"
    )
    client.get("/account/")
    return client


def writes(browser: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("/account/").status_code == 200
    return sum('UPDATE "django_session"' in each["sql"] for each in asked)


def test_pages_within_a_minute_write_the_session_once(browser: Client) -> None:
    assert (writes(browser), writes(browser)) == (0, 0)


def test_a_page_after_a_minute_puts_the_end_off(browser: Client) -> None:
    session = browser.session
    session[WRITTEN] -= 61
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))

    assert writes(browser) == 1
    assert Session.objects.get().expire_date > timezone.now() + timedelta(minutes=29)


def test_after_half_an_hour_without_a_page_one_signs_in_again(browser: Client) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert browser.get("/account/").status_code == 302


def test_a_visitor_who_is_nobody_gets_no_session() -> None:
    client = Client()

    assert client.get("/").status_code == 200
    assert "sessionid" not in client.cookies
