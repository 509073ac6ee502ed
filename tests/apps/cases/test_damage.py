"""Raw SQL as the owner of the tables, triggers off: `audit verify` names what was done."""

import pytest
from django.db import connection

from banhao.apps.cases.audit.heads import read_heads
from banhao.apps.cases.audit.verify import damages
from banhao.apps.cases.jobs import HeadKeeper
from banhao.apps.cases.models import CaseRecord, EventRecord
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
    last = EventRecord.objects.filter(case=case.id).count()
    ways = damage(
        f"where \"case\" = '{key}'", f"where id = '{key}'", last, f"where case_id = '{key}'"
    )

    as_owner(*ways[fault])

    faults = found(heads)
    assert fault in faults[str(case.id)]
    assert str(other.id) not in faults


def test_two_events_that_changed_places_are_found(heads) -> None:
    case = CaseRecord.objects.order_by("number").first()
    key = case.id if connection.vendor == "postgresql" else case.id.hex
    at = f"update cases_eventrecord set seq = %s where \"case\" = '{key}' and seq = %s"

    as_owner(at % (900, 3), at % (3, 4), at % (4, 900))

    assert Fault.EDITED in found(heads)[str(case.id)]


def test_a_rewritten_history_with_true_hashes_is_found_by_its_head(heads) -> None:
    case = CaseRecord.objects.order_by("number").first()

    as_owner("update cases_eventrecord set by = 77 where seq = 2")
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
