"""Registering, signing in and out, as a person at a browser does it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from banhao.apps.people import entrance, queries, tries
from banhao.apps.people.models import AccountRecord, TryRecord
from banhao.apps.people.operations import demo, make_account
from banhao.core.authority.acts import ANYBODY, THE_OPERATOR
from banhao.core.errors import Conflict, NotAllowed
from banhao.core.messages import Text

pytestmark = pytest.mark.django_db
PASSWORD = "lotus-pond-42"
NEW = {"display_name": "张三", "email": "Zhang@Example.com", "password": PASSWORD}


def _account(email="a@example.com", **more):
    return make_account(
        email=email, password=PASSWORD, display_name="李四", now=timezone.now(), **more
    )


def _sign_in(client, email="a@example.com", password=PASSWORD, **more):
    return client.post("/sign-in/", {"email": email, "password": password}, **more)


def test_who_registers_is_signed_in_and_goes_on_where_they_were(client, settings):
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[1:]  # without the quick one of the tests
    answer = client.post("/register/", {**NEW, "next": "/account/"})

    assert answer.status_code == 302
    assert answer["Location"] == "/account/"
    assert "张三" in client.get("/account/").content.decode()
    account = queries.account_by_email("zhang@example.COM")
    assert account is not None
    assert not account.is_officer
    assert AccountRecord.objects.get().password.startswith("argon2")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"email": "zhang"}, "邮箱要像 name@example.com"),
        ({"email": ""}, "填写邮箱"),
        ({"display_name": " "}, "填写姓名"),
        ({"password": "short"}, "密码至少 8 位"),
        ({"password": "password1"}, "太常见"),
        ({"phone": "12"}, "手机"),
    ],
)
def test_a_mistake_in_the_registration_is_said_at_the_top_and_beside_the_field(client, wrong, says):
    page = client.post("/register/", {**NEW, **wrong}).content.decode()

    assert page.count(says) >= 2
    assert 'class="errs" role="alert"' in page
    assert "<title>错误：" in page
    assert not AccountRecord.objects.exists()


def test_the_same_mistake_reads_well_in_english(client):
    client.cookies["django_language"] = "en"

    page = client.post("/register/", {**NEW, "email": ""}).content.decode()

    assert "Fill in: Mail address" in page
    assert '<html lang="en"' in page


def test_a_mail_address_has_one_account_only(client):
    _account("zhang@example.com")

    page = client.post("/register/", NEW).content.decode()

    assert "已经注册过" in page
    assert AccountRecord.objects.count() == 1


def test_many_registrations_from_one_address_slow_down(client):
    for n in range(10):
        client.post("/register/", {**NEW, "email": f"p{n}@example.com"})

    answer = client.post("/register/", {**NEW, "email": "late@example.com"})

    assert answer.status_code == 429
    assert "秒后再试" in answer.content.decode()


def test_signing_in_never_leads_to_another_site(client):
    _account()

    answer = client.post(
        "/sign-in/",
        {"email": "A@example.com ", "password": PASSWORD, "next": "https://evil.example/"},
    )

    assert answer["Location"] == "/"


def test_a_wrong_password_says_so_and_signs_nobody_in(client):
    _account()

    answer = _sign_in(client, password="wrong")

    assert "邮箱或密码不对" in answer.content.decode()
    assert client.get("/account/").status_code == 302


def test_the_third_wrong_password_makes_the_next_try_wait(client):
    _account()
    for _ in range(3):
        _sign_in(client, password="wrong")

    answer = _sign_in(client)

    assert answer.status_code == 429
    assert "秒后再试" in answer.content.decode()


def test_five_wrong_passwords_shut_the_account_out_from_this_address_only(client):
    _account()
    for _ in range(5):
        answer = _sign_in(client, password="wrong")
        TryRecord.objects.all().delete()  # as if the person had waited each time

    assert answer.status_code == 429
    assert "暂停登录 15 分钟" in answer.content.decode()
    assert "暂停登录" in _sign_in(client).content.decode()
    assert _sign_in(client, REMOTE_ADDR="192.0.2.7").status_code == 302
    assert _sign_in(client, headers={"x-forwarded-for": "1.1.1.1, 192.0.2.8"}).status_code == 302


def test_a_closed_account_cannot_sign_in_and_its_sessions_end(client):
    account = _account()
    _sign_in(client)
    AccountRecord.objects.filter(pk=account).update(is_active=False)

    assert client.get("/account/").status_code == 302
    assert "邮箱或密码不对" in _sign_in(client).content.decode()


def test_signing_out_is_a_post_and_ends_the_session(client):
    _account()
    _sign_in(client)

    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")

    assert client.get("/account/").status_code == 302


def test_a_password_given_out_must_be_changed_first(client):
    _account(is_officer=True, must_change_password=True)
    _sign_in(client)

    assert client.get("/account/")["Location"] == "/account/password/"
    new = {"old": PASSWORD, "password": "quiet-river-77"}
    client.post("/account/password/", new)

    assert client.get("/account/").status_code == 200


def test_the_account_keeps_name_phone_and_consent(client):
    account = _account()
    _sign_in(client)

    client.post(
        "/account/",
        {"display_name": "李四四", "phone": "19900001234", "consent_to_e_service": "on"},
    )

    kept = queries.account(account)
    assert (kept.display_name, kept.phone, kept.consent_to_e_service) == (
        "李四四",
        "19900001234",
        True,
    )


def test_personas_are_there_only_in_a_demo_and_only_from_this_machine(client):
    now = timezone.now()
    assert client.get("/personas/").status_code == 404
    demo.mark_demo(actor=THE_OPERATOR, now=now)
    account = _account()
    demo.add_persona(
        actor=THE_OPERATOR, account_id=account, title=Text("申请人"), position=1, now=now
    )

    assert client.get("/personas/").status_code == 200
    assert client.get("/personas/", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.get("/personas/", headers={"x-forwarded-for": "192.0.2.7"}).status_code == 404
    assert client.post("/personas/", {"account": account + 1}).status_code == 404
    assert client.post("/personas/", {"account": account}).status_code == 302
    assert client.get("/account/").status_code == 200


def test_a_database_with_people_in_it_never_becomes_a_demo():
    _account()

    with pytest.raises(Conflict):
        demo.mark_demo(actor=THE_OPERATOR, now=timezone.now())
    with pytest.raises(NotAllowed):
        demo.mark_demo(actor=ANYBODY, now=timezone.now())


def test_only_a_proxy_on_this_machine_is_believed(rf):
    far = rf.get("/", REMOTE_ADDR="192.0.2.7", headers={"x-forwarded-for": "127.0.0.1"})
    near = rf.get("/", headers={"x-forwarded-for": "127.0.0.1, 192.0.2.8"})

    assert entrance.address(far) == "192.0.2.7"
    assert entrance.address(near) == "192.0.2.8"
    assert not entrance.from_this_machine(far)
    assert not entrance.from_this_machine(near)


def test_the_wait_doubles_and_is_forgotten_after_an_hour():
    now = datetime(2026, 9, 28, tzinfo=UTC)

    waits = [tries.wait(count, now, 3, now) for count in (0, 2, 3, 4, 5, 50)]

    assert waits == [0, 0, 2, 4, 8, 900]
    assert tries.wait(50, now - timedelta(hours=1), 3, now) == 0
