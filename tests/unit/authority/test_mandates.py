"""Who may act for whom under a mandate: within its themes, on its days, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from banhao.core.authority.acts import Act, Actor, Allowed, Mandate, Refused, Thing
from banhao.core.authority.rules import may

DAY, LAST, AFTER = date(2026, 11, 26), date(2026, 12, 31), date(2027, 1, 1)
FOR_A_PERSON = Mandate(1, principal=1, firm="", themes=frozenset(), since=DAY, until=LAST)
FOR_A_FIRM = replace(FOR_A_PERSON, id=2, firm="91999999MA0000000K")
MINE = Thing(owner=1, theme="city/shop")
OF_THE_FIRM = Thing(owner=1, firm="91999999MA0000000K", theme="city/shop")
ACTS = (Act.DRAFT, Act.FILE_CASE, Act.SEE_OWN_CASE, Act.WITHDRAW_CASE, Act.REFILE_BRANCH)


def agent(mandate: Mandate) -> Actor:
    return Actor(person=2, mandates=(mandate,))


@pytest.mark.parametrize("act", ACTS)
def test_an_agent_acts_for_who_gave_the_mandate_while_it_stands(act: Act) -> None:
    assert isinstance(may(agent(FOR_A_PERSON), act, MINE, DAY), Allowed)
    assert isinstance(may(agent(FOR_A_PERSON), act, MINE, LAST), Allowed)
    assert isinstance(may(agent(FOR_A_PERSON), act, MINE, AFTER), Refused)
    assert isinstance(may(Actor(person=2), act, MINE, DAY), Refused)


def test_a_mandate_of_a_person_does_not_reach_their_firm_nor_the_other_way_round() -> None:
    assert isinstance(may(agent(FOR_A_PERSON), Act.DRAFT, OF_THE_FIRM, DAY), Refused)
    assert isinstance(may(agent(FOR_A_FIRM), Act.DRAFT, OF_THE_FIRM, DAY), Allowed)
    assert isinstance(may(agent(FOR_A_FIRM), Act.DRAFT, MINE, DAY), Refused)


def test_a_mandate_for_some_themes_reaches_no_other_and_nothing_unknown() -> None:
    scoped = replace(FOR_A_PERSON, themes=frozenset({"city/shop"}))

    assert isinstance(may(agent(scoped), Act.DRAFT, MINE, DAY), Allowed)
    other = replace(MINE, theme="city/hotel")
    for thing in (other, replace(MINE, theme="")):
        assert isinstance(may(agent(scoped), Act.SEE_OWN_CASE, thing, DAY), Refused)


def test_the_account_itself_is_nobody_elses() -> None:
    assert isinstance(may(agent(FOR_A_PERSON), Act.USE_ACCOUNT, Thing(owner=1), DAY), Refused)
