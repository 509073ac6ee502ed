"""One form open in two pages, and a session that ends while somebody types: nothing is lost."""

import re
from html import unescape

import pytest
from django.urls import reverse

from banhao.apps.drafts import queries
from banhao.apps.people.models import AccountRecord
from banhao.demo_sources.population import firm
from tests.apps import small_city

FIRM = firm(3)
MINE, OTHER = "甲店", "乙店"


@pytest.fixture
def draft(person):
    return small_city.a_draft(person)


@pytest.fixture
def address(draft):
    return reverse("portal:section", args=[draft.id, "enterprise"])


def read(answer) -> str:
    return unescape(answer.content.decode())


def seen(answer) -> str:
    return re.search(r'name="seen" id="seen" value="([^"]*)"', read(answer))[1]


def fields(name: str, mark: str) -> dict[str, str]:
    return {"firm_name": name, "firm_code": FIRM.uscc, "seen": mark}


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh-hans", "您在另一个页面把这里改成了「甲店」"), ("en", "changed this to “甲店”")],
)
def test_the_later_page_is_told_and_overwrites_nothing(signed_in, draft, address, lang, words):
    signed_in.cookies["django_language"] = lang
    both_saw = seen(signed_in.get(address))
    signed_in.post(address, fields(MINE, both_saw))

    answer = signed_in.post(address, fields(OTHER, both_saw))

    assert answer.status_code == 409
    assert words in read(answer)
    assert f'value="{OTHER}"' in read(answer)  # what was typed here still stands in the field
    assert queries.form_values(draft.id)["firm_name"] == MINE


def test_saved_once_more_the_later_page_counts(signed_in, draft, address):
    both_saw = seen(signed_in.get(address))
    signed_in.post(address, fields(MINE, both_saw))
    told = signed_in.post(address, fields(OTHER, both_saw))

    answer = signed_in.post(address, fields(OTHER, seen(told)))

    assert answer.status_code == 302
    assert queries.form_values(draft.id)["firm_name"] == OTHER


def test_what_the_later_page_did_not_touch_stays_as_the_other_left_it(signed_in, draft, address):
    both_saw = seen(signed_in.get(address))
    signed_in.post(address, {"firm_name": MINE, "firm_code": "", "seen": both_saw})

    signed_in.post(address, {"firm_name": "", "firm_code": FIRM.uscc, "seen": both_saw})

    values = queries.form_values(draft.id)
    assert (values["firm_name"], values["firm_code"]) == (MINE, FIRM.uscc)


def test_the_same_in_both_pages_is_no_quarrel(signed_in, draft, address):
    both_saw = seen(signed_in.get(address))
    signed_in.post(address, fields(MINE, both_saw))

    assert signed_in.post(address, fields(MINE, both_saw)).status_code == 302


def test_the_autosave_of_one_page_does_not_quarrel_with_itself(signed_in, draft, address):
    first = signed_in.get(address)
    saved = signed_in.post(address, fields(MINE, seen(first)), headers={"HX-Request": "true"})

    again = signed_in.post(address, fields(OTHER, seen(saved)), headers={"HX-Request": "true"})

    assert "另一个页面" not in read(again)
    assert queries.form_values(draft.id)["firm_name"] == OTHER


def test_the_autosave_of_the_later_page_says_so_and_goes_on_saying_so(signed_in, draft, address):
    both_saw = seen(signed_in.get(address))
    signed_in.post(address, fields(MINE, both_saw))

    for _ in range(2):
        told = signed_in.post(address, fields(OTHER, both_saw), headers={"HX-Request": "true"})
        both_saw = seen(told)

    assert "您在另一个页面改过，没有覆盖" in read(told)
    assert queries.form_values(draft.id)["firm_name"] == MINE


def test_a_mark_that_cannot_be_read_saves_as_ever(signed_in, draft, address):
    signed_in.post(address, fields(MINE, "nonsense,:,x:y"))

    assert queries.form_values(draft.id)["firm_name"] == MINE


def test_what_was_typed_in_an_expired_session_is_there_after_signing_in(
    client, person, draft, address
):
    answer = client.post(address, fields(MINE, ""))
    sign_in = read(client.get(answer.url))
    client.force_login(AccountRecord.objects.get(pk=person.person))
    page = read(client.get(address))

    assert "刚才填的没有丢，登录后自动存进申请表" in sign_in
    assert "退出前填的已存进申请表" in page
    assert queries.form_values(draft.id)["firm_name"] == MINE


def test_the_autosave_of_an_expired_session_keeps_the_page_and_offers_sign_in(
    client, person, draft, address
):
    client.cookies["django_language"] = "en"
    answer = client.post(address, fields(MINE, ""), headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert "Nothing typed is lost" in read(answer)
    assert f"next={address.replace('/', '%2F')}" in read(answer)
    client.force_login(AccountRecord.objects.get(pk=person.person))
    client.get(address)
    assert queries.form_values(draft.id)["firm_name"] == MINE


def test_what_is_kept_meanwhile_is_sealed(client, person, draft, address):
    client.post(address, fields(MINE, ""))

    assert MINE not in str(dict(client.session))
    assert FIRM.uscc not in str(dict(client.session))


def test_somebody_else_who_signs_in_gets_nothing_of_it(client, person, draft, address):
    client.post(address, fields(MINE, ""))
    other = small_city.a_person("other")
    client.force_login(AccountRecord.objects.get(pk=other.person))

    assert client.get(address).status_code == 404
    assert "firm_name" not in queries.form_values(draft.id)


def test_what_no_form_holds_is_not_kept(client, draft, address):
    client.post(address, fields("长" * 200_000, ""))

    assert "typed" not in client.session


def test_there_is_nothing_to_keep_for_a_draft_that_is_none(client, db):
    nobody = reverse("portal:section", args=["00000000-0000-4000-8000-000000000000", "enterprise"])

    assert client.post(nobody, {"firm_name": MINE}).status_code == 302
    assert "typed" not in client.session
