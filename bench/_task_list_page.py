"""One database of bench/task_list.py: filled with branches, asked for pages."""

import os
import re
import statistics
import sys
import time
from collections.abc import Sequence
from copy import copy
from datetime import UTC, datetime, timedelta
from uuid import uuid4

os.environ["DJANGO_SETTINGS_MODULE"] = "banhao.site.settings"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from banhao.apps.cases.models import BranchRecord, CaseRecord, PartRecord, VisitRecord
from banhao.apps.cases.tasklist import ROWS
from banhao.apps.organisations.models import OfficeRecord
from banhao.core.authority.acts import Role
from banhao.core.cases.case import BranchState, State
from banhao.site.demo import make_demo
from bench import _disk_town as town
from bench._table import Row, tell

FULL = bool(os.environ.get("BANHAO_BENCH_FULL"))
MANY, FEW, FINISHED, RUNS = 10_000, 1_000, 100_000 if FULL else 20_000, 40
MUST, AIM, STATEMENTS, CONSTANT = 30.0, 20.0, 5, 1.1
SPREAD, OFFICERS = 49, 3  # days over which ends lie; officers who have some of the branches
PAST = 14  # days: so long ago the first of them ended
# Tables that every page of an officer asks for, whatever it shows: not of the domain.
WHO = ("django_session", "organisations_office", "people_preference", "catalogues_holiday_notice")


def main() -> int:
    # People of the demo sign in by one click only: a quick hasher will do.
    settings.PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    make_demo(texts=town.texts(), now=datetime.now(UTC), say=lambda _: None)
    accepted = BranchRecord.objects.filter(state=BranchState.ACCEPTED.value)
    branch = accepted.order_by("id")[0]
    other = accepted.exclude(department=branch.department).order_by("id")[0]
    multiply(branch, MANY)
    multiply(other, FEW)
    multiply(branch, FINISHED, finished=True)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    busy, quiet = (signed_in(each) for each in (branch, other))
    asked = [ask(busy, what, query) for what, query in pages(busy, branch.item).items()]
    return tell([*asked, statements(busy), constant(busy, quiet)])


def multiply(branch: BranchRecord, count: int, *, finished: bool = False) -> None:
    """Copy a branch and its case, with ends from two weeks ago to five weeks ahead; finished ones
    each with a visit whose result is known.
    """
    case, start = branch.case, branch.accepted_on
    assert start
    cases, branches = [], []
    for number in range(count):
        one, own = copy(case), copy(branch)
        one.id = uuid4()
        one.number = f"{case.number[:-7]}{branch.pk % 10}{int(finished)}{number:06d}"[:40]
        own.pk, own.case_id = None, one.id
        ends = timedelta(days=number % SPREAD - PAST)
        own.accepted_on = start + min(ends, timedelta(0))
        own.due_on = start + ends
        own.claimed_by = branch.claimed_by if number % OFFICERS == 0 else None
        if finished:
            one.state, own.state = State.DELIVERED.value, BranchState.GRANTED.value
        cases.append(one)
        branches.append(own)
    CaseRecord.objects.bulk_create(cases, batch_size=500)
    BranchRecord.objects.bulk_create(branches, batch_size=500)
    if finished:
        visits = [VisitRecord(case=one, visit="site", on=case.submitted_on) for one in cases]
        VisitRecord.objects.bulk_create(visits, batch_size=500)
        of = {"visit": "site", "place": 0, "item": branch.item, "result": "meets"}
        PartRecord.objects.bulk_create((PartRecord(case=c, **of) for c in cases), batch_size=500)


def signed_in(branch: BranchRecord) -> Client:
    """Return a browser in which an examiner of the branch's department has signed in."""
    client = Client()
    post = OfficeRecord.objects.select_related("account").filter(
        role=Role.EXAMINER.value, department__slug=branch.department
    )
    client.force_login(post[0].account)
    return client


def pages(client: Client, item: str) -> dict[str, dict[str, str]]:
    """Return the pages to ask for: words → query."""
    first = client.get(reverse("office:tasks"), {"show": "all"}).content.decode()
    further = re.search(r'href="\?[^"]*after=([^"&]+)', first)
    assert further, first[:500]
    assert first.count('name="pick"') == ROWS
    return {
        "the first page": {"show": "all"},
        "the second page": {"show": "all", "after": further[1]},
        "what is soon": {"show": "soon"},
        "one item": {"show": "all", "item": item},
    }


def ask(client: Client, what: str, query: dict[str, str]) -> Row:
    """Ask for a page many times; return the median in milliseconds."""
    times, work, size = [], [], 0
    for _ in range(RUNS):
        worked = time.process_time()
        milliseconds, size = one(client, query)
        times.append(milliseconds)
        work.append((time.process_time() - worked) * 1000)
    beside = f"{statistics.median(work):.1f} ms of our CPU, worst {max(times):.1f}, {size:,} bytes"
    name = f"{ROWS} of {MANY:,} tasks, {what}, {connection.vendor}"
    return Row(name, statistics.median(times), "ms", MUST, AIM, beside=beside)


def one(client: Client, query: dict[str, str]) -> tuple[float, int]:
    """Ask for a page once; return its milliseconds and bytes."""
    started = time.perf_counter()
    answer = client.get(reverse("office:tasks"), query)
    milliseconds = (time.perf_counter() - started) * 1000
    assert answer.status_code == 200
    return milliseconds, len(answer.content)


def statements(client: Client) -> Row:
    """Count the statements of the first page that are about tasks."""
    with CaptureQueriesContext(connection) as seen:
        one(client, {"show": "all"})
    texts = [query["sql"] for query in seen.captured_queries]
    domain = [text for text in texts if is_about_tasks(text)]
    beside = f"{len(texts)} with session, account, posts and filter"
    name = f"  its statements about tasks, {connection.vendor}"
    return Row(name, len(domain), "", STATEMENTS, beside=beside)


def is_about_tasks(statement: str) -> bool:
    """Whether a statement is of the list: not who is asking, and how they like the page."""
    own_account = "people_account" in statement and " IN (" not in statement
    return not own_account and not any(name in statement for name in WHO)


def constant(busy: Client, quiet: Client) -> Row:
    """Ask in turns in a department with many tasks and in one with few; return many to few."""
    found: Sequence[list[float]] = ([], [])
    for _ in range(RUNS):
        for times, client in zip(found, (busy, quiet), strict=True):
            times.append(one(client, {"show": "all"})[0])
    many, few = map(statistics.median, found)
    beside = f"{few:.1f} ms; {FINISHED:,} finished cases in the same tables"
    name = f"  {MANY:,} tasks against {FEW:,}, {connection.vendor}"
    return Row(name, many / few, "x", aim=CONSTANT, ratio=many / few, beside=beside)


if __name__ == "__main__":
    sys.exit(main())
