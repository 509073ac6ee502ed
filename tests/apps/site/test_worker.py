"""The worker: a job that waits for somebody else's machine holds no other job up."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from banhao.site.worker import Turn, _give_turn, turns

pytestmark = pytest.mark.django_db


def test_a_job_that_waits_for_others_holds_nobody_up() -> None:
    answer, done = Event(), []
    slow = Turn("slow", lambda _: int(answer.wait(20)), 0, apart=True)
    quick = Turn("quick", lambda _: done.append("quick") or 1, 0)

    with ThreadPoolExecutor(max_workers=1) as aside:
        _give_turn(slow, aside)
        _give_turn(quick, aside)
        is_due_meanwhile = slow.is_due(float("inf"))
        told = list(done)
        answer.set()

    assert told == ["quick"]
    assert not is_due_meanwhile
    assert slow.is_due(float("inf"))


def test_mail_webhooks_and_long_tables_are_such_jobs() -> None:
    apart = {turn.name for turn in turns() if turn.apart}

    assert apart == {"send_mail", "push_news", "take_in_batches"}
