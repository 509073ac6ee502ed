"""The pages of a hall: the machine, the ticket, booking, the clerk's queue, the slots."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from banhao.apps.organisations import queries as organisations
from banhao.apps.organisations.operations import places, posts
from banhao.apps.people.models import AccountRecord
from banhao.apps.queues import queries
from banhao.apps.queues.models import TicketRecord
from banhao.apps.queues.operations import appointments
from banhao.core.authority.acts import THE_OPERATOR, Role
from banhao.core.clock.local import localdate
from banhao.core.messages import Text
from banhao.core.queues.slots import Opening
from tests.apps import small_city
from tests.apps.counter.conftest import officer, signed_in

pytestmark = pytest.mark.django_db
REGION, SLUG, CITY = "510112", "little-town", "999999"
ASK = ("smallcity", "open-a-stall")


@pytest.fixture(autouse=True)
def _halls(db):
    """Make a hall that the catalogue does not know: without office hours it is always open."""
    small_city.publish()
    now = timezone.now()
    places.create_region(
        actor=THE_OPERATOR, code=REGION, slug=SLUG, title=Text("小镇", "Little town"), now=now
    )
    places.create_counter(
        actor=THE_OPERATOR, region=REGION, slug="hall", title=Text("一号窗口", "Window one"),
        address=Text(""), now=now,
    )  # fmt: skip


@pytest.fixture
def clerk():
    """A clerk of both towns, who sits in the little one's hall."""
    account = officer(Role.CLERK, REGION, "clerk@example.com")
    posts.appoint(
        actor=THE_OPERATOR, account_id=account, role=Role.CLERK, region=CITY,
        since=date(2026, 1, 1), now=timezone.now(),
    )  # fmt: skip
    client = signed_in(account)
    client.post(reverse("counter:sit"), {"window": f"{REGION}/hall"})
    return client


@pytest.fixture
def counter():
    return organisations.counters(REGION)[0].id


@pytest.fixture
def day():
    return localdate(timezone.now()) + timedelta(days=1)


@pytest.fixture
def slots(counter, day):
    opening = Opening("hall", None, day, 540, 600, 30, 1)
    appointments.add_opening(
        actor=THE_OPERATOR, counter_id=counter, opening=opening, now=timezone.now()
    )


def hall_url():
    return reverse("portal:hall", args=[SLUG])


def take(client):
    return client.post(hall_url(), {"theme": ""})


def text(answer):
    return answer.content.decode()


def test_a_ticket_is_taken_without_an_account_and_says_where_one_stands(client):
    halls_page = text(client.get(reverse("portal:halls")))
    empty = text(client.get(hall_url()))
    first = client.get(take(client).url)
    second = client.get(take(client).url)

    assert hall_url() in halls_page
    assert "现在没有人排队" in empty
    assert "A001" in text(first)
    assert "下一个就是您" in text(first)
    assert "前面 1 位" in text(second)
    assert "今天办完的还不到 3 位" in text(second)
    assert "别的事" in text(first)


def test_the_pages_speak_english(client):
    client.cookies["django_language"] = "en"

    assert "Take a ticket" in text(client.get(hall_url()))
    assert "You are next" in text(client.get(take(client).url))


def test_a_closed_hall_says_when_it_opens_and_keeps_what_was_chosen(client):
    hour = (timezone.now() + timedelta(hours=8)).hour
    other = "12:00-13:00" if hour < 10 else "06:00-07:00"  # not now, whenever the test runs
    hours = small_city.REGION.replace('["09:00-12:00", "13:00-17:00"]', f'["{other}"]')
    small_city.publish({"smallcity/region.toml": hours})

    answer = client.post(reverse("portal:hall", args=["smallcity"]), {"theme": small_city.THEME})

    assert answer.status_code == 409
    assert "开门再取号" in text(answer)
    assert f'value="{small_city.THEME}" checked' in text(answer)
    assert not TicketRecord.objects.exists()


def test_many_tickets_from_one_address_have_to_wait_but_not_at_the_machine(client, clerk):
    answers = [take(client).status_code for _ in range(22)]
    machine = [take(clerk).status_code for _ in range(3)]

    assert answers[:20] == [302] * 20
    assert answers[-1] == 409
    assert machine == [302] * 3


def test_a_wrong_code_is_told_beside_its_field(client):
    answer = client.post(hall_url(), {"code": "123456"})

    assert answer.status_code == 409
    assert "没有这个预约码" in text(answer)
    assert 'href="#h-code"' in text(answer)


def test_the_clerk_calls_serves_and_the_case_knows_its_ticket(client, clerk):
    take(client)
    home = text(clerk.get(reverse("counter:home")))
    clerk.post(reverse("counter:call"))
    ticket = TicketRecord.objects.get()
    seen = text(client.get(reverse("portal:ticket", args=[ticket.id])))
    served = clerk.post(reverse("counter:step", args=[ticket.id, "serve"]))
    clerk.post(
        reverse("counter:new-applicant"),
        {"display_name": "钱多多", "phone": "19900000077", "email": ""},
    )
    clerk.post(
        reverse("counter:ask", args=ASK),
        {"music": "no", "stall_area": "20", "s-pledge": "yes", "s-e_licences": "no",
         "s-premises_registered": "yes", "s-by_agent": "no"},
    )  # fmt: skip
    clerk.post(reverse("counter:step", args=[ticket.id, "finish"]))

    ticket.refresh_from_db()
    assert "等了 0 分钟" in home
    assert "请到一号窗口" in seen
    assert served.url == reverse("counter:walk-in")
    assert ticket.state == "served"
    assert queries.ticket_of_case(ticket.case).label == "A001"


def test_what_is_not_possible_is_said_on_the_queue(client, clerk):
    nobody = text(clerk.post(reverse("counter:call"), follow=True))
    take(client), take(client)
    clerk.post(reverse("counter:call"))
    again = text(clerk.post(reverse("counter:call"), follow=True))

    assert "现在没有可以叫的号" in nobody
    assert "手上的号还没办完" in again


def test_the_queue_is_refreshed_alone(client, clerk):
    take(client)

    found = text(clerk.get(reverse("counter:queue")))

    assert "A001" in found
    assert "<html" not in found


def test_a_time_is_booked_shown_with_its_code_and_cancelled(day, slots):
    person = small_city.a_person()
    client = signed_in(person.person)
    page = reverse("portal:book", args=[SLUG])
    asked = text(client.get(page, {"day": day.isoformat()}))
    booked = client.post(page, {"day": day.isoformat(), "first": "540"})
    shown = text(client.get(booked.url))
    (own,) = queries.appointments(person, timezone.now())
    full = client.post(page, {"day": day.isoformat(), "first": "540"})
    client.post(reverse("portal:cancel", args=[own.id]))

    assert "09:00–09:30" in asked
    assert own.code in shown
    assert full.status_code == 409
    assert "已经有一个预约" in text(full)
    assert queries.appointments(person, timezone.now()) == []


def test_a_full_slot_says_the_next_free_one(day, slots):
    first, second = small_city.a_person(), small_city.a_person("qian")
    page = reverse("portal:book", args=[SLUG])
    sent = {"day": day.isoformat(), "first": "540"}
    signed_in(first.person).post(page, sent)
    answer = signed_in(second.person, "en").post(page, sent)

    assert answer.status_code == 409
    assert "The next free one is" in text(answer)
    assert "09:30" in text(answer)


def test_booking_needs_an_account_and_a_hall_without_slots_says_so(client):
    page = reverse("portal:book", args=[SLUG])
    person = small_city.a_person()

    assert client.get(page).url.startswith("/sign-in/")
    assert "还没有开放预约" in text(signed_in(person.person).get(page))


def test_the_administrator_adds_and_removes_slots(counter):
    admin = signed_in(officer(Role.ADMINISTRATOR, REGION, "admin@example.com"))
    page = reverse("administration:openings", args=[counter])
    filled = {"weekday": "0", "first": "09:00", "last": "11:00", "minutes": "30", "places": "2"}
    empty = text(admin.get(page))
    wrong = admin.post(page, filled | {"last": "08:00"})
    both = admin.post(page, filled | {"day": "2026-12-01"})
    done = admin.post(page, filled, follow=True)
    ((key, opening),) = queries.openings(REGION)
    admin.post(reverse("administration:remove-opening", args=[counter, key]))

    assert "还不接受预约" in empty
    assert wrong.status_code == 400
    assert "结束要晚于开始" in text(wrong)
    assert "只填一样" in text(both)
    assert "周一" in text(done)
    assert (opening.first, opening.last, opening.places) == (540, 660, 2)
    assert queries.openings(REGION) == []


def test_officers_and_tickets_name_nobody(client):
    take(client)
    account = AccountRecord.objects.count()

    row = TicketRecord.objects.get()

    assert account == 0
    assert {row.clerk, row.appointment, row.case} == {None}


def test_being_here_without_a_code_takes_no_ticket(client):
    answer = client.post(reverse("portal:hall", args=[SLUG]), {"code": " "})

    assert answer.status_code == 409
    assert "6 位数字" in answer.content.decode()
    assert not TicketRecord.objects.exists()
