"""Rating one service: once by its link, changed once by the rater, never shown to anybody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.deliveries.models import DeliveryRecord
from banhao.apps.people import queries as people
from banhao.apps.ratings import jobs, operations, queries, services
from banhao.apps.ratings.links import read
from banhao.apps.ratings.models import AskedRecord, BadRatingRecord, RatingRecord
from banhao.apps.vault.operations import destroy_key
from banhao.core.authority.acts import ANYBODY, Role
from banhao.core.cases.case import Channel
from banhao.core.errors import NotAllowed, NotFound
from banhao.core.ratings.rules import Standing
from banhao.core.ratings.values import Answer, Caller, Kind, Level
from tests.apps import small_city
from tests.apps.cases.town import officer
from tests.apps.counter.conftest import officer as an_account
from tests.apps.ratings.services import filed, handed_out, link_to, not_accepted

pytestmark = pytest.mark.django_db
GOOD = Answer(Level.SATISFIED, ("online-quick",), "很快")
BAD = Answer(Level.VERY_DISSATISFIED, ("online-slow",), "等了很久", Caller("周晓梅", "19900000021"))


@pytest.fixture(autouse=True)
def _city(db):
    small_city.publish()


@pytest.fixture
def person():
    return small_city.a_person()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(person, now):
    return not_accepted(person, now)


def page_of(link):
    return reverse("portal:rate", args=[link.word])


def rate(link, answer, now):
    return operations.rate(actor=ANYBODY, link=link, answer=answer, now=now)


def test_whoever_holds_the_link_rates_without_signing_in(client, case):
    link = link_to(case)

    asked = client.get(page_of(link)).content.decode()
    sent = {"level": "4", "tag-4": "online-quick", "tag-1": "online-slow", "words": "很快"}
    done = client.post(page_of(link), sent)
    thanks = client.get(done.url)

    assert asked.count('name="level"') == 5
    assert "办理的人看不到是谁写的" in asked
    assert "checked" not in asked  # nobody is steered
    assert "评价收到了" in thanks.content.decode()
    kept = queries.kept(RatingRecord.objects.get())
    assert (kept.level, kept.tags, kept.words) == (4, ("online-quick",), "很快")


def test_the_pages_speak_english(client, case):
    client.cookies["django_language"] = "en"

    asked = client.get(page_of(link_to(case))).content.decode()

    assert "How was it" in asked
    assert "Very dissatisfied" in asked
    assert "Quick" in asked


def test_a_second_rating_is_refused_and_the_first_stays(client, case, now):
    link = link_to(case)
    rate(link, GOOD, now)

    again = client.post(page_of(link), {"level": "1"})

    assert again.status_code == 409
    assert "已经评价过了" in again.content.decode()
    assert queries.kept(RatingRecord.objects.get()).level is Level.SATISFIED


def test_the_rater_changes_it_once_and_sees_nothing_of_the_first(client, case):
    first = client.post(page_of(link_to(case)), {"level": "4", "words": "很快"})
    own = read(first.url.rpartition("/")[2])

    asked = client.get(page_of(own)).content.decode()
    changed = client.post(page_of(own), {"level": "1", "words": "后来又补材料"})
    third = client.post(page_of(own), {"level": "5"})

    assert "很快" not in asked
    assert "checked" not in asked
    assert (changed.status_code, third.status_code) == (302, 409)
    kept = queries.kept(RatingRecord.objects.get())
    assert (kept.level, kept.words, kept.given.changes) == (1, "后来又补材料", 1)


def test_a_change_comes_too_late_after_five_working_days(case, now):
    rate(link_to(case), GOOD, now)

    with pytest.raises(NotAllowed):
        rate(link_to(case, may_change=True), BAD, now + timedelta(days=16))


def test_too_late_is_said_with_the_day_in_both_languages(client, person, now):
    case = not_accepted(person, now - timedelta(days=40))
    link = link_to(case)

    late = client.post(page_of(link), {"level": "5"})
    client.cookies["django_language"] = "en"
    english = client.get(page_of(link))

    assert (late.status_code, english.status_code) == (409, 409)
    assert "截止" in late.content.decode()
    assert "could be rated until" in english.content.decode()
    assert not RatingRecord.objects.exists()


def test_a_link_that_is_not_ours_is_not_found_and_many_make_wait(client, case):
    word = link_to(case).word
    wrong = [reverse("portal:rate", args=[w]) for w in (word[:-2] + "AA", "x", "评价")]

    assert [client.get(address).status_code for address in wrong] == [404, 404, 404]
    for _ in range(7):
        client.get(wrong[0])
    waits = client.get(wrong[0])
    assert waits.status_code == 429
    assert int(waits["Retry-After"]) > 0


def test_a_filing_on_the_portal_leaves_no_news_for_ratings_and_one_at_the_counter_does(person, now):
    clerk = people.actor(an_account(Role.CLERK, "999999", "clerk@example.com"))
    alone, helped = filed(person, now), filed(person, now, clerk)

    told = DeliveryRecord.objects.filter(kind="submitted")

    names = told.filter(case=alone).values_list("subscriber", flat=True)
    assert sorted(names) == ["inbox", "papers"]
    assert told.filter(case=helped, subscriber="ratings").count() == 1


def test_an_event_that_was_no_service_cannot_be_rated(case, now):
    link = link_to(case)

    with pytest.raises(NotFound):
        rate(type(link)(case, 1, link.door), GOOD, now)  # filed by the applicant: nobody served yet


def test_what_is_missing_is_said_and_what_was_written_is_there(client, case):
    nothing = client.post(page_of(link_to(case)), {"words": "写了很多"})
    phone = client.post(
        page_of(link_to(case)), {"level": "1", "call": "yes", "name": "周晓梅", "phone": "12"}
    )

    assert (nothing.status_code, phone.status_code) == (400, 400)
    assert "选一个等级" in nothing.content.decode()
    assert "写了很多" in nothing.content.decode()
    assert 'href="#r-phone"' in phone.content.decode()
    assert "周晓梅" in phone.content.decode()


def test_the_applicant_rates_from_the_page_of_the_case(client, person, now):
    from banhao.apps.people.models import AccountRecord

    case = handed_out(person, now)
    client.force_login(
        AccountRecord.objects.get(pk=person.person), "banhao.apps.people.backend.AccountBackend"
    )
    shown = client.get(reverse("portal:case", args=[case])).content.decode()
    address = shown.partition('href="/rate/')[2].partition('"')[0]
    client.post(f"/rate/{address}", {"level": "5"})
    after = client.get(reverse("portal:case", args=[case])).content.decode()

    assert "可以评价" in shown
    assert "已评价，可以改一次" in after
    assert "非常满意" not in after


def test_services_are_the_taking_in_the_result_and_each_refusal(person, now):
    clerk = people.actor(an_account(Role.CLERK, "999999", "clerk@example.com"))
    taken_in = filed(person, now, clerk)
    refused = handed_out(person, now, grant=False)

    kinds = [one.occasion.kind for one in services.services(refused)]
    (first,) = services.services(taken_in)

    assert kinds == [Kind.RESULT, Kind.REFUSED]
    assert [len(one.occasion.parts) for one in services.services(refused)] == [1, 1]
    assert (first.occasion.kind, first.occasion.channel) == (Kind.TAKEN_IN, Channel.COUNTER)


def test_silence_is_default_and_counted_beside_not_as_good(person, now):
    before = now - timedelta(days=70)
    cases = [not_accepted(person, before) for _ in range(3)]
    rate(link_to(cases[0]), GOOD, before)
    while tell_subscribers(now):
        pass
    reader = officer(950, Role.SUPERVISOR)

    (month,) = queries.months(reader, now)

    assert (month.asked, month.rated, month.unanswered) == (3, 1, 2)
    assert queries.open_services(cases[1], now)[0].standing is Standing.DEFAULT
    assert queries.groups(reader, now) == []


def test_hearing_of_a_service_twice_asks_once(case, now):
    seq = services.services(case)[0].occasion.seq
    for _ in range(2):
        jobs.ask_for_rating(case_id=case, seq=seq, kind="not_accepted", now=now)
    jobs.ask_for_rating(case_id=case, seq=seq, kind="claimed", now=now)

    assert AskedRecord.objects.count() == 1


def test_a_bad_rating_with_a_name_is_before_the_desk_until_it_is_changed(case, now):
    desk = officer(950, Role.SUPERVISOR)
    rate(link_to(case), BAD, now)

    (call,) = queries.calls(desk, now)
    elsewhere = queries.calls(officer(951, Role.SUPERVISOR, region="510112"), now)
    handler = queries.calls(officer(901, Role.EXAMINER, "office"), now)
    rate(link_to(case, may_change=True), GOOD, now)

    assert (call.bad.caller.name, call.bad.words) == ("周晓梅", "等了很久")
    assert (elsewhere, handler) == ([], [])
    assert queries.calls(desk, now) == []
    assert not BadRatingRecord.objects.exists()


def test_a_bad_rating_without_a_name_is_before_nobody(case, now):
    rate(link_to(case), Answer(Level.DISSATISFIED, words="慢"), now)

    assert queries.calls(officer(950, Role.SUPERVISOR), now) == []


def test_who_works_in_the_department_is_not_its_desk(person, now):
    case = handed_out(person, now)
    rate(link_to(case), BAD, now)
    both = officer(950, Role.SUPERVISOR)
    both = type(both)(950, (*both.offices, *officer(950, Role.EXAMINER, "office").offices))

    assert len(queries.calls(officer(950, Role.SUPERVISOR), now)) == 1
    assert queries.calls(both, now) == []


def test_a_forgotten_case_cannot_be_rated(client, case, now):
    link = link_to(case)
    destroy_key(subject=case)

    assert client.get(page_of(link)).status_code == 404
    assert queries.open_services(case, now) == ()


def test_a_city_without_rating_data_asks_nobody(client, case, now):
    link = link_to(case)
    small_city.publish({"base/rating_options.toml": ""})

    assert queries.open_services(case, now) == ()
    assert client.get(page_of(link)).status_code == 404
    assert jobs.release_groups(now) == 0
