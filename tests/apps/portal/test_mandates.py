"""An agent acts for somebody under a mandate: in their own name, within it, and no longer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.operations.ends import withdraw_case
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.cases.queries import history
from banhao.apps.drafts import operations as drafts
from banhao.apps.drafts.queries import draft as draft_of
from banhao.apps.organisations.operations import firms, mandates
from banhao.apps.organisations.queries.mandates import mandates_of, received
from banhao.apps.people import queries as people
from banhao.apps.people.models import AccountRecord
from banhao.apps.people.operations import make_account
from banhao.core.authority.acts import Actor
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, NotAllowed, NotFound
from banhao.demo_sources.population import firm
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.portal.test_way_in import text

DAY = timedelta(days=1)
MAIL = "agent@example.com"


def account(mail: str, name: str) -> int:
    return make_account(email=mail, password="lotus-pond-42", display_name=name, now=town.NOW)


def browser(number: int) -> Client:
    client = Client()
    client.force_login(AccountRecord.objects.get(pk=number))
    return client


@pytest.fixture
def principal(db):
    small_city.publish(town.FOLDER)
    return account("principal@example.com", "赵文博")


@pytest.fixture
def agent(principal):
    return account(MAIL, "孙代办")


def give(principal: int, **more) -> int:
    today = localdate(timezone.now())
    given = {
        "name": "孙代办",
        "contact": MAIL,
        "since": today,
        "until": today + 30 * DAY,
        "now": timezone.now(),
    }
    return mandates.give_mandate(actor=people.actor(principal), **(given | more))


def accepted(principal: int, agent: int, **more) -> int:
    number = give(principal, **more)
    mandates.accept_mandate(actor=people.actor(agent), mandate=number, now=timezone.now())
    return number


def begun(agent: int, mandate: int):
    standing = small_city.STANDING
    return drafts.start_draft(
        actor=people.actor(agent),
        theme=town.THEME,
        answers=small_city.ANSWERS,
        standing=standing,
        mandate=mandate,
        now=timezone.now(),
    )


def filed(agent: int, mandate: int):
    draft = begun(agent, mandate)
    now = timezone.now()
    town.completed(people.actor(agent), draft.id, now)
    receipt = submit_case(
        actor=people.actor(agent), draft_id=draft.id, key="k", signature="孙代办", now=now
    )
    return receipt.case_id


def test_it_stands_only_once_accepted(principal, agent) -> None:
    number = give(principal)
    with pytest.raises(NotAllowed):
        begun(agent, number)

    mandates.accept_mandate(actor=people.actor(agent), mandate=number, now=timezone.now())

    draft = begun(agent, number)
    assert (draft.applicant, draft.mandate, draft.helper) == (principal, number, None)
    assert draft.standing.by_agent  # the catalogue asks for the power of attorney by this


def test_a_case_filed_so_says_who_acted_for_whom(principal, agent) -> None:
    number = accepted(principal, agent)
    case = filed(agent, number)

    assert CaseRecord.objects.get(id=case).applicant == principal
    first = [written for written, _ in history(case)[:2]]
    assert [each.kind for each in first] == ["submitted", "filed_under_mandate"]
    assert {each.stamp.by for each in first} == {agent}
    page = text(browser(principal).get(reverse("portal:case", args=[case])))
    assert "由 孙代办 代办" in page
    assert browser(agent).get(reverse("portal:case", args=[case])).status_code == 200


def test_with_the_mandate_goes_the_access_at_once(principal, agent) -> None:
    number = accepted(principal, agent)
    case, draft = filed(agent, number), begun(agent, number)
    addresses = [
        reverse("portal:case", args=[case]),
        reverse("portal:withdraw", args=[case]),
        reverse("portal:draft", args=[draft.id]),
        reverse("portal:materials", args=[draft.id]),
    ]
    assert {browser(agent).get(address).status_code for address in addresses} == {200}

    browser(principal).post(reverse("portal:end-mandate", args=[number]))

    assert {browser(agent).get(address).status_code for address in addresses} == {404}
    assert case.hex not in text(browser(agent).get(reverse("portal:cases")))
    with pytest.raises(NotFound):
        drafts.delete_draft(actor=people.actor(agent), draft_id=draft.id, now=timezone.now())
    assert draft_of(people.actor(principal), draft.id).id == draft.id  # it is the principal's


def test_an_expired_mandate_is_none(principal, agent) -> None:
    number = accepted(principal, agent, until=localdate(timezone.now()))
    today = localdate(timezone.now())

    assert [m.id for m in mandates_of(agent, today)] == [number]
    assert mandates_of(agent, today + DAY) == ()


def test_an_actor_from_yesterday_does_nothing_today(principal, agent) -> None:
    number = accepted(principal, agent, until=localdate(timezone.now()))
    case, old = filed(agent, number), people.actor(agent)
    tomorrow = timezone.now() + DAY

    with pytest.raises((NotAllowed, NotFound)):
        withdraw_case(actor=old, case_id=case, reason="", now=tomorrow)


def test_a_mandate_for_one_theme_reaches_no_other(principal, agent) -> None:
    number = accepted(principal, agent, themes=["smallcity/another"])

    with pytest.raises(NotAllowed):
        begun(agent, number)
    own = small_city.a_draft(Actor(person=principal), theme=town.THEME)
    assert browser(agent).get(reverse("portal:draft", args=[own.id])).status_code == 404


def test_for_a_firm_only_the_firm_is_reached(principal, agent) -> None:
    uscc, name = firm(4).uscc, firm(4).name
    firms.register_firm(actor=people.actor(principal), uscc=uscc, name=name, now=town.NOW)
    own = small_city.a_draft(people.actor(principal), theme=town.THEME)
    number = accepted(principal, agent, firm=uscc)

    draft = begun(agent, number)

    assert (draft.applicant, draft.firm) == (principal, uscc)
    assert browser(agent).get(reverse("portal:draft", args=[draft.id])).status_code == 200
    assert browser(agent).get(reverse("portal:draft", args=[own.id])).status_code == 404
    with pytest.raises(BadInput):
        give(agent, name="赵文博", contact="principal@example.com", firm=uscc)


def test_given_accepted_and_ended_on_the_pages(principal, agent) -> None:
    today = localdate(timezone.now())
    address, giver, taker = reverse("portal:mandates"), browser(principal), browser(agent)
    answer = giver.post(address, {"name": "", "contact": MAIL, "since": "x", "until": ""})
    assert answer.status_code == 400
    assert 'id="since-e"' in text(answer)
    sent = {"name": "孙代办", "contact": MAIL, "since": str(today), "until": str(today + DAY)}
    wrong = giver.post(address, sent | {"contact": "nobody@example.com"})
    assert "没有找到这个人" in text(wrong)
    assert giver.post(address, sent | {"theme": [town.THEME]}).status_code == 302
    assert "等代办人接受" in text(giver.get(address))

    page = text(taker.get(address))
    assert "赵文博" in page
    assert "我要开店" in page
    (number,) = {one.id for one in _offered(agent)}
    taker.post(reverse("portal:accept-mandate", args=[number]))

    begin = reverse("portal:begin", args=["smallcity", "open-a-shop"])
    _answered(taker)
    assert f'value="m:{number}"' in text(taker.get(begin))
    giver.post(reverse("portal:end-mandate", args=[number]))
    assert f'value="m:{number}"' not in text(taker.get(begin))
    assert "已结束" in text(taker.get(address))


def _offered(agent: int):
    return [one.mandate for one in received(people.actor(agent), localdate(timezone.now()))]


def _answered(client: Client) -> None:
    address = reverse("portal:questions", args=["smallcity", "open-a-shop"])
    client.post(address, {"ask": "music", "answer": "false"})
    client.post(address, {"ask": "stall_area", "answer": "20"})
