"""Walk-ins: the applicant is found or made, the questions asked, the draft begun for them."""

import pytest
from django.urls import reverse

from banhao.apps.cases.models import CaseRecord
from banhao.apps.drafts.models import DraftRecord
from banhao.apps.people.models import AccountRecord
from banhao.apps.people.queries import actor
from banhao.core.authority.acts import Role
from tests.apps.counter.conftest import REGION, complete, officer, signed_in

NEW = {"display_name": "钱多多", "phone": "19900001234", "email": ""}
ASK = ["smallcity", "open-a-stall"]
ANSWERS = {"music": "no", "stall_area": "20", "s-pledge": "yes", "s-e_licences": "no"}


def post(client, name, data, *args):
    return client.post(reverse(f"counter:{name}", args=args), data)


def test_a_walk_in_without_account_ends_in_a_draft_with_the_clerk_as_helper(clerk):
    client = signed_in(clerk)
    made = post(client, "new-applicant", NEW)
    themes = client.get(made.url).content.decode()
    asked = client.get(reverse("counter:ask", args=ASK)).content.decode()
    begun = post(client, "ask", ANSWERS, *ASK)

    draft = DraftRecord.objects.get()
    account = AccountRecord.objects.get(phone=NEW["phone"])
    assert "钱多多" in themes
    assert reverse("counter:ask", args=ASK) in themes
    assert "放音乐吗？" in asked
    assert begun.url == f"/drafts/{draft.id}/" or str(draft.id) in begun.url
    assert (draft.applicant_id, draft.helper_id) == (account.pk, clerk)
    assert account.email is None  # no invented address: nobody signs in with it
    assert not account.consent_to_e_service


def test_the_clerk_fills_in_and_files_for_the_walk_in_who_signs(clerk):
    client = signed_in(clerk)
    post(client, "new-applicant", NEW)
    post(client, "ask", ANSWERS, *ASK)
    draft = DraftRecord.objects.get()
    complete(actor(clerk), draft.id)
    check = reverse("portal:check", args=[draft.id])
    by_clerk = client.post(check, {"agree": "yes", "name": "李窗口", "key": "k"})
    filed = client.post(check, {"agree": "yes", "name": NEW["display_name"], "key": "k"})

    case = CaseRecord.objects.get()
    assert by_clerk.status_code == 400
    assert filed.url == reverse("counter:receipt", args=[case.id])
    assert case.number in client.get(filed.url).content.decode()
    assert (case.channel, case.helper) == ("counter", clerk)
    assert client.get(check).url == filed.url


def test_somebody_known_is_found_by_phone_and_chosen(clerk, applicant):
    AccountRecord.objects.filter(pk=applicant.person).update(phone="19900000001")
    client = signed_in(clerk)
    found = post(client, "walk-in", {"contact": "19900000001"}).content.decode()
    chosen = post(client, "choose-applicant", {"applicant": applicant.person})

    assert "赵文博" in found
    assert chosen.url == reverse("counter:themes")


@pytest.mark.parametrize("contact", ["1990000", "赵文博", "clerk@example.com"])
def test_parts_names_and_officers_find_nobody(clerk, applicant, contact):
    AccountRecord.objects.filter(pk=applicant.person).update(phone="19900000001")

    assert "没有找到" in post(signed_in(clerk), "walk-in", {"contact": contact}).content.decode()


def test_an_account_that_was_not_found_cannot_be_chosen(clerk, applicant):
    answer = post(signed_in(clerk), "choose-applicant", {"applicant": applicant.person})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"phone": "12"}, "手机号"), ({"display_name": ""}, "填写姓名"), ({"email": "x"}, "邮箱")],
)
def test_a_wrong_value_is_said_beside_its_field(clerk, wrong, words):
    answer = post(signed_in(clerk), "new-applicant", NEW | wrong)

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not AccountRecord.objects.filter(display_name="钱多多").exists()


def test_what_was_not_asked_is_asked_again_and_nothing_is_lost(clerk):
    client = signed_in(clerk)
    post(client, "new-applicant", NEW)
    answer = post(client, "ask", {"stall_area": "33"}, *ASK)

    text = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="33"' in text
    assert "问清楚，选一个" in text
    assert not DraftRecord.objects.exists()


def test_without_an_applicant_the_way_begins_at_the_beginning(clerk):
    client = signed_in(clerk)

    assert client.get(reverse("counter:themes")).url == reverse("counter:walk-in")
    assert client.get(reverse("counter:ask", args=ASK)).url == reverse("counter:walk-in")


def test_a_clerk_of_elsewhere_is_not_offered_and_cannot_begin(stranger):
    client = signed_in(stranger)
    post(client, "new-applicant", NEW)

    assert "还没有发布" in client.get(reverse("counter:themes")).content.decode()
    assert client.get(reverse("counter:ask", args=ASK)).status_code == 404


@pytest.mark.parametrize("name", ["walk-in", "themes"])
def test_only_clerks_take_in(city, name):
    examiner = officer(Role.EXAMINER, REGION, "e@example.com", "office")

    assert signed_in(examiner).get(reverse(f"counter:{name}")).status_code == 403


def test_the_pages_speak_english(clerk):
    client = signed_in(clerk, "en")
    found = client.get(reverse("counter:walk-in")).content.decode()
    post(client, "new-applicant", NEW)
    asked = client.get(reverse("counter:ask", args=ASK)).content.decode()

    assert "Who is the applicant" in found
    assert "Will they pledge in writing" in asked
