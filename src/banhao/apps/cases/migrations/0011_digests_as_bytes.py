"""The hash of the plan takes half the bytes; the guards that look at it are off meanwhile."""

from django.db import migrations

from banhao.apps.vault.digests import DigestField, ToDigest

FORWARD = """
    new.seq < old.seq or (new.seq = old.seq and (new.state <> old.state or new.head <> old.head))
    or new.number <> old.number or new.plan <> old.plan or new.applicant <> old.applicant"""
POSTGRES = [
    f"create trigger cases_move_forward before update on cases_caserecord for each row"
    f" when ({FORWARD}) execute function banhao_refuse()"
]
SQLITE = [  # it makes the table anew, which takes all guards of it away
    """create trigger cases_stay before delete on cases_caserecord
       begin select raise(abort, 'banhao: DELETE on cases_caserecord is not allowed'); end""",
    f"""create trigger cases_move_forward before update on cases_caserecord when {FORWARD}
       begin select raise(abort, 'banhao: a case only moves forward, by events'); end""",
]


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("drop trigger cases_move_forward on cases_caserecord")
        return
    for name in ("cases_stay", "cases_move_forward"):
        schema_editor.execute(f"drop trigger {name}")


def guard(apps, schema_editor):
    for text in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(text, params=None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_ids_by_several_ranges")]
    operations = [
        migrations.RunPython(unguard, guard),
        ToDigest("caserecord", "plan", DigestField()),
        migrations.RunPython(guard, unguard),
    ]
