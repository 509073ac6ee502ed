"""统一社会信用代码, GB 32100-2015: register 1, kind 1, region 6, body 9, check 1."""

from banhao.core.messages import Message

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V, Z
LENGTH = 18


def check_character(body: str) -> str:
    """Return the 18th character for the first 17. :raises ValueError: for a foreign character."""
    total = sum(ALPHABET.index(character) * 3**n for n, character in enumerate(body))
    return ALPHABET[-total % 31]


def problem(code: str) -> Message | None:
    """Return what is wrong with a code, written in capitals without spaces; None if nothing."""
    if len(code) != LENGTH:
        return Message("codes.uscc.length", found=len(code))
    if not set(code) <= set(ALPHABET):
        foreign = next(character for character in code if character not in ALPHABET)
        return Message("codes.uscc.character", found=foreign)
    if check_character(code[:-1]) != code[-1]:
        return Message("codes.uscc.check")
    return None
