"""Tickets: each number once, whose turn it is, who is busy, who came too late."""

import pytest

from banhao.apps.queues import queries
from banhao.apps.queues.models import TicketRecord
from banhao.apps.queues.operations import tickets
from banhao.core.authority.acts import ANYBODY
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from banhao.core.queues.tickets import Step, TicketState
from tests.apps import small_city
from tests.apps.queues.hall import AWAY, CLERKS, NOW, REGION, build, call, minutes, take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hall(db):
    build()


def step(ticket, what, clerk=0, at=NOW):
    return tickets.take_step(
        actor=CLERKS[clerk], ticket_id=ticket.id, step=what, counter="hall", now=at
    )


def served(at, lasted):
    """Serve whoever is next for so many minutes."""
    ticket = call(at=at)
    step(ticket, Step.SERVE, at=at)
    step(ticket, Step.FINISH, at=at + minutes(lasted))


def test_numbers_count_up_and_begin_anew_each_day():
    assert [take().label for _ in range(3)] == ["A001", "A002", "A003"]
    assert take(NOW + minutes(24 * 60)).label == "A001"


def test_two_clerks_call_different_tickets_in_turn():
    first, second = take(), take()

    assert call(0).id == first.id
    assert call(1, counter="second").id == second.id
    assert call(2) is None


def test_a_clerk_has_one_ticket_at_a_time():
    take(), take()
    call()

    with pytest.raises(NotAllowed) as refused:
        call()
    assert refused.value.message.code == "queue.one_at_hand"


def test_called_again_missed_and_back_again():
    take()
    ticket = call()
    again = step(ticket, Step.RECALL)
    missed = step(ticket, Step.MISS)
    listed = queries.missed(REGION, NOW)
    back = step(ticket, Step.RECALL, clerk=1)

    assert (again.calls, missed.state) == (2, TicketState.MISSED)
    assert [one.id for one in listed] == [ticket.id]
    assert (back.state, back.clerk, back.calls) == (TicketState.CALLED, CLERKS[1].person, 3)


def test_serving_ends_with_finished_and_the_wait_is_up_to_the_call():
    take()
    ticket = call(at=NOW + minutes(12))
    step(ticket, Step.SERVE, at=NOW + minutes(13))
    done = step(ticket, Step.FINISH, at=NOW + minutes(30))

    assert (done.state, done.waited_minutes(NOW)) == (TicketState.SERVED, 12)
    assert queries.waited_today(REGION, NOW) == (12, 12)
    with pytest.raises(NotAllowed):
        step(ticket, Step.RECALL)


def test_another_windows_ticket_is_left_alone():
    take()
    ticket = call()

    with pytest.raises(NotAllowed) as refused:
        step(ticket, Step.SERVE, clerk=1)
    assert refused.value.message.code == "queue.not_yours"


def test_a_clerk_of_elsewhere_calls_nobody_here():
    ticket = take()

    with pytest.raises(NotAllowed):
        tickets.call_next(actor=AWAY, region=REGION, counter="hall", now=NOW)
    with pytest.raises(NotFound):
        tickets.take_step(
            actor=AWAY, ticket_id=ticket.id, step=Step.RECALL, counter="hall", now=NOW
        )


def test_yesterdays_ticket_is_not_called_and_does_not_block_today():
    take()
    call()
    later = NOW + minutes(24 * 60)
    today = take(later)

    assert call(at=later).id == today.id


def test_a_ticket_is_given_back_only_while_it_waits():
    one, two = take(), take()
    tickets.leave(actor=ANYBODY, ticket_id=one.id, now=NOW)

    assert call().id == two.id
    with pytest.raises(NotAllowed):
        tickets.leave(actor=ANYBODY, ticket_id=two.id, now=NOW)


def test_outside_office_hours_the_refusal_says_when_it_opens():
    with pytest.raises(NotAllowed) as refused:
        take(NOW + minutes(9 * 60))

    assert refused.value.message.code == "queue.closed_until"
    assert refused.value.message.params["at"].hour == 9


def test_a_region_without_office_hours_is_never_closed():
    TicketRecord.objects.all().delete()
    small_city.publish()

    assert queries.board(REGION, NOW).waiting == 0


def test_the_estimate_is_computed_from_today_and_fills_the_day():
    for number in range(4):
        take(NOW + minutes(number * 10))
        served(NOW + minutes(number * 10), 8)
    at = NOW + minutes(50)
    mine = [take(at) for _ in range(3)][-1]

    found = queries.estimate_of(mine, at)

    assert (found.ahead, found.each, found.windows, found.minutes) == (2, 8, 1, 16)
    for _ in range(40):
        take(at)
    with pytest.raises(NotAllowed) as refused:
        take(at)
    assert refused.value.message.code == "queue.full"  # 43 × 8 minutes, and 340 are left


def test_a_theme_that_is_not_offered_here_is_refused():
    with pytest.raises(BadInput):
        take(theme="elsewhere/open-a-shop")
    assert take(theme=small_city.THEME).theme == small_city.THEME


def test_a_step_on_a_ticket_that_has_just_changed_is_told():
    take()
    ticket = call()
    TicketRecord.objects.filter(id=ticket.id).update(calls=5)

    with pytest.raises(Conflict):
        tickets._move(ticket, Step.SERVE, {})
