"""banhao's side of bench/state_change.py: twelve changes a case through the real errands."""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

os.environ["DJANGO_SETTINGS_MODULE"] = "banhao.site.settings"

import django

django.setup()

from django.db import transaction

from banhao.apps.cases import ledger
from banhao.apps.cases.operations import acceptance, branches, ends, visits
from banhao.apps.catalogues.queries import plan as plan_by_hash
from banhao.apps.drafts import forms
from banhao.apps.vault.operations import seal
from banhao.core.cases.case import (
    Finding,
    Stamp,
)
from bench import _change_plan as story


@transaction.atomic(durable=True)
def file_case(number: int, plan_hash: str, now: datetime) -> UUID:
    """The ledger's part of filing: rows and events of the case, without draft and materials."""
    case_id, command = story.submit(number, plan_hash)
    stamp = Stamp(command.applicant, "", None, now)
    if story.CERTIFICATES:  # they name the holder of the form
        form = json.dumps(story.HOLDER).encode()
        seal(subject=case_id, kind=forms.FORM, name=forms.VALUES, content=form)
    plan = plan_by_hash(plan_hash)
    ledger.create(case_id, command, plan, stamp=stamp, firm="", helper=None)
    return case_id


def changes(case_id: UUID) -> list[Callable[[datetime], object]]:
    """Return the eleven changes after filing."""
    on = {"case_id": case_id}
    first = story.DEPARTMENTS[0]
    one, two = story.EXAMINERS[first], story.EXAMINERS[story.DEPARTMENTS[1]]
    visit = {**on, "visit": "site", "item": first.upper(), "actor": one}
    steps: list[Callable[[datetime], object]] = [
        lambda now: acceptance.accept_case(actor=story.CLERK, **on, now=now),
        lambda now: visits.arrange_visit(**visit, on=story.VISIT_ON, now=now),
        lambda now: visits.record_inspection(
            **visit,
            result=Finding.MEETS,
            officers=(one.person or 0, two.person or 0),
            notes="",
            now=now,
        ),
        lambda now: branches.claim_branch(actor=one, item=first.upper(), **on, now=now),
    ]
    for name in story.DEPARTMENTS:
        item = {**on, "item": name.upper()}
        steps.append(
            lambda now, item=item, who=story.EXAMINERS[name]: branches.examine_branch(
                actor=who, finding=Finding.MEETS, comment="", **item, now=now
            )
        )
        steps.append(
            lambda now, item=item, who=story.DECIDERS[name]: branches.decide_branch(
                actor=who, grant=True, **item, now=now
            )
        )
    steps.append(lambda now: ends.deliver_case(actor=story.CLERK, how="counter", **on, now=now))
    return steps


STEPS = ("file", "accept", "arrange", "record", "claim", *("examine", "decide") * 3, "deliver")


def live(number: int, plan_hash: str) -> None:
    """Let one case live from filing to delivery."""
    moments = story.moments()
    case_id = file_case(number, plan_hash, next(moments))
    for change in changes(case_id):
        change(next(moments))


def main(plan_hash: str, first: int, count: int) -> None:
    """Print seconds and CPU seconds of `count` cases."""
    live(first, plan_hash)  # opens the connection, warms the caches
    began, cpu = time.perf_counter(), time.process_time()
    for number in range(first + 1, first + count):
        live(number, plan_hash)
    print(time.perf_counter() - began, time.process_time() - cpu)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
