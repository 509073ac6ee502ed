"""Codes of the construction exchange are reached by the lives of real cases, all but two."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator

from banhao.apps.cases.jobs import return_unanswered
from banhao.apps.cases.operations import acceptance, branches, supplement
from banhao.apps.cases.operations.ends import deliver_case, withdraw_case
from banhao.apps.cases.queries import cases_by_id, history
from banhao.apps.exchange.construction import code_of_branch, code_of_event, names
from banhao.apps.exchange.national import schema
from banhao.apps.exchange.queries import all_records, construction_code
from banhao.core.authority.acts import THE_OPERATOR, Actor
from banhao.core.cases.codec import kind_of
from banhao.core.cases.turns import About
from tests.apps import small_city
from tests.apps.cases import test_stops as stops
from tests.apps.cases import town
from tests.apps.cases.town import CLERK, EXAMINERS, LATER, NOW
from tests.apps.pictures import a_picture

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOT_YET = {12, 15}  # tolerated, revoked: nothing of ours means them (decision 0114)


def codes(case_id: UUID) -> set[int | None]:
    """Return what a case and its items are told as now."""
    case = cases_by_id([case_id])[case_id]
    return {construction_code(case), *(code_of_branch(case, branch) for branch in case.latest)}


def decided(applicant: Actor) -> Iterator[UUID]:
    """A case with a stopped clock, one item granted, one refused."""
    case_id = town.filed(applicant, "decided").case_id
    yield case_id
    acceptance.accept_case(actor=CLERK, case_id=case_id, now=NOW + LATER)
    yield case_id
    for item, actor in EXAMINERS.items():
        branches.claim_branch(actor=actor, case_id=case_id, item=item, now=NOW + LATER)
    yield case_id
    stops.start(case_id)
    yield case_id
    stops.end(case_id, NOW + LATER)
    yield case_id
    town.visited(case_id)
    town.granted(case_id, "health")
    town.refused(case_id, "fire")
    yield case_id


def asked(applicant: Actor, key: str) -> UUID:
    """A case whose applicant is asked to supplement a drawing, and told so."""
    case_id = town.filed(applicant, key).case_id
    supplement.note_line(
        actor=EXAMINERS["fire"], case_id=case_id, item="fire", kind=About.MATERIAL, about="layout",
        wrong="没有标出安全出口", example="标出出口", now=NOW + LATER,
    )  # fmt: skip
    supplement.ask_supplement(actor=CLERK, case_id=case_id, now=NOW + LATER)
    return case_id


def answered(applicant: Actor) -> Iterator[UUID]:
    case_id = asked(applicant, "answered")
    yield case_id
    supplement.supply_asked(
        actor=applicant, case_id=case_id, material="layout", file=a_picture(), now=NOW + DAY
    )
    supplement.answer_supplement(actor=applicant, case_id=case_id, now=NOW + DAY)
    yield case_id
    withdraw_case(actor=applicant, case_id=case_id, reason="", now=NOW + DAY)
    yield case_id


def unanswered(applicant: Actor) -> Iterator[UUID]:
    case_id = asked(applicant, "unanswered")
    return_unanswered(NOW + 60 * DAY)
    yield case_id


def not_accepted(applicant: Actor, key: str, now: datetime, *, not_needed: bool) -> Iterator[UUID]:
    case_id = town.filed(applicant, key).case_id
    acceptance.refuse_to_accept(
        actor=CLERK, case_id=case_id, not_needed=not_needed, article="第三十二条", reason="无需",
        now=now,
    )  # fmt: skip
    yield case_id


def test_all_other_codes_are_reached_by_the_life_of_a_case() -> None:
    small_city.publish(stops.FOLDER)
    applicant = small_city.a_person()
    lives = [
        decided(applicant),
        answered(applicant),
        unanswered(applicant),
        not_accepted(applicant, "not needed", NOW + LATER, not_needed=True),
        not_accepted(applicant, "not competent", NOW + LATER, not_needed=False),
    ]

    states, cases = set(), set()
    for life in lives:
        for case_id in life:
            states |= codes(case_id)
            cases.add(case_id)
    events = {
        code_of_event(kind_of(event), event) for case_id in cases for _, event in history(case_id)
    }

    assert states == set(names()) - NOT_YET
    assert events - {None} == set(names()) - NOT_YET


def test_a_stopped_clock_and_how_results_went_out_are_told_without_words_of_notices() -> None:
    small_city.publish(stops.FOLDER)
    case_id = list(decided(small_city.a_person()))[-1]
    deliver_case(actor=CLERK, case_id=case_id, how="counter", now=NOW + DAY)

    days = (NOW.date(), NOW.date() + DAY)
    told = {each["申请"]["事项"]: each for each in all_records(THE_OPERATOR, *days, NOW + DAY)}

    assert told["health"]["特别程序"] == [
        {"种类": "2", "启动理由或依据": "听证：《行政许可法》第四十五条",
         "开始": "20260917", "结束": "20260917"},
    ]  # fmt: skip
    assert told["health"]["办结"]["是否快递"] is False
    assert "是否快递" not in told["fire"]["办结"]
    fits = Draft202012Validator(schema())
    assert [e.message for each in told.values() for e in fits.iter_errors(each)] == []
