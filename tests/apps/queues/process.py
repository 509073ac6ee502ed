"""What the tests of many processes run in each of them, on one hall.

python -m tests.apps.queues.process prepare COUNT     a hall in which COUNT people wait
python -m tests.apps.queues.process take COUNT AT     tells the numbers
python -m tests.apps.queues.process call CLERK COUNT AT    tells the numbers that were called
python -m tests.apps.queues.process book ACCOUNTS AT  tells which places were booked
python -m tests.apps.queues.process verify            JSON: numbers, states
"""

import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banhao.site.settings")

import django

django.setup()

from banhao.apps.queues.models import AppointmentRecord, TicketRecord
from banhao.apps.queues.operations import appointments, tickets
from banhao.core.authority.acts import Actor
from banhao.core.errors import Refusal
from banhao.core.queues.tickets import Step
from tests.apps.queues.hall import CLERKS, NOW, REGION, TOMORROW, build, call, slots_on, take


def prepare(count: str) -> None:
    """Make the hall, those who wait, and a slot with three places."""
    build()
    slots_on(last=570, places_=3)
    for _ in range(int(count)):
        take()
    print("ready")


def _wait(at: str) -> None:
    time.sleep(max(0.0, float(at) - time.time()))


def take_many(count: str, at: str) -> None:
    """Take so many tickets, beginning at a moment that all processes have agreed on."""
    _wait(at)
    print(json.dumps([take().number for _ in range(int(count))]))


def call_many(clerk: str, count: str, at: str) -> None:
    """Call and send away so many, one after the other."""
    number, found = int(clerk), []
    _wait(at)
    for _ in range(int(count)):
        ticket = call(number, counter=("hall", "second", "hall")[number])
        if ticket is not None:
            found.append(ticket.number)
            tickets.take_step(
                actor=CLERKS[number], ticket_id=ticket.id, step=Step.MISS, counter="", now=NOW
            )
    print(json.dumps(found))


def book(account: str, at: str) -> None:
    """Book the one slot."""
    _wait(at)
    try:
        appointments.book(
            actor=Actor(person=int(account)), region=REGION, day=TOMORROW, first=540, theme="",
            now=NOW,
        )  # fmt: skip
        print("booked")
    except Refusal as refusal:
        print("refused", refusal.message.code)


def verify() -> None:
    """Tell what stands in the tables."""
    places = AppointmentRecord.objects.order_by("place").values_list("place", flat=True)
    numbers = TicketRecord.objects.order_by("number").values_list("number", flat=True)
    print(json.dumps({"numbers": list(numbers), "places": list(places)}))


if __name__ == "__main__":
    errands = {"prepare": prepare, "take": take_many, "call": call_many, "book": book}
    (errands | {"verify": verify})[sys.argv[1]](*sys.argv[2:])
