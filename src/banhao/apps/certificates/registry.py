"""Whose a certificate is: `cases`, which stands later, registers how it knows its own.

So a mandate reaches the certificates of exactly the cases it reaches (decision 0110).
"""

from uuid import UUID

from django.utils.module_loading import import_string

from banhao.core.authority.acts import Thing

_KNOWS: dict[str, str] = {}


def register(name: str, path: str) -> None:
    """Let a room tell of its cases: dotted path of (case id) → Thing, None if it is not its own.

    Call it in AppConfig.ready.
    """
    _KNOWS[name] = path


def thing(case: UUID) -> Thing | None:
    """Return what authority must know of a case; None for a licence of before: it has no case."""
    found = (import_string(path)(case) for path in _KNOWS.values())
    return next((each for each in found if each is not None), None)
