"""What officials see of ratings: figures of five or more; the desk, whom to call."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from banhao.apps.people.models import AccessLogRecord
from banhao.apps.ratings import operations
from banhao.core.authority.acts import ANYBODY, Role
from banhao.core.ratings.values import Answer, Caller, Level
from tests.apps import small_city
from tests.apps.counter.conftest import officer, signed_in
from tests.apps.ratings.services import handed_out, link_to, not_accepted

pytestmark = pytest.mark.django_db
FIGURES, DESK = "ratings:figures", "ratings:desk"


@pytest.fixture
def person(db):
    small_city.publish()
    return small_city.a_person()


@pytest.fixture
def examiner(person):
    return officer(Role.EXAMINER, "999999", "e@example.com", "office")


@pytest.fixture
def supervisor(person):
    return officer(Role.SUPERVISOR, "999999", "s@example.com")


def rated(person, levels, at):
    for level in levels:
        case = handed_out(person, at)
        answer = Answer(Level(level), ("online-quick",) if level > 2 else ())
        operations.rate(actor=ANYBODY, link=link_to(case), answer=answer, now=at)


def read(account, name=FIGURES, lang="zh-hans", **wanted):
    return signed_in(account, lang).get(reverse(name), wanted).content.decode()


def test_figures_say_how_they_were_counted(person, examiner):
    rated(person, (5, 5, 4, 3, 1), timezone.now() - timedelta(days=70))
    operations.release_groups(now=timezone.now())

    found = read(examiner)

    assert "80.0 %" in found
    assert "4 ÷ 5" in found
    assert "办事处" in found
    assert "摆摊许可" in found
    assert "办得快" in found
    assert "style=" not in found.partition("<main")[2]


def test_four_are_no_figures_but_are_said_to_wait(person, examiner):
    rated(person, (5, 5, 4, 1), timezone.now() - timedelta(days=70))
    operations.release_groups(now=timezone.now())

    found = read(examiner)

    assert "另有 4 次评价还没满五次" in found
    assert "%</b>" not in found


def test_filters_are_kept_and_wrong_ones_are_left_out(person, examiner):
    rated(person, (5, 5, 4, 3, 1), timezone.now() - timedelta(days=70))
    operations.release_groups(now=timezone.now())

    assert "4 ÷ 5" in read(examiner, channel="online")
    assert "4 ÷ 5" not in read(examiner, channel="counter")
    assert "4 ÷ 5" in read(examiner, channel="x", period="tomorrow")


def test_the_empty_pages_say_what_will_be_there(person, supervisor):
    assert "还没有可以公布的评价" in read(supervisor)
    assert "Nothing to publish yet" in read(supervisor, lang="en")
    assert "现在没有要回电的差评" in read(supervisor, DESK)
    assert "Nobody waits to be called" in read(supervisor, DESK, "en")


def test_the_desk_alone_reads_a_bad_rating_with_a_name_and_every_look_is_logged(
    person, supervisor, examiner
):
    now = timezone.now()
    case = not_accepted(person, now)
    caller = Caller("周晓梅", "19900000021")
    answer = Answer(Level.DISSATISFIED, (), "排了两个小时", caller)
    operations.rate(actor=ANYBODY, link=link_to(case), answer=answer, now=now)

    found = read(supervisor, DESK)

    assert "周晓梅" in found
    assert "排了两个小时" in found
    assert AccessLogRecord.objects.filter(whose__startswith="bad-rating:").count() == 1
    assert signed_in(examiner).get(reverse(DESK)).status_code == 403
    for name in (FIGURES,):
        assert "周晓梅" not in read(examiner, name)


def test_applicants_see_no_figures(person, client):
    assert client.get(reverse(FIGURES)).status_code == 302
    account = person.person

    assert signed_in(account).get(reverse(FIGURES)).status_code == 403
