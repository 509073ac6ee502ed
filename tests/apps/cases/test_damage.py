"""Raw SQL as the owner of the tables, triggers off: `audit verify` names what was done."""

import pytest
from django.db import connection, transaction

from banhao.apps.cases.audit.heads import read_heads
from banhao.apps.cases.audit.verify import damages
from banhao.apps.cases.jobs import HeadKeeper
from banhao.apps.cases.models import (
    BranchRecord,
    CaseRecord,
    EventRecord,
    PartRecord,
    VisitRecord,
)
from banhao.core.cases.audit import Fault
from banhao.core.cases.case import (
    Stamp,
)
from banhao.core.cases.chain import Entry
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import NOW

pytestmark = pytest.mark.django_db
CASE_TABLES = ("cases_partrecord", "cases_visitrecord", "cases_branchrecord")


@pytest.fixture
def heads(tmp_path):
    """Two cases and their heads, kept in a file outside the database."""
    small_city.publish(town.FOLDER)
    town.visited(town.accepted(small_city.a_person()))
    town.accepted(small_city.a_person("qian"))
    keeper = HeadKeeper(tmp_path / "heads.log")
    assert keeper.keep_heads(NOW) == 2
    assert keeper.keep_heads(NOW) == 0
    return read_heads(tmp_path / "heads.log")


def as_owner(*statements: str) -> None:
    """Run SQL as whoever owns the tables: the guards are switched off first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("set constraints all immediate")
            for table in ("cases_eventrecord", "cases_caserecord"):
                cursor.execute(f"alter table {table} disable trigger user")
        else:
            for name in (
                "events_stay_as_written",
                "events_stay",
                "cases_stay",
                "cases_move_forward",
            ):
                cursor.execute(f"drop trigger if exists {name}")
        for statement in statements:
            cursor.execute(statement)


def found(heads) -> dict[str, set[Fault]]:
    faults: dict[str, set[Fault]] = {}
    for damage in damages(heads):
        faults.setdefault(damage.case, set()).add(damage.fault)
    return faults


def test_nothing_is_found_where_nothing_was_done(heads) -> None:
    assert found(heads) == {}


def damage(of: str, row: str, last: int, tables: str) -> dict[Fault, list[str]]:
    return {
        Fault.EDITED: [f"update cases_eventrecord set by = 77 {of} and seq = 3"],
        Fault.GAP: [f"delete from cases_eventrecord {of} and seq = 3"],
        Fault.CUT: [
            f"delete from cases_eventrecord {of} and seq = {last}",
            f"update cases_caserecord set seq = {last - 1} {row}",
        ],
        Fault.ROW_AHEAD: [f"delete from cases_eventrecord {of} and seq = {last}"],
        Fault.ROW_BEHIND: [f"update cases_caserecord set seq = seq - 1 {row}"],
        Fault.ROW_DIFFERS: [f"update cases_caserecord set state = 'delivered' {row}"],
        Fault.CASE_GONE: [
            *(f"delete from {table} {tables}" for table in CASE_TABLES),
            f"delete from cases_eventrecord {of}",
            f"delete from cases_caserecord {row}",
        ],
    }


KINDS = [
    Fault.EDITED,
    Fault.GAP,
    Fault.CUT,
    Fault.ROW_AHEAD,
    Fault.ROW_BEHIND,
    Fault.ROW_DIFFERS,
    Fault.CASE_GONE,
]


@pytest.mark.parametrize("fault", KINDS)
def test_damage_has_its_name(heads, fault: Fault) -> None:
    case, other = CaseRecord.objects.order_by("number")
    key = case.id if connection.vendor == "postgresql" else case.id.hex
    last = EventRecord.objects.filter(case=case.id).latest("seq").seq
    assert last == case.seq  # an entry of one event: the case may be put back by one
    ways = damage(
        f"where \"case\" = '{key}'", f"where id = '{key}'", last, f"where case_id = '{key}'"
    )

    as_owner(*ways[fault])

    faults = found(heads)
    assert fault in faults[str(case.id)]
    assert str(other.id) not in faults


def test_two_entries_that_changed_places_are_found(heads) -> None:
    case = CaseRecord.objects.order_by("number").first()
    one, other = case.seq - 1, case.seq  # entries of one event each
    key = case.id if connection.vendor == "postgresql" else case.id.hex
    at = f"update cases_eventrecord set seq = %s where \"case\" = '{key}' and seq = %s"

    as_owner(at % (900, one), at % (one, other), at % (other, 900))

    assert Fault.EDITED in found(heads)[str(case.id)]


def test_a_rewritten_history_with_true_hashes_is_found_by_its_head(heads) -> None:
    case = CaseRecord.objects.order_by("number").first()

    as_owner("update cases_eventrecord set by = 77 where seq = 3")
    rehash(case.id)

    assert Fault.REWRITTEN in found(heads)[str(case.id)]


def rehash(case_id) -> None:
    """Do what a clever owner would: give every event of a case a hash that fits again."""
    before = b""
    for row in EventRecord.objects.filter(case=case_id).order_by("seq"):
        stamp = Stamp(row.by, row.machine, row.office, row.at)
        before = Entry(row.case, row.seq, row.kind, row.version, row.data, stamp).hash(before)
        EventRecord.objects.filter(id=row.id).update(hash=before)
    CaseRecord.objects.filter(id=case_id).update(head=before)


def test_a_branch_or_a_part_that_is_changed_or_gone_is_found(heads) -> None:
    case = CaseRecord.objects.order_by("number").first()

    case.branches.filter(item="fire").update(state="granted")
    assert Fault.ROW_DIFFERS in found(heads)[str(case.id)]

    case.branches.filter(item="fire").delete()
    assert Fault.ROW_DIFFERS in found(heads)[str(case.id)]


A_TURN = '{"supplement": {"asked_on": "2026-01-05", "answer_days": 1, "lines": []}}'
# Every column of a case's rows (but keys, seq and head, see above and tests/unit/cases): what an
# owner might write, and the name that tells of it.
EDITS = [
    ("case", "number", "'YJS00000020260101000001'", "number"),
    ("case", "theme", "'smallcity/other'", "theme"),
    ("case", "region", "'370300'", "region"),
    ("case", "plan", "'abc'", "plan"),
    ("case", "applicant", "applicant + 1", "applicant"),
    ("case", "firm", "'91999999MA0000001H'", "firm"),
    ("case", "helper", "77", "helper"),
    ("case", "channel", "'counter'", "channel"),
    ("case", "state", "'delivered'", "state"),
    ("case", "submitted_at", "'2026-01-05 01:00:00+00:00'", "submitted_at"),
    ("case", "submitted_on", "'2026-01-05'", "submitted_on"),
    ("case", "accepted_on", "'2026-01-05'", "accepted_on"),
    ("case", "notice_on", "'2026-01-05'", "notice_on"),
    ("case", "due_on", "'2030-01-07'", "due_on"),
    ("case", "answer_on", "'2030-01-07'", "answer_on"),
    ("case", "turns", f"'{A_TURN}'", "turns"),
    ("case", "composite", "3", "composite"),
    ("branch", "place", "9", "branch fire.place"),
    ("branch", "item", "'water'", "branch fire"),
    ("branch", "region", "'370300'", "branch fire.region"),
    ("branch", "department", "'water'", "branch fire.department"),
    ("branch", "state", "'examined'", "branch fire.state"),
    ("branch", "accepted_on", "'2026-01-05'", "branch fire.accepted_on"),
    ("branch", "due_on", "'2030-01-07'", "branch fire.due_on"),
    ("branch", "stopped_on", "'2026-01-05'", "branch fire.stopped_on"),
    ("branch", "claimed_by", "77", "branch fire.claimed_by"),
    ("branch", "examined_by", "77", "branch fire.examined_by"),
    ("branch", "finding", "'meets'", "branch fire.finding"),
    ("branch", "decided_by", "77", "branch fire.decided_by"),
    ("branch", "decided_on", "'2026-01-05'", "branch fire.decided_on"),
    ("branch", "attempt", "2", "branch fire~2"),
    ("branch", "refiled_on", "'2026-01-05'", "branch fire.refiled_on"),
    ("visit", "visit", "'else'", "site"),
    ("visit", "on", "'2026-01-05'", "visit site.on"),
    ("part", "visit", "'else'", "else"),
    ("part", "place", "9", "part site/fire.place"),
    ("part", "item", "'water'", "part site/fire"),
    ("part", "result", "'fails'", "part site/fire.result"),
    ("part", "officers", "'[77, 78]'", "part site/fire.officers"),
    ("part", "recorded_on", "'2026-01-05'", "part site/fire.recorded_on"),
]


def test_an_edit_of_any_column_of_a_row_is_named(heads) -> None:
    case, other = CaseRecord.objects.order_by("number")
    key = case.id if connection.vendor == "postgresql" else case.id.hex
    own = {"case": f"id = '{key}'", "visit": f"case_id = '{key}'"}
    of_fire = f"case_id = '{key}' and item = 'fire'"
    unnamed = []

    as_owner()
    for table, column, value, name in EDITS:
        edit = (
            f'update cases_{table}record set "{column}" = {value} where {own.get(table, of_fire)}'
        )
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(edit)
            told = list(damages(heads))
            transaction.set_rollback(True)
        differs = [d.about for d in told if d.fault is Fault.ROW_DIFFERS and d.case == str(case.id)]
        if not any(name in about for about in differs) or any(
            d.case == str(other.id) for d in told
        ):
            unnamed.append((table, column, told))

    assert unnamed == []


def test_every_column_of_the_rows_is_among_the_edits() -> None:
    models = {"case": CaseRecord, "branch": BranchRecord, "visit": VisitRecord, "part": PartRecord}
    columns = {
        (table, field.name) for table, model in models.items() for field in model._meta.local_fields
    }
    keys = {(table, name) for table in models for name in ("id", "case")}

    assert {(table, column) for table, column, *_ in EDITS} == columns - keys - {
        ("case", "seq"),
        ("case", "head"),
    }


def test_a_row_that_nobody_can_read_is_named_and_the_rest_is_read_on(heads) -> None:
    case = CaseRecord.objects.order_by("number").first()
    key = case.id if connection.vendor == "postgresql" else case.id.hex

    as_owner(f"update cases_caserecord set state = 'xyz' where id = '{key}'")

    assert found(heads) == {str(case.id): {Fault.ROW_DIFFERS}}
