"""Regions, departments, counters, people, posts and firms, by operation."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from banhao.apps.organisations import operations, queries
from banhao.apps.organisations.models import DepartmentRecord, RegionRecord
from banhao.apps.organisations.operations import firms, places, posts
from banhao.apps.organisations.queries import administered
from banhao.apps.people.models import AccessLogRecord
from banhao.apps.people.operations import make_account
from banhao.apps.people.queries import actor as actor_by_id
from banhao.core.authority.acts import ANYBODY, THE_OPERATOR, Role
from banhao.core.catalogue import values
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from banhao.core.messages import Text

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 28, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = NOW.date()
CITY, DISTRICT, OTHER = "370300", "370303", "510112"
USCC = "91350100M000100Y43"  # the example of GB 32100-2015, annex


@pytest.fixture
def regions():
    for code, slug in ((CITY, "city"), (DISTRICT, "district"), (OTHER, "other")):
        places.create_region(
            actor=THE_OPERATOR, code=code, slug=slug, title=Text("某地", slug), now=NOW
        )
        places.create_department(
            actor=THE_OPERATOR, region=code, slug="market", title=Text("市场局"), now=NOW
        )


def _person(region=CITY, email="a@example.com", actor=THE_OPERATOR):
    return posts.create_person(
        actor=actor, email=email, display_name="王五", region=region, now=NOW
    ).account


def _administrator(region=CITY, email="admin@example.com"):
    account = _person(region, email)
    _appoint(account, Role.ADMINISTRATOR, region)
    return actor_by_id(account)


def _appoint(account, role, region=CITY, actor=THE_OPERATOR, since=DAY, **more):
    return posts.appoint(
        actor=actor, account_id=account, role=role, region=region, since=since, now=NOW, **more
    )


def test_the_administrator_of_a_city_makes_a_district_but_no_other_city(regions):
    administrator = _administrator()

    places.create_region(
        actor=administrator, code="370304", slug="new", title=Text("博山区"), now=NOW
    )

    assert queries.region("370304").slug == "new"
    for code in ("370400", "370000", OTHER):
        with pytest.raises(NotAllowed):
            places.create_region(
                actor=administrator, code=code, slug="x1", title=Text("某"), now=NOW
            )


def test_the_administrator_of_one_region_cannot_change_another(regions):
    administrator = _administrator(DISTRICT)
    city = queries.department(CITY, "market").id
    stranger = _person(CITY, "c@example.com")
    office = _appoint(stranger, Role.DECIDER, CITY, department="market")
    attempts = [
        lambda: places.rename_region(actor=administrator, code=CITY, title=Text("x"), now=NOW),
        lambda: places.create_department(
            actor=administrator, region=CITY, slug="fire", title=Text("x"), now=NOW
        ),
        lambda: places.change_department(
            actor=administrator, department_id=city, title=Text("x"), uscc="", now=NOW
        ),
        lambda: places.remove_department(actor=administrator, department_id=city, now=NOW),
        lambda: posts.change_person(
            actor=administrator, account_id=stranger, display_name="x", phone="", now=NOW
        ),
        lambda: posts.give_new_password(actor=administrator, account_id=stranger, now=NOW),
        lambda: posts.set_active(actor=administrator, account_id=stranger, active=False, now=NOW),
        lambda: posts.end_office(actor=administrator, office_id=office, until=DAY, now=NOW),
        lambda: _appoint(stranger, Role.CLERK, DISTRICT, actor=administrator),
        lambda: _appoint(administrator.person, Role.ADMINISTRATOR, CITY, actor=administrator),
        lambda: _person(CITY, "d@example.com", actor=administrator),
    ]

    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
    assert [r.code for r in administered.own_regions(administrator, DAY)] == [DISTRICT]


def test_nobody_raises_themselves_to_the_whole_installation(regions):
    administrator = _administrator()

    with pytest.raises(NotAllowed):
        _appoint(administrator.person, Role.ADMINISTRATOR, "", actor=administrator)
    with pytest.raises(NotAllowed):
        _person("", "whole@example.com", actor=administrator)


def test_whoever_administers_nothing_sees_and_changes_nothing(regions):
    clerk = _person()
    _appoint(clerk, Role.CLERK)

    for actor in (actor_by_id(clerk), ANYBODY):
        assert administered.own_regions(actor, DAY) == ()
        assert administered.own_officers(actor, DAY) == ()
        with pytest.raises(NotFound):
            places.rename_region(actor=actor, code=CITY, title=Text("x"), now=NOW)


def test_an_ended_post_of_administrator_reaches_nothing(regions):
    account = _person()
    _appoint(account, Role.ADMINISTRATOR, since=date(2026, 1, 1), until=date(2026, 9, 27))

    assert administered.own_regions(actor_by_id(account), DAY) == ()
    assert len(administered.own_regions(actor_by_id(account), date(2026, 9, 27))) == 2


def test_an_office_is_ended_by_its_last_day_and_opened_again(regions):
    account = _person()
    office = _appoint(account, Role.EXAMINER, department="market")

    posts.end_office(actor=THE_OPERATOR, office_id=office, until=DAY - timedelta(1), now=NOW)
    assert not _holds(account)
    posts.end_office(actor=THE_OPERATOR, office_id=office, until=None, now=NOW)

    assert _holds(account)
    with pytest.raises(BadInput):
        posts.end_office(actor=THE_OPERATOR, office_id=office, until=date(2026, 9, 1), now=NOW)


def _holds(account):
    found = queries.officers_with(role=Role.EXAMINER, region=CITY, department="market", on=DAY)
    return account in [number for number, _ in found]


def test_an_administrator_cannot_end_or_close_themselves(regions):
    administrator = _administrator()
    office = administrator.offices[0].id

    with pytest.raises(Conflict):
        posts.end_office(actor=administrator, office_id=office, until=DAY, now=NOW)
    with pytest.raises(Conflict):
        posts.set_active(
            actor=administrator, account_id=administrator.person, active=False, now=NOW
        )


def test_the_same_post_is_not_held_twice_at_once_but_again_later(regions):
    account = _person()
    _appoint(account, Role.DECIDER, department="market", until=DAY)

    with pytest.raises(Conflict):
        _appoint(account, Role.DECIDER, department="market")
    _appoint(account, Role.DECIDER, department="market", since=DAY + timedelta(1))
    _appoint(account, Role.EXAMINER, department="market")

    assert len(queries.offices_of(account)) == 3


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"role": Role.DECIDER}, "department"),
        ({"role": Role.DECIDER, "department": "fire"}, "department"),
        ({"role": Role.CLERK, "counter": "7"}, "counter"),
        ({"role": Role.CLERK, "until": date(2026, 9, 1)}, "until"),
    ],
)
def test_a_wrong_appointment_names_its_field(regions, more, field):
    account = _person()

    with pytest.raises(BadInput) as refused:
        _appoint(account, **more)

    assert refused.value.field == field


def test_a_department_where_somebody_held_a_post_stays(regions):
    department = queries.department(CITY, "market").id
    _appoint(_person(), Role.DECIDER, department="market")

    with pytest.raises(Conflict):
        places.remove_department(actor=THE_OPERATOR, department_id=department, now=NOW)
    other = queries.department(OTHER, "market").id
    places.remove_department(actor=THE_OPERATOR, department_id=other, now=NOW)

    assert set(DepartmentRecord.objects.values_list("region__code", flat=True)) == {CITY, DISTRICT}


def test_a_wrong_credit_code_is_refused_with_its_field(regions):
    with pytest.raises(BadInput) as refused:
        places.create_department(
            actor=THE_OPERATOR, region=CITY, slug="f1", title=Text("x"), uscc="9135", now=NOW
        )

    assert refused.value.field == "uscc"
    places.create_department(
        actor=THE_OPERATOR, region=CITY, slug="f1", title=Text("x"), uscc=USCC.lower(), now=NOW
    )
    assert queries.department(CITY, "f1").uscc == USCC


def test_what_an_administrator_changes_is_in_the_log(regions):
    administrator = _administrator()

    places.rename_region(actor=administrator, code=CITY, title=Text("新名"), now=NOW)

    row = AccessLogRecord.objects.get(result="renamed")
    assert (row.person, row.whose) == (administrator.person, f"region:{CITY}")


def test_a_published_catalogue_brings_its_region_once_and_keeps_names_given_here():
    region = values.Region(
        id="somewhere",
        code="999999",
        title=Text("测试区", "Test region"),
        departments={"market": values.Department("market", Text("市场局"), USCC)},
        counters={"w1": values.Counter("w1", Text("1 号窗口"))},
        implementations={},
        themes={},
        office_hours=((540, 1020),),
    )
    operations.bring_region(region=region)
    RegionRecord.objects.update(title_zh="改过的名字")

    operations.bring_region(region=region)

    assert queries.region("999999").title.zh == "改过的名字"
    assert queries.department("999999", "market").uscc == USCC
    assert [c.slug for c in queries.counters("999999")] == ["w1"]


def _applicant(email):
    account = make_account(email=email, password="lotus-pond-42", display_name="某人", now=NOW)
    return actor_by_id(account)


def test_a_firm_has_members_who_let_others_in_and_out():
    first, second = _applicant("f@example.com"), _applicant("s@example.com")
    firms.register_firm(actor=first, uscc=USCC, name="某公司", now=NOW)
    first = actor_by_id(first.person)

    with pytest.raises(Conflict):
        firms.register_firm(actor=second, uscc=USCC, name="某公司", now=NOW)
    with pytest.raises(NotFound):
        firms.add_member(actor=second, uscc=USCC, email="s@example.com", now=NOW)
    firms.add_member(actor=first, uscc=USCC, email="s@example.com", now=NOW)

    assert actor_by_id(second.person).firms == {USCC}
    firms.remove_member(actor=first, uscc=USCC, account_id=second.person, now=NOW)
    assert actor_by_id(second.person).firms == frozenset()
    with pytest.raises(Conflict):
        firms.remove_member(actor=first, uscc=USCC, account_id=first.person, now=NOW)
