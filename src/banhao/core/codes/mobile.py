"""手机号: eleven digits, as they are dialled inside China."""

from banhao.core.messages import Message

LENGTH = 11
DIGITS = frozenset("0123456789")


def problem(number: str) -> Message | None:
    """Return what is wrong with a number without +86, spaces or hyphens; None if nothing."""
    if not set(number) <= DIGITS:
        return Message("codes.mobile.character")
    if len(number) != LENGTH:
        return Message("codes.mobile.length", found=len(number))
    if number[0] != "1" or number[1] < "3":
        return Message("codes.mobile.prefix")
    return None
