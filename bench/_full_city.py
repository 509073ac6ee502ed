"""banhao's side of bench/full.py: a demo city with 10,000 running branches, its pages, its reads.

python bench/_full_city.py prepare PLACE       makes it, notes in the file PLACE whom to ask as
python bench/_full_city.py serve PLACE PLAN N  for each line of input, cases live (from number N
                                               on) and all is asked; prints JSON: what → ms
"""

import json
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

os.environ["DJANGO_SETTINGS_MODULE"] = "banhao.site.settings"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from banhao.apps.cases import queries
from banhao.apps.cases.feed import feed
from banhao.apps.cases.models import BranchRecord, CaseRecord
from banhao.apps.organisations.models import OfficeRecord
from banhao.apps.people.models import AccountRecord
from banhao.core.authority.acts import Role
from banhao.core.cases.case import BranchState, State
from banhao.site.demo import make_demo
from bench import _change_ours as ours
from bench import _change_plan as story
from bench import _disk_town as town
from bench import _task_list_page as tasks

LIVES, ASKED, READ = 15, 3, 200  # of a round: cases that live, times a page, journals
KEPT = 1_000  # entries whose heads are looked for, as the keeper of heads does


def prepare(place: str) -> None:
    """Make the city; people of the demo sign in by one click only, so a quick hasher will do."""
    settings.PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
    call_command("migrate", verbosity=0)
    make_demo(texts=town.texts(), now=datetime.now(UTC), say=lambda _: None)
    branch = BranchRecord.objects.filter(state=BranchState.ACCEPTED.value).earliest("id")
    tasks.multiply(branch, tasks.MANY)
    examiners = OfficeRecord.objects.filter(role=Role.EXAMINER.value)
    who = {
        "case": str(branch.case_id),
        "item": branch.item,
        "applicant": branch.case.applicant,
        "examiner": examiners.filter(department__slug=branch.department)[0].account_id,
        "clerk": OfficeRecord.objects.filter(role=Role.CLERK.value)[0].account_id,
    }
    Path(place).write_text(json.dumps(who))


def serve(place: str, plan: str, first: int) -> None:
    """Answer with a round for each line. A first one has opened the connection, filled caches."""
    settings.ALLOWED_HOSTS.append("testserver")
    logging.disable(logging.INFO)  # a line for each request
    pages, cases = _pages(json.loads(Path(place).read_text())), _finished()
    for number, _ in enumerate(sys.stdin):
        found = _lives(plan, first + number * LIVES) | _asks(pages) | _reads(cases)
        print(json.dumps(found), flush=True)


def _lives(plan: str, first: int) -> dict[str, float]:
    began = time.perf_counter()
    for number in range(first, first + LIVES):
        ours.live(number, plan)
    return {"state change": (time.perf_counter() - began) * 1000 / LIVES / len(ours.STEPS)}


def _pages(who: dict[str, Any]) -> dict[str, tuple[Client, str]]:
    office, own, clerk = (_signed_in(who[one]) for one in ("examiner", "applicant", "clerk"))
    branch = reverse("office:branch", args=[who["case"], who["item"]])
    return {
        "task list": (office, f"{reverse('office:tasks')}?show=all"),
        "what is to be checked": (office, reverse("office:filed")),
        "page of a case, office": (office, branch),
        "page of a case, applicant": (own, reverse("portal:case", args=[who["case"]])),
        "list of somebody's cases": (own, reverse("portal:cases")),
        "lists of a counter": (clerk, reverse("counter:home")),
    }


def _asks(pages: dict[str, tuple[Client, str]]) -> dict[str, float]:
    return {name: _median(_get, [page] * ASKED) for name, page in pages.items()}


def _finished() -> list[UUID]:
    """Return finished cases from anywhere in the tables."""
    rows = CaseRecord.objects.filter(state=State.DELIVERED.value)
    return list(rows.order_by("?").values_list("id", flat=True)[:READ])


def _reads(cases: list[UUID]) -> dict[str, float]:
    upto = queries.last_entry() - KEPT
    return {
        "journal of a case": _median(queries.history, cases),
        "heads to be kept": _median(queries.heads_after, range(upto, upto + ASKED)),
        "look of a desk's feed": _median(_feed, range(upto, upto + ASKED)),
    }


def _feed(after: int) -> None:
    feed(story.EXAMINERS["fire"], after, story.START)


def _signed_in(account: int) -> Client:
    client = Client()
    client.force_login(AccountRecord.objects.get(id=account))
    return client


def _get(page: tuple[Client, str]) -> None:
    client, url = page
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)


def _median(call: Callable[..., object], values: Iterable[object]) -> float:
    return statistics.median(_timed(call, value) for value in values)


def _timed(call: Callable[..., object], *values: object) -> float:
    began = time.perf_counter()
    call(*values)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["prepare", place]:
            prepare(place)
        case ["serve", place, plan, first]:
            serve(place, plan, int(first))
