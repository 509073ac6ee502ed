"""Many tasks at once: rows copied straight into the tables, as if they had long been accepted."""

from copy import copy
from datetime import timedelta
from uuid import UUID, uuid4

from banhao.apps.cases.models import BranchRecord, CaseRecord
from tests.apps.office.pages import MINE


def copies(case: UUID, how_many: int, first: int = 0) -> None:
    """Copy a case and its branch MINE, with ends from two weeks ago to five weeks ahead."""
    case_row = CaseRecord.objects.get(id=case)
    branch_row = BranchRecord.objects.get(case=case, item=MINE)
    cases, branches = [], []
    for number in range(first, first + how_many):
        new, branch, moved = copy(case_row), copy(branch_row), timedelta(days=number % 50 - 15)
        new.id, new.number = uuid4(), f"{case_row.number[:-6]}9{number:05d}"
        branch.pk, branch.case_id = None, new.id
        branch.accepted_on = branch_row.accepted_on + min(moved, timedelta(0))
        branch.due_on = branch_row.due_on + moved
        cases.append(new)
        branches.append(branch)
    CaseRecord.objects.bulk_create(cases, batch_size=500)
    BranchRecord.objects.bulk_create(branches, batch_size=500)
