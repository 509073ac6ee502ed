"""Fill the tables of bench/full.py: finished cases that have lived stand for so many more.

Each copy has an id of the form of today (core/codes/case_id.py) in one of five years and thirty
made-up regions, years one after the other as they would have come, and an applicant of its own.
"""

from concurrent.futures import ThreadPoolExecutor
from itertools import product

import psycopg

FIRST_YEAR, YEARS = 2022, 5  # the last is the one in which the cases live that are measured
REGIONS = 30  # 999900 to 999929; the cases that live are of 999999
LIVED = 100  # finished cases that are copied
KEYS = {
    "cases_caserecord": "id",
    "cases_branchrecord": "case_id",
    "cases_visitrecord": "case_id",
    "cases_partrecord": "case_id",
    "cases_eventrecord": "case",
}
COLUMNS = """
select column_name from information_schema.columns
 where table_schema = 'public' and table_name = %s and (column_name <> 'id' or data_type = 'uuid')
 order by ordinal_position"""
SOME = """
create table some_cases as
  select id from cases_caserecord where state = 'delivered' order by submitted_at, id limit %s"""
THEIRS = """create table some_{table} as
  select * from {table} where "{key}" in (select id from some_cases)"""
# Copy k of `copies`: its year and month by how far along it is, its region and day by turns.
OTHER = """
create function other(id uuid, k int, copies int) returns uuid immutable language sql as $$
  select (to_char({first} + k * {years} / copies, 'fm0000') || {region}
    || to_char(k * {years} * 12 / copies % 12 + 1, 'fm00') || '8' || to_char(k % 28 + 1, 'fm00')
    || left(md5(id::text || k), 1) || 'a' || right(md5(id::text || k), 15))::uuid $$"""
REGION = "to_char(999900 + k % {regions}, 'fm000000')"


def fill(url: str, cases: int) -> None:
    """Copy the cases until there are so many more; then vacuum, analyse, bring all to the disk."""
    with psycopg.connect(url, autocommit=True) as connection:
        region = REGION.format(regions=REGIONS)
        connection.execute(OTHER.format(first=FIRST_YEAR, years=YEARS, region=region))
        lived = connection.execute(SOME, (LIVED,)).rowcount
        for table, key in KEYS.items():
            connection.execute(THEIRS.format(table=table, key=key))
        with ThreadPoolExecutor(2) as pool:  # the journal, and all else
            copies = cases // lived
            list(pool.map(lambda tables: _copy(url, tables, copies), _shares()))
        connection.execute(f"drop table some_cases, {', '.join(f'some_{t}' for t in KEYS)}")
        connection.execute("vacuum analyze")
        connection.execute("checkpoint")


def _shares() -> list[list[str]]:
    journal = ["cases_eventrecord"]
    return [journal, [table for table in KEYS if table not in journal]]


def _copy(url: str, tables: list[str], copies: int) -> None:
    """Copy the rows of some tables, copy after copy: so they would have come."""
    with psycopg.connect(url) as connection:
        connection.execute("set session_replication_role = replica")  # no triggers
        connection.execute("set synchronous_commit = off")
        texts = [_text(connection, table) for table in tables]
        for k, text in product(range(copies), texts):
            connection.execute(text, {"k": k, "copies": copies})
            if k % 100 == 0:
                connection.commit()


def _text(connection: "psycopg.Connection[tuple[str]]", table: str) -> str:
    names = [name for (name,) in connection.execute(COLUMNS, (table,)).fetchall()]
    values = ", ".join(_value(table, name) for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    return f"""with n as (select %(k)s::int k, %(copies)s::int copies),
      ids as materialized (select id, other(id, k, copies) own from some_cases, n)
      insert into {table} ({columns}) select {values}
      from some_{table} t, n, ids where t."{KEYS[table]}" = ids.id"""


def _value(table: str, name: str) -> str:
    """Return the expression of a column in copy `k`."""
    match name:
        case _ if name == KEYS[table]:
            return "ids.own"
        case "region":
            return REGION.format(regions=REGIONS).replace("%", "%%")
        case "applicant":
            return "t.applicant + (k + 1) * 5000"
        case "number":
            return "overlay(t.number placing to_char(k, 'fm000000') from 4)"
        case _:
            return f't."{name}"'
