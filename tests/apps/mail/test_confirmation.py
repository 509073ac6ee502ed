"""The mail address of a new account: one link, once, not for long; no other mail before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.mail.jobs import send_mail
from banhao.apps.mail.models import MailRecord
from banhao.apps.people import confirmation
from banhao.apps.people.models import AccountRecord
from banhao.apps.people.operations import make_account
from banhao.apps.people.queries import account_by_email, actor
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import LATER, NOW

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "li@example.com", "lotus-pond-42"


def register(client):
    sent = {"display_name": "李四", "email": EMAIL, "password": PASSWORD, "wants_mail": "on"}
    assert client.post("/register/", sent).status_code == 302
    return account_by_email(EMAIL)


def main(answer):
    return answer.content.decode().partition("<main")[2]


def link(post):
    send_mail(timezone.now())
    return post.link("/confirm/")


def test_a_new_account_gets_one_mail_whose_link_confirms_the_address_once(client, post):
    register(client)
    assert "邮箱还没有确认" in main(client.get("/account/"))
    address = link(post)
    assert post.letters[0]["Subject"] == "办好：确认您的邮箱 / banhao: confirm your mail address"

    looked = client.get(address)
    assert not account_by_email(EMAIL).email_confirmed  # programs open links, too
    done = client.post(address)

    assert "确认邮箱" in main(looked)
    assert "邮箱已确认" in main(done)
    assert account_by_email(EMAIL).email_confirmed
    assert "邮箱还没有确认" not in main(client.get("/account/"))
    for again in (client.get(address), client.post(address)):
        assert again.status_code == 410
        assert "已经用过" in main(again)
    assert send_mail(timezone.now()) == 0


def test_until_then_the_account_files_but_no_news_is_mailed(client, post):
    small_city.publish(town.FOLDER)
    owner = actor(register(client).id)
    address = link(post)

    town.filed(owner)
    tell_subscribers(NOW + LATER)
    assert send_mail(timezone.now()) == 0

    client.post(address)
    town.filed(owner, "second")
    tell_subscribers(NOW + 2 * LATER)
    assert send_mail(timezone.now()) == 1
    assert post.link("/messages") == "/messages/"


def test_the_link_is_sent_again_on_demand_and_slowed_down(client, post):
    register(client)
    link(post)

    assert "马上发" in client.post("/account/confirm/", follow=True).content.decode()
    client.post(link(post))

    assert len(post.letters) == 2
    assert account_by_email(EMAIL).email_confirmed
    assert client.post("/account/confirm/").status_code == 409


def test_asking_again_and_again_waits(client, post):
    register(client)

    said = [client.post("/account/confirm/", follow=True).content.decode() for _ in range(5)]

    assert "马上发" in said[0]
    assert "马上发" not in said[-1]


def test_a_link_is_over_after_three_days_and_holds_for_its_own_address_only(client, post):
    now, account = timezone.now(), register(client)
    who, token = confirmation.link_to_confirm(account.id, now).strip("/").split("/")[1:]

    assert confirmation.account_of_link(who, token, now + timedelta(hours=71)) == account.id
    assert confirmation.account_of_link(who, token, now + timedelta(hours=73)) is None
    AccountRecord.objects.filter(pk=account.id).update(email="other@example.com")
    assert confirmation.account_of_link(who, token, now) is None


@pytest.mark.parametrize("token", ["", "1", "abc-def", "zzzzzzzzzzzzzzzzzzzz-1", "-"])
def test_a_made_up_link_is_over(client, post, token):
    account = register(client)

    assert confirmation.account_of_link("MQ", token, timezone.now()) is None
    assert not account.email_confirmed


def test_who_forgot_the_password_confirms_the_address_first(client, post):
    register(client)
    link(post)
    client.post("/sign-out/")

    client.post("/forgotten/", {"email": EMAIL})
    client.post(link(post))
    client.post("/forgotten/", {"email": EMAIL})
    send_mail(timezone.now())

    assert post.link("/password/")


def test_an_account_of_an_office_is_confirmed_by_whoever_made_it(post):
    make_account(
        email="officer@example.com",
        password=PASSWORD,
        display_name="王",
        is_officer=True,
        now=timezone.now(),
    )

    assert account_by_email("officer@example.com").email_confirmed
    assert send_mail(timezone.now()) == 0


def test_without_a_server_nobody_is_asked(client, settings):
    settings.MAIL = ""
    register(client)

    assert send_mail(timezone.now()) == 0
    assert not MailRecord.objects.exists()
    assert "邮箱还没有确认" not in main(client.get("/account/"))
