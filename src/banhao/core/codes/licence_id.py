"""电子证照标识, GB/T 36904: root.type.issuer.serial.version.check; the check is MOD 37,36."""

from banhao.core.codes.iso7064 import DIGITS_AND_LETTERS, hybrid_check
from banhao.core.messages import Message

ROOT = "1.2.156.3005.2"
TYPE_LENGTH = 21
LONGEST_PART = 32  # of issuer and serial in practice
VERSION_LENGTH = 3
PARTS = 5


def check_character(body: str) -> str:
    """Return the check over type, issuer, serial and version, without dots.

    :raises ValueError: for a character that is no digit or capital letter.
    """
    return hybrid_check(body, DIGITS_AND_LETTERS)


def make(type_code: str, issuer: str, serial: str, version: int) -> str:
    """Return the identifier; `version` counts from 1. :raises ValueError: for a bad part."""
    parts = [type_code, issuer, serial, f"{version:03d}"]
    made = ".".join([ROOT, *parts, check_character("".join(parts))])
    wrong = problem(made)
    if wrong is not None:
        raise ValueError(f"{made}: {wrong.code}")
    return made


def problem(identifier: str) -> Message | None:
    """Return what is wrong with an identifier; None if nothing."""
    if not identifier.startswith(ROOT + "."):
        return Message("codes.licence_id.root", root=ROOT)
    parts = identifier.removeprefix(ROOT + ".").split(".")
    if len(parts) != PARTS:
        return Message("codes.licence_id.parts", found=len(parts), expected=PARTS)
    if not all(parts) or not set("".join(parts)) <= set(DIGITS_AND_LETTERS):
        return Message("codes.licence_id.character")
    *body, check = parts
    if not _lengths_fit(*body):
        return Message("codes.licence_id.lengths")
    if check_character("".join(body)) != check:
        return Message("codes.licence_id.check")
    return None


def _lengths_fit(type_code: str, issuer: str, serial: str, version: str) -> bool:
    fits = len(type_code) == TYPE_LENGTH and max(len(issuer), len(serial)) <= LONGEST_PART
    return fits and len(version) == VERSION_LENGTH and version.isdigit() and version != "000"
