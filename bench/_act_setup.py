"""Prepare bench/act.py: a city, officers with sessions, cases whose items wait to be decided."""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "banhao.site.settings"

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from banhao.apps.catalogues.operations import keep_plan, load_draft, publish_version
from banhao.apps.organisations.operations.posts import appoint, create_person
from banhao.apps.people.models import AccountRecord
from banhao.apps.people.sessions import SessionStore
from banhao.core.authority.acts import THE_OPERATOR, Role
from banhao.core.clock.local import localdate
from bench import _change_ours as ours
from bench import _change_plan as story
from bench import _disk_town as town

BACKEND = "banhao.apps.people.backend.AccountBackend"
APPLICANTS = 5000
TOKEN = "k" * 32  # of the form, as the cookie says it too


def cookie(department: str) -> str:
    """Make a decider of a department; return the Cookie header of their session."""
    now = timezone.now()
    account = create_person(
        actor=THE_OPERATOR,
        email=f"decider@{department}.example.com",
        display_name="李决定",
        region=story.REGION,
        password="lotus-pond-42",
        must_change_password=False,
        now=now,
    ).account
    appoint(
        actor=THE_OPERATOR,
        account_id=account,
        role=Role.DECIDER,
        region=story.REGION,
        department=department,
        since=localdate(now),
        now=now,
    )
    session = SessionStore()
    session[SESSION_KEY] = str(account)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = AccountRecord.objects.get(id=account).get_session_auth_hash()
    session.create()
    return f"Cookie: sessionid={session.session_key}; csrftoken={TOKEN}"


def bring_applicants() -> None:
    """Make the accounts that the cases name (bench/_change_plan.py)."""
    applicants = {story.submit(number, "")[1].applicant for number in range(APPLICANTS)}
    AccountRecord.objects.bulk_create(
        AccountRecord(
            id=number,
            email=f"p{number}@example.com",
            display_name="赵文博",
            made_at=story.START,
        )
        for number in applicants
    )
    with connection.cursor() as cursor:
        cursor.execute("select setval(pg_get_serial_sequence('people_account', 'id'), 100000)")


def examined(count: int, plan_hash: str) -> list[str]:
    """Let so many cases live until all their items wait to be decided; return their ids."""
    found = []
    for number in range(count):
        case_id = ours.file_case(number, plan_hash, story.START)
        for step, change in enumerate(ours.changes(case_id), start=1):
            if ours.STEPS[step] not in {"decide", "deliver"}:
                change(story.START + timedelta(hours=step))
        found.append(str(case_id))
    return found


def main(cases: int, path: str) -> None:
    """Prepare everything and write it down."""
    call_command("migrate", verbosity=0)
    version = load_draft(actor=THE_OPERATOR, texts=town.texts(), now=story.START)
    publish_version(actor=THE_OPERATOR, version=version, now=story.START)
    plan_hash = ours.transaction.atomic(durable=True)(keep_plan)(story.plan(version))
    bring_applicants()
    cookies = {name: cookie(name) for name in story.DEPARTMENTS}
    with connection.cursor() as cursor:
        cursor.execute("create table ref_act (id bigserial primary key, number int, body text)")
    told = {"token": TOKEN, "cookies": cookies, "cases": examined(cases, plan_hash)}
    Path(path).write_text(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
