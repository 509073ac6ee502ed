"""Forgotten password: a link by mail, once, not for long; the answer never tells who is known."""

from datetime import timedelta

import pytest
from django.utils import timezone

from banhao.apps.mail.jobs import send_mail
from banhao.apps.mail.models import MailRecord
from banhao.apps.people import recovery
from banhao.apps.people.models import AccountRecord
from banhao.apps.people.operations import make_account

pytestmark = pytest.mark.django_db
NEW = "winter-river-77"


@pytest.fixture
def account(db):
    made = make_account(
        email="li@example.com", password="lotus-pond-42", display_name="李四", now=timezone.now()
    )
    AccountRecord.objects.filter(pk=made).update(email_confirmed_at=timezone.now())
    return made


def ask(client, email="li@example.com", **more):
    return client.post("/forgotten/", {"email": email}, **more)


def main(answer):
    return answer.content.decode().partition("<main")[2]


def link(post):
    send_mail(timezone.now())
    return post.link("/password/")


def test_the_link_in_the_mail_sets_a_new_password_that_signs_in(client, post, account):
    ask(client, "LI@example.com")
    address = link(post)

    assert "设新密码" in main(client.get(address))
    answer = client.post(address, {"password": NEW}, follow=True)

    assert "新密码已设好" in answer.content.decode()
    signed = client.post("/sign-in/", {"email": "li@example.com", "password": NEW})
    assert signed.status_code == 302


def test_a_link_works_once(client, post, account):
    ask(client)
    address = link(post)
    client.post(address, {"password": NEW})

    for again in (client.get(address), client.post(address, {"password": "other-river-78"})):
        assert again.status_code == 410
        assert "已经用过" in main(again)


def test_a_link_is_over_after_two_hours(account):
    now = timezone.now()
    who, token = recovery.link_to_recover(account, now).strip("/").split("/")[1:]

    assert recovery.account_of_link(who, token, now + timedelta(minutes=119)) == account
    assert recovery.account_of_link(who, token, now + timedelta(minutes=121)) is None


@pytest.mark.parametrize("who", ["MQ", "%F0", "nobody", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"])
def test_a_made_up_link_is_over(client, who):
    assert client.get(f"/password/{who}/abc-def/").status_code == 410


def test_the_answer_is_the_same_for_an_address_that_nobody_has(client, post, account):
    known, unknown = ask(client), ask(client, "nobody@example.com")

    assert (known.status_code, main(known)) == (unknown.status_code, main(unknown))
    assert MailRecord.objects.count() == 1


def test_an_officer_s_password_is_not_given_out_by_mail(client, post):
    make_account(
        email="officer@example.com", password="x-lotus-42", display_name="王", is_officer=True,
        now=timezone.now(),
    )  # fmt: skip

    assert "去看邮箱" in main(ask(client, "officer@example.com"))
    assert not MailRecord.objects.exists()


def test_a_walk_in_with_a_mail_address_comes_to_a_password(client, post):
    make_account(email="w@example.com", password="", display_name="孙", now=timezone.now())
    ask(client, "w@example.com")

    client.post(link(post), {"password": NEW})

    assert AccountRecord.objects.get().check_password(NEW)


def test_asking_again_and_again_is_slowed_down_for_known_and_unknown_alike(client, post, account):
    for email in ("li@example.com", "nobody@example.com"):
        codes = [ask(client, email, REMOTE_ADDR=f"10.0.0.{n}").status_code for n in range(5)]
        assert codes == [200, 200, 200, 429, 429]


def test_one_address_cannot_ask_for_everybody(client, post):
    codes = [ask(client, f"p{n}@example.com").status_code for n in range(5)]

    assert codes == [200, 200, 200, 429, 429]


def test_too_easy_a_password_is_refused_and_the_link_stays(client, post, account):
    ask(client)
    address = link(post)

    assert "太常见" in main(client.post(address, {"password": "password1"}))
    assert client.post(address, {"password": NEW}).status_code == 302


def test_where_no_mail_is_sent_the_page_says_where_to_go(client, settings, account):
    settings.MAIL = ""

    assert "政务大厅" in main(client.get("/forgotten/"))
    assert "政务大厅" in main(ask(client))
    assert not MailRecord.objects.exists()


def test_mail_is_switched_on_and_off_on_the_page_of_the_account(client, post, account):
    client.force_login(AccountRecord.objects.get(), "banhao.apps.people.backend.AccountBackend")
    own = {"display_name": "李四"}

    client.post("/account/", own | {"wants_mail": "on"})
    assert AccountRecord.objects.get().wants_mail
    client.post("/account/", own)
    assert not AccountRecord.objects.get().wants_mail


def test_where_no_mail_is_sent_none_is_offered(client, settings, account):
    settings.MAIL = ""
    client.force_login(AccountRecord.objects.get(), "banhao.apps.people.backend.AccountBackend")

    assert "wants_mail" not in client.get("/account/").content.decode()
    assert "wants_mail" not in client.get("/register/").content.decode()


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_the_pages_speak_both_languages(client, post, account, lang):
    client.cookies["django_language"] = lang

    words = main(client.get("/forgotten/"))

    assert ("Send me the link" in words) == (lang == "en")
    assert "mail." not in words.replace("example.com", "")
