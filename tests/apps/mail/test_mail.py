"""Mail through a real server: there is news, and nothing about whom; down, up again, refused."""

from datetime import timedelta

import pytest

from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.mail import operations, server
from banhao.apps.mail.jobs import send_mail
from banhao.apps.mail.models import MailRecord, MailState
from banhao.apps.papers import queries as inbox
from banhao.apps.people.models import AccountRecord
from banhao.apps.people.operations import change_account
from banhao.core.errors import BadInput
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import LATER, NOW

pytestmark = pytest.mark.django_db
TOLD = NOW + LATER


@pytest.fixture
def owner(db):
    small_city.publish(town.FOLDER)
    return small_city.a_person()


def wants_mail(person, *, wants=True):
    AccountRecord.objects.filter(pk=person.person).update(email_confirmed_at=NOW)
    change_account(
        actor=person,
        display_name="赵文博",
        phone="",
        consent_to_e_service=True,
        wants_mail=wants,
        now=NOW,
    )


def filed(owner, **wish):
    wants_mail(owner, **wish)
    case = town.filed(owner)
    tell_subscribers(TOLD)
    return case


def test_who_wants_mail_is_told_that_there_is_news_and_where(post, owner):
    filed(owner)

    assert send_mail(TOLD) == 1

    (letter,) = post.letters
    assert (letter["To"], letter["From"]) == ("zhao@example.com", "office@hall.example")
    assert letter["Subject"] == "办好：您有新消息 / banhao: there is news for you"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert post.link("/messages") == "/messages/"
    assert "Sign in to read it" in post.text()
    assert post.link("/account") == "/account/"


def test_a_mail_says_nothing_about_person_or_case(post, owner):
    case = filed(owner)
    send_mail(TOLD)

    whole = post.letters[0].as_string()
    for word in ("赵文博", *town.FORM.values(), case.number, str(case.case_id), "Open a shop"):
        assert word not in whole
        assert word not in post.text()


def test_who_wants_none_gets_none(post, owner):
    filed(owner, wants=False)

    assert send_mail(TOLD) == 0
    assert inbox.unread(owner) == 1


def test_without_a_server_nothing_is_kept_for_later(owner, settings):
    settings.MAIL = ""
    filed(owner)

    assert not MailRecord.objects.exists()
    assert send_mail(TOLD) == 0


def test_news_while_one_mail_waits_needs_no_second(post, owner):
    wants_mail(owner)
    town.accepted(owner)
    tell_subscribers(TOLD + LATER)

    assert inbox.unread(owner) > 1
    assert send_mail(TOLD + LATER) == 1


def test_a_server_that_is_down_holds_nobody_up_and_the_mail_comes_later(post, owner):
    post.stop()
    filed(owner)  # the inbox has it

    assert send_mail(TOLD) == 0
    row = MailRecord.objects.get()
    assert (row.state, row.attempts) == (MailState.WAITING, 1)
    assert "refused" in row.error.lower()
    assert inbox.unread(owner) == 1

    post.start()
    assert send_mail(TOLD + timedelta(seconds=1)) == 0  # not yet: later and later
    assert send_mail(TOLD + timedelta(seconds=2)) == 1
    assert len(post.letters) == 1
    assert not MailRecord.objects.exists()


def test_a_server_that_stays_down_leaves_a_mail_for_a_person(post, owner):
    post.stop()
    filed(owner)

    for day in range(operations.LAST_ATTEMPT):
        send_mail(TOLD + timedelta(days=day))

    assert MailRecord.objects.get().state == MailState.DEAD


def test_an_address_that_the_server_does_not_know_is_given_up_at_once(post, owner):
    post.refuses["zhao"] = "550 5.1.1 <{address}> no such user"
    filed(owner)

    send_mail(TOLD)

    row = MailRecord.objects.get()
    assert row.state == MailState.DEAD
    assert "no such user" in row.error
    assert "zhao@" not in row.error


def test_a_full_mailbox_is_tried_again_and_others_get_theirs(post, owner):
    post.refuses["zhao"] = "452 4.2.2 mailbox full"
    other = small_city.a_person("qian")
    wants_mail(other)
    filed(owner)
    town.submit_case(actor=other, draft_id=town.ready_draft(other).id, key="k", now=NOW)
    tell_subscribers(TOLD)

    send_mail(TOLD)

    assert [letter["To"] for letter in post.letters] == ["qian@example.com"]
    assert MailRecord.objects.get().state == MailState.WAITING


def test_two_workers_send_a_mail_once(post, owner):
    filed(owner)
    due = MailRecord.objects.get()

    assert operations.take(mail_id=due.pk, due=due.next_at, now=TOLD)

    assert not operations.take(mail_id=due.pk, due=due.next_at, now=TOLD)
    assert send_mail(TOLD) == 0


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example?from=a@b.example",
        "smtp://mail.example",
        "smtp://mail.example?from=nobody",
        "smtp://mail.example:port?from=a@b.example",
        "smtp://?from=a@b.example",
    ],
)
def test_an_address_of_a_server_that_is_not_whole_is_refused(url):
    with pytest.raises(BadInput):
        server.read(url)


def test_names_and_passwords_of_a_server_may_hold_any_character():
    read = server.read("smtps://us%40er:p%3Aw%2F@mail.example?from=office@hall.example")

    assert (read.user, read.password, read.port) == ("us@er", "p:w/", 465)
