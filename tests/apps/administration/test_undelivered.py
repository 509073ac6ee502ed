"""What did not get through stands on a page, with its reason, and is tried again from there."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.deliveries.operations import LAST_ATTEMPT
from banhao.apps.deliveries.registry import REGISTRY
from banhao.apps.mail.models import MailRecord, MailState
from banhao.apps.organisations.operations import places, posts
from banhao.apps.papers import queries as inbox
from banhao.core.authority.acts import THE_OPERATOR, Role
from banhao.core.messages import Text
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import NOW
from tests.apps.counter.conftest import signed_in

pytestmark = pytest.mark.django_db
URL = "/administration/undelivered/"


def administrator(region: str, email: str):
    now = timezone.now()
    account = posts.create_person(
        actor=THE_OPERATOR, email=email, display_name="管理员", region=region,
        password="lotus-pond-42", must_change_password=False, now=now,
    ).account  # fmt: skip
    posts.appoint(
        actor=THE_OPERATOR, account_id=account, role=Role.ADMINISTRATOR, region=region,
        since=date(2026, 1, 1), now=now,
    )  # fmt: skip
    return signed_in(account)


@pytest.fixture
def owner(db):
    small_city.publish(town.FOLDER)
    places.create_region(
        actor=THE_OPERATOR, code="510112", slug="away", title=Text("外市"), now=timezone.now()
    )
    return small_city.a_person()


@pytest.fixture
def here(owner):
    return administrator("999999", "here@example.com")


@pytest.fixture
def failing(owner, monkeypatch):
    """Let the inbox be away, as often as it is asked."""

    def away(**_):
        raise ConnectionError("the inbox is away")

    monkeypatch.setitem(REGISTRY.functions, "inbox", away)
    case = town.filed(owner)
    for day in range(LAST_ATTEMPT):
        tell_subscribers(NOW + timedelta(days=day))
    monkeypatch.undo()
    return case


def page(browser):
    return browser.get(URL).content.decode()


def address(browser):
    found = page(browser)
    start = found.index("/administration/undelivered/news/")
    return found[start : found.index('"', start)]


def test_what_was_given_up_says_why_and_gets_through_when_tried_again(here, failing, owner):
    shown = page(here)
    assert failing.number in shown
    assert "the inbox is away" in shown
    assert "已放弃" in shown
    assert inbox.unread(owner) == 0

    answer = here.post(address(here), follow=True)
    assert "马上再试" in answer.content.decode()
    tell_subscribers(timezone.now())

    assert inbox.unread(owner) == 1
    assert "都送到了" in page(here)


def test_who_administers_another_region_sees_and_wakes_nothing(here, failing):
    away = administrator("510112", "away@example.com")

    assert failing.number not in page(away)
    assert away.post(address(here)).status_code == 404
    assert "已放弃" in page(here)


def test_clerks_have_no_such_page(failing):
    from tests.apps.counter.conftest import officer

    clerk = signed_in(officer(Role.CLERK, "999999", "clerk@example.com"))

    assert clerk.get(URL).status_code == 403


def test_a_mail_that_failed_is_listed_without_whose_it_is_and_sent_again(here, owner):
    row = MailRecord.objects.create(
        account=owner.person, kind="news", region="999999", state=MailState.DEAD, attempts=16,
        made_at=NOW, next_at=NOW, error="550 no such user",
    )  # fmt: skip
    shown = page(here)
    assert "550 no such user" in shown
    assert "zhao@" not in shown

    here.post(reverse("administration:wake-mail", args=[row.pk]))

    assert MailRecord.objects.get().state == MailState.WAITING


def test_a_mail_about_no_case_is_for_who_administers_everything(here, owner):
    row = MailRecord.objects.create(
        account=owner.person, kind="password", state=MailState.DEAD, attempts=16,
        made_at=NOW, next_at=NOW, error="timed out",
    )  # fmt: skip

    assert "timed out" not in page(here)
    assert here.post(reverse("administration:wake-mail", args=[row.pk])).status_code == 404
    assert MailRecord.objects.get().state == MailState.DEAD


def test_a_newer_mail_that_waits_makes_the_dead_one_needless(here, owner):
    common = {"account": owner.person, "kind": "news", "region": "999999", "made_at": NOW}
    dead = MailRecord.objects.create(**common, state=MailState.DEAD, attempts=16, next_at=NOW)
    newer = MailRecord.objects.create(**common, next_at=NOW)

    here.post(reverse("administration:wake-mail", args=[dead.pk]))

    assert [row.pk for row in MailRecord.objects.all()] == [newer.pk]


def test_the_page_speaks_english(here, failing):
    here.cookies["django_language"] = "en"

    shown = page(here)

    assert "the applicant&#x27;s inbox" in shown
    assert "Try again" in shown
    assert "undelivered." not in shown.partition("<main")[2]
