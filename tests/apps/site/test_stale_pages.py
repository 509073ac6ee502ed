"""A page of a session before, in another tab: its token is over, what was typed in it is not."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from banhao.apps.drafts import queries
from banhao.apps.people.models import AccountRecord
from tests.apps import small_city

OURS = "http://testserver"
REFUSED = {
    "zh-hans": ("这一页放得太久了", "这一次的没有存", "先复制下来"),
    "en": ("open too long", "nothing was saved", "copy what took you long"),
}
TYPED = {"boss": "赵文博", "csrfmiddlewaretoken": "x" * 64}


@pytest.fixture
def person(db):
    small_city.publish()
    return small_city.a_person()


@pytest.fixture
def draft(person):
    return small_city.a_draft(person).id


@pytest.fixture
def address(draft):
    return reverse("portal:section", args=[draft, "people"])


@pytest.fixture
def signed_in_elsewhere(person):
    """The browser of somebody who has signed in again in another tab."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(AccountRecord.objects.get(pk=person.person))
    return client


def test_what_was_typed_is_in_the_form_although_the_token_is_over(
    signed_in_elsewhere, address, draft
):
    answer = signed_in_elsewhere.post(address, TYPED, headers={"Origin": OURS})
    page = signed_in_elsewhere.get(answer.url)

    assert answer.url == address
    assert "退出前填的已存进申请表" in unescape(page.content.decode())
    assert queries.form_values(draft)["boss"] == "赵文博"


def test_the_autosave_leads_to_the_page_anew(signed_in_elsewhere, address, draft):
    live = {"Origin": OURS, "HX-Request": "true"}

    answer = signed_in_elsewhere.post(address, TYPED, headers=live)

    assert f'href="{address}"' in answer.content.decode()
    signed_in_elsewhere.get(address)
    assert queries.form_values(draft)["boss"] == "赵文博"


def test_a_stranger_signs_in_first(address):
    answer = Client(enforce_csrf_checks=True).post(address, TYPED, headers={"Origin": OURS})

    assert answer.url == f"{reverse('people:sign-in')}?next={address}"


@pytest.mark.parametrize("lang", REFUSED)
@pytest.mark.parametrize("origin", [{}, {"Origin": "https://elsewhere.example"}])
def test_a_post_that_is_not_known_to_be_ours_is_refused_and_keeps_nothing(
    signed_in_elsewhere, address, draft, origin, lang
):
    signed_in_elsewhere.cookies["django_language"] = lang

    answer = signed_in_elsewhere.post(address, TYPED, headers=origin)

    page = unescape(answer.content.decode())
    assert answer.status_code == 403
    assert all(words in page for words in REFUSED[lang])
    assert "typed" not in signed_in_elsewhere.session
    assert "boss" not in queries.form_values(draft)
