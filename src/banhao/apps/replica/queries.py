"""Read from the replica where that is good enough; whoever asks need not know whether there is one.

    page = from_replica(partial(national_records, actor, since, until, now))

For what reads only and may be seconds old: never for what a person looks at after a change of
their own. Decision 0120.
"""

from collections.abc import Callable
from typing import TypeVar

from django.db import Error, connections

from banhao.apps.replica.router import PRIMARY, reading_there
from banhao.apps.replica.standing import AWAY, catch_up, is_there, look_again, standing
from banhao.core.errors import Conflict
from banhao.core.messages import Message

T = TypeVar("T")


def from_replica(read: Callable[[], T], *, enough: Callable[[T], bool] = lambda _: True) -> T:
    """Return what `read` returns, from the replica if it keeps up, else from the first server.

    `read` returns values that need no further statement, and can be done twice: it is done on the
    first server if the replica fails on the way, or if what it says is not `enough`. Inside a
    transaction the first server is asked, for that alone knows what the transaction has written.
    """
    if not is_there() or connections[PRIMARY].in_atomic_block or standing().fault:
        return read()
    try:
        with reading_there():
            found = read()
    except Error:  # gone, or it had to replay what this read was looking at
        look_again()
        return read()
    return found if enough(found) else read()


def of_replica(read: Callable[[], T]) -> T:
    """Return what `read` returns from the replica and nowhere else: there is all that was written
    before, for which it waits up to ten seconds.

    :raises Conflict: if there is none, it does not come so far, or it fails on the way.
    """
    fault = catch_up() if is_there() else Message("replica.none")
    if fault:
        raise Conflict(fault)
    try:
        with reading_there():
            return read()
    except Error:
        look_again()
        raise Conflict(AWAY) from None
