"""Read every case, compare chain, rows and outside heads; name what is wrong."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from uuid import UUID

from banhao.apps.cases.audit.derived import derived_columns
from banhao.apps.cases.audit.heads import Head
from banhao.apps.cases.models import CaseRecord, EventRecord
from banhao.apps.cases.queries import to_value
from banhao.core.cases.audit import Damage, Fault, Stored, faults
from banhao.core.cases.case import (
    Stamp,
)
from banhao.core.cases.chain import Entry


def damages(heads: Mapping[UUID, Head]) -> Iterator[Damage]:
    """Yield all damages of all cases; `heads` are those kept outside the database."""
    seen: set[UUID] = set()
    events = EventRecord.objects.order_by("case", "seq").iterator(chunk_size=5000)
    for case_id, rows in groupby(events, key=lambda row: row.case):
        seen.add(case_id)
        yield from _of_case(case_id, [_stored(each) for each in rows], heads.get(case_id))
    for case_id in CaseRecord.objects.values_list("id", flat=True).iterator(chunk_size=5000):
        if case_id not in seen:
            seen.add(case_id)
            yield from _of_case(case_id, [], heads.get(case_id))
    for case_id in heads.keys() - seen:
        yield from faults((), None, heads[case_id], str(case_id))


def _of_case(case_id: UUID, stored: list[Stored], head: Head | None) -> Iterator[Damage]:
    rows = CaseRecord.objects.filter(id=case_id)
    row = rows.prefetch_related("branches", "visits", "parts").first()
    if row is None:
        yield Damage(str(case_id), Fault.CASE_GONE)
        yield from faults(stored, None, head, str(case_id))
        return
    try:
        case = to_value(row)
    except (ValueError, KeyError, TypeError) as problem:  # a value that no release has written
        yield Damage(str(case_id), Fault.ROW_DIFFERS, row.seq, str(problem))
        yield from faults(stored, None, head, str(case_id))
        return
    further = partial(derived_columns, row, stored[0]) if stored else lambda _: ()
    yield from faults(stored, case, head, str(case_id), further)


def _stored(row: EventRecord) -> Stored:
    stamp = Stamp(row.by, row.machine, row.office, row.at)
    entry = Entry(row.case, row.seq, row.kind, row.version, row.data, stamp)
    return Stored(entry, bytes(row.hash))
