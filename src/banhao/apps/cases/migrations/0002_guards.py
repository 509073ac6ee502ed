"""Triggers: events are never changed or deleted, a case never goes back, on both databases."""

from django.db import migrations

POSTGRES = """
create function banhao_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'banhao: % on % is not allowed', tg_op, tg_table_name;
end $$;
create trigger events_stay before update or delete on cases_eventrecord
  for each row execute function banhao_refuse();
create trigger events_are_not_emptied before truncate on cases_eventrecord
  for each statement execute function banhao_refuse();
create trigger cases_stay before delete on cases_caserecord
  for each row execute function banhao_refuse();
create trigger cases_move_forward before update on cases_caserecord
  for each row when (
    new.seq < old.seq or (new.seq = old.seq and (new.state <> old.state or new.head <> old.head))
    or new.number <> old.number or new.plan <> old.plan or new.applicant <> old.applicant)
  execute function banhao_refuse();
"""
POSTGRES_BACK = """
drop trigger events_stay on cases_eventrecord;
drop trigger events_are_not_emptied on cases_eventrecord;
drop trigger cases_stay on cases_caserecord;
drop trigger cases_move_forward on cases_caserecord;
drop function banhao_refuse();
"""
SQLITE = [
    """create trigger events_stay_as_written before update on cases_eventrecord
       begin select raise(abort, 'banhao: UPDATE on cases_eventrecord is not allowed'); end""",
    """create trigger events_stay before delete on cases_eventrecord
       begin select raise(abort, 'banhao: DELETE on cases_eventrecord is not allowed'); end""",
    """create trigger cases_stay before delete on cases_caserecord
       begin select raise(abort, 'banhao: DELETE on cases_caserecord is not allowed'); end""",
    """create trigger cases_move_forward before update on cases_caserecord
       when new.seq < old.seq
         or (new.seq = old.seq and (new.state <> old.state or new.head <> old.head))
         or new.number <> old.number or new.plan <> old.plan or new.applicant <> old.applicant
       begin select raise(abort, 'banhao: a case only moves forward, by events'); end""",
]
SQLITE_NAMES = ["events_stay_as_written", "events_stay", "cases_stay", "cases_move_forward"]


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES, params=None)
    else:
        for statement in SQLITE:
            schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_BACK, params=None)
    else:
        for name in SQLITE_NAMES:
            schema_editor.execute(f"drop trigger {name}")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
