"""SQL that lays the journal in parts by year and region: PostgreSQL, printed and never run by us.

A part is a range of ids of cases (core/codes/case_id.py). Its tables lie in a schema of their own,
`journal`: what is granted on all tables of `public` does not reach them, and they are read and
written through the journal itself only. Ids of before, and years that no part was made for, lie in
`journal.rest`. docs/howto/postgresql.md, decision 0116.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from banhao.core.codes.case_id import span

BEGIN = """\
begin;
create schema journal;
lock table cases_eventrecord in access exclusive mode;
alter table cases_eventrecord set schema journal;
alter table journal.cases_eventrecord rename to before;
create table cases_eventrecord (like journal.before including defaults including identity)
  partition by range ("case");
create table journal.rest partition of cases_eventrecord default;"""
# Entries stay in the order of their ids, which the index of ids lives by; indexes come afterwards.
END = """\
set local synchronize_seqscans = off;
insert into cases_eventrecord overriding system value select * from journal.before;
select setval('cases_eventrecord_id_seq', last_value, is_called)
  from journal.cases_eventrecord_id_seq;
alter table cases_eventrecord add constraint one_event_per_place unique ("case", seq);
create index events_by_id on cases_eventrecord
  using brin (id int8_minmax_multi_ops) with (autosummarize = on);
create trigger events_stay before update or delete on cases_eventrecord
  for each row execute function banhao_refuse();
create trigger events_are_not_emptied before truncate on cases_eventrecord
  for each statement execute function banhao_refuse();
commit;
analyze cases_eventrecord;"""
PART = """\
create table journal.{name} partition of cases_eventrecord
  for values from ('{first}') to ('{behind}');"""
NOT_EMPTIED = """\
create trigger events_are_not_emptied before truncate on journal.{name}
  for each statement execute function banhao_refuse();"""
# What is known of the rest before need not be read while everybody waits.
NONE_IN_REST = """\
alter table journal.rest add constraint none_of_{name}
  check ("case" < '{first}' or "case" >= '{behind}') not valid;
alter table journal.rest validate constraint none_of_{name};"""
KNOWN = "alter table journal.rest drop constraint none_of_{name};"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the journal: cases with ids from `first` on, up to the one before `behind`."""

    name: str
    first: UUID
    behind: UUID

    def says(self, text: str) -> str:
        """Return a statement about this part."""
        return text.format(name=self.name, first=self.first, behind=self.behind)


def parts(years: Sequence[int], regions: Sequence[str] = ()) -> Iterator[Part]:
    """Yield the parts of these years, each cut where these regions begin.

    `regions`: codes or their first digits, "3703". A part reaches up to the next one, so that no
    region is without. :raises ValueError: for what is no region, or begins where another does.
    """
    for year in years:
        places = [str(year), *(f"{year}{region}" for region in sorted(regions))]
        bounds = [*(span(place)[0] for place in places), span(str(year))[1]]
        if len(set(bounds)) < len(bounds):
            raise ValueError("two parts would begin at the same region")
        for place, (first, behind) in zip(places, pairwise(bounds), strict=True):
            yield Part(f"y{year}_{place[4:]}".rstrip("_"), first, behind)


def laid_out(years: Sequence[int], regions: Sequence[str] = ()) -> str:
    """Return the SQL that lays the journal, as it is, in parts."""
    made = [*parts(years, regions)]
    guards = [each.says(NOT_EMPTIED) for each in made] + [NOT_EMPTIED.format(name="rest")]
    body = [BEGIN, *(each.says(PART) for each in made), *guards, END]
    return "\n".join(body) + "\n"


def added(years: Sequence[int], regions: Sequence[str] = ()) -> str:
    """Return the SQL that adds parts for years of which there is no entry yet."""
    return "".join(_added(each) for each in _years(years, regions))


def _years(years: Sequence[int], regions: Sequence[str]) -> Iterator[tuple[Part, list[Part]]]:
    for year in years:
        yield Part(f"y{year}", *span(str(year))), [*parts([year], regions)]


def _added(year: tuple[Part, list[Part]]) -> str:
    whole, made = year
    making = [line for each in made for line in (each.says(PART), each.says(NOT_EMPTIED))]
    lines = [whole.says(NONE_IN_REST), "begin;", *making, "commit;", whole.says(KNOWN)]
    return "\n".join(lines) + "\n"
