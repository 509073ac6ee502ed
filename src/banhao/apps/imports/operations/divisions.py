"""Write the divisions of a table, in bulk. Call it inside a transaction."""

from datetime import datetime

from banhao.apps.organisations.operations.divisions import put_divisions
from banhao.apps.organisations.queries.divisions import division_names
from banhao.core.authority.acts import Act, Actor, Allowed, Thing
from banhao.core.authority.rules import may
from banhao.core.clock.local import localdate
from banhao.core.imports import divisions
from banhao.core.imports.lines import Line
from banhao.core.imports.sheet import Row


def write(actor: Actor, rows: tuple[Row, ...], now: datetime) -> tuple[Line, ...]:
    """Write what is good and return a line a row. Call it inside a transaction."""
    on = localdate(now)
    known: dict[str, bool] = {}

    def is_mine(region: str) -> bool:
        if region not in known:
            answer = may(actor, Act.ADMINISTER, Thing(region=region), on)
            known[region] = isinstance(answer, Allowed)
        return known[region]

    lines, made = divisions.planned(rows, division_names(), is_mine)
    put_divisions(made)
    return lines
