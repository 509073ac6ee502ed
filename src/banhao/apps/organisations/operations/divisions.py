"""Administrative divisions: written in bulk. Call it inside a transaction."""

from collections.abc import Sequence

from banhao.apps.organisations.models import DivisionRecord
from banhao.core.imports.divisions import Division

BATCH = 2_000


def put_divisions(divisions: Sequence[Division]) -> None:
    """Make divisions, or give them another name. Call it inside a transaction."""
    rows = [DivisionRecord(code=d.code, name=d.name, parent=d.parent) for d in divisions]
    DivisionRecord.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
