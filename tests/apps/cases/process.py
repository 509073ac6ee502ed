"""What the tests of many processes run in each of them: one errand on real tables, told by line.

python -m tests.apps.cases.process prepare 3      JSON: person, drafts, an examined case
python -m tests.apps.cases.process file           reads "draft key" lines, tells each receipt
python -m tests.apps.cases.process file-apart     the same, each line in a process of its own
python -m tests.apps.cases.process decide CASE grant|refuse AT
python -m tests.apps.cases.process verify         JSON: cases, events, damages
"""

import json
import os
import sys
import time
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banhao.site.settings")

import django

django.setup()

from banhao.apps.cases.audit.verify import damages
from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.operations import branches
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.drafts.models import DraftRecord
from banhao.core.authority.acts import Actor, Role
from banhao.core.cases.case import (
    Finding,
)
from banhao.core.errors import Refusal
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import LATER, NOW
from tests.apps.journal import kinds


def prepare(count: str) -> None:
    """Make a person with drafts to file, and a case that waits for its decision."""
    small_city.publish(town.FOLDER)
    person = small_city.a_person()
    case = town.visited(town.accepted(person))
    branches.examine_branch(
        actor=town.EXAMINERS["fire"],
        case_id=case,
        item="fire",
        finding=Finding.MEETS,
        comment="",
        now=NOW + 3 * LATER,
    )
    drafts = [town.ready_draft(person).id.hex for _ in range(int(count))]
    print(json.dumps({"person": person.person, "drafts": drafts, "case": case.hex}))


def file() -> None:
    """File each draft that is named on standard input; what is told is what stands."""
    print("ready", flush=True)
    for line in sys.stdin:
        _file(line)


def _file(line: str) -> None:
    draft, key, person = line.split()
    actor = Actor(person=int(person))
    try:
        receipt = submit_case(actor=actor, draft_id=UUID(draft), key=key, now=NOW)
        print("told", receipt.number, flush=True)
    except Refusal as refusal:
        print("refused", refusal.message.code, flush=True)


def file_apart() -> None:
    """As `file`, each line in a process that is forked for it: tells its id, waits for its end."""
    print("ready", flush=True)
    for line in sys.stdin:
        if not (child := os.fork()):
            _file(line)
            os._exit(0)
        print("process", child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


def decide(case: str, how: str, at: str) -> None:
    """Decide at a moment that two processes have agreed on."""
    person = 911 if how == "grant" else 921
    actor = town.officer(person, Role.DECIDER, "fire")
    words = {} if how == "grant" else {"reason": "r", "article": "a", "remedy": "m"}
    time.sleep(max(0.0, float(at) - time.time()))
    try:
        branches.decide_branch(
            actor=actor,
            case_id=UUID(case),
            item="fire",
            grant=how == "grant",
            now=NOW + 4 * LATER,
            **words,
        )
        print("done")
    except Refusal as refusal:
        print("refused", refusal.message.code)


def verify() -> None:
    """Tell what stands in the tables."""
    cases = {case.id.hex: case.number for case in CaseRecord.objects.all()}
    filed = DraftRecord.objects.filter(state="filed")
    print(
        json.dumps(
            {
                "cases": cases,
                "filed": [draft.id.hex for draft in filed],
                "kinds": [kind for case in cases for kind in kinds(UUID(case))],
                "damages": [damage.fault for damage in damages({})],
            }
        )
    )


if __name__ == "__main__":
    errands = {"prepare": prepare, "file": file, "file-apart": file_apart, "decide": decide}
    (errands | {"verify": verify})[sys.argv[1]](*sys.argv[2:])
