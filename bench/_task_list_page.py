"""One database of bench/task_list.py: filled with 10,000 running branches, asked for pages."""

import os
import re
import statistics
import sys
import time
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
from django.urls import reverse

from banhao.apps.cases.models import BranchRecord, CaseRecord
from banhao.apps.organisations.models import OfficeRecord
from banhao.core.authority.acts import Role
from banhao.core.cases.case import BranchState
from banhao.site.demo import make_demo
from bench import _disk_town as town
from bench._table import Row, tell

BRANCHES, RUNS, MUST = 10_000, 30, 30.0
SPREAD, OFFICERS = 49, 3  # days over which ends lie; officers who have some of the branches
PAST = 14  # days: so long ago the first of them ended


def main() -> int:
    # People of the demo sign in by one click only: a quick hasher will do.
    settings.PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    make_demo(texts=town.texts(), now=datetime.now(UTC), say=lambda _: None)
    branch = BranchRecord.objects.filter(state=BranchState.ACCEPTED.value).first()
    assert branch
    multiply(branch)
    client = Client()
    client.force_login(examiner_of(branch).account)
    return tell([ask(client, what, query) for what, query in pages(client, branch.item).items()])


def multiply(branch: BranchRecord) -> None:
    """Copy a branch and its case, with ends from two weeks ago to five weeks ahead."""
    case, start = branch.case, branch.accepted_on
    assert start
    cases, branches = [], []
    for number in range(BRANCHES):
        one, own = copy(case), copy(branch)
        one.id, one.number = uuid4(), f"{case.number[:-6]}9{number:05d}"
        own.pk, own.case_id = None, one.id
        ends = timedelta(days=number % SPREAD - PAST)
        own.accepted_on = start + min(ends, timedelta(0))
        own.due_on = start + ends
        own.claimed_by = branch.claimed_by if number % OFFICERS == 0 else None
        cases.append(one)
        branches.append(own)
    CaseRecord.objects.bulk_create(cases, batch_size=500)
    BranchRecord.objects.bulk_create(branches, batch_size=500)


def examiner_of(branch: BranchRecord) -> OfficeRecord:
    """Return the post of the examiner of a branch's department."""
    return OfficeRecord.objects.select_related("account").get(
        role=Role.EXAMINER.value, department__slug=branch.department
    )


def pages(client: Client, item: str) -> dict[str, dict[str, str]]:
    """Return the pages to ask for: words → query."""
    first = client.get(reverse("office:tasks"), {"show": "all"}).content.decode()
    further = re.search(r'href="\?[^"]*after=([^"&]+)', first)
    assert further, first[:500]
    return {
        "the first page": {"show": "all"},
        "the second page": {"show": "all", "after": further[1]},
        "what is soon": {"show": "soon"},
        "one item": {"show": "all", "item": item},
    }


def ask(client: Client, what: str, query: dict[str, str]) -> Row:
    """Ask for a page many times; return the median in milliseconds."""
    times, work = [], []
    for _ in range(RUNS):
        started, worked = time.perf_counter(), time.process_time()
        answer = client.get(reverse("office:tasks"), query)
        times.append((time.perf_counter() - started) * 1000)
        work.append((time.process_time() - worked) * 1000)
        assert answer.status_code == 200
    median, size = statistics.median(times), len(answer.content)
    beside = f"{statistics.median(work):.1f} ms of our CPU, worst {max(times):.1f}, {size:,} bytes"
    name = f"list of {BRANCHES:,} tasks, {what}, {connection.vendor}"
    return Row(name, median, "ms", MUST, beside=beside)


if __name__ == "__main__":
    sys.exit(main())
