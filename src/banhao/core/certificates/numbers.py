"""证照标识: the national identifier if the type has a national code, else a local one that says so.

National (standards.md §4.1): 1.2.156.3005.2.TYPE.ISSUER.SERIAL.VERSION.CHECK. Local profile:
LOCAL.TYPE.ISSUER.SERIAL.VERSION.CHECK with the catalogue's type id and, where the department has no
uscc, region and department id. It never stands under the national root, because a type code that no
ministry gave would be an invented one. The check character is counted alike (MOD 37,36).
"""

import unicodedata

from banhao.core.codes import licence_id

LOCAL_ROOT = "LOCAL"
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_USCC_LENGTH = 18


def identifier(
    *, type_code: str, type_id: str, issuer_code: str, issuer_id: str, serial: str, version: int
) -> str:
    """Return the identifier: national only if both the type's and the issuer's code are known.

    `type_code` 21 characters or ""; `issuer_code` uscc or ""; `version` from 1.
    """
    if type_code and len(issuer_code) == _USCC_LENGTH:
        return licence_id.make(type_code, issuer_code, serial, version)
    parts = [_plain(type_id), issuer_code or _plain(issuer_id), serial, f"{version:03d}"]
    return ".".join([LOCAL_ROOT, *parts, licence_id.check_character("".join(parts))])


def serial(day: str, chance: int) -> str:
    """Return a serial: day of issue YYYYMMDD and ten characters of a random number.

    Numbers have gaps and no order: no two cases wait for each other, and nobody counts through
    them at /verify. `chance`: at least 52 random bits, for instance of the certificate's UUID.
    """
    letters = ""
    for _ in range(10):
        chance, digit = divmod(chance, 36)
        letters = _ALPHABET[digit] + letters
    return day + letters


def is_national(value: str) -> bool:
    """Whether an identifier stands under the national root."""
    return not value.startswith(LOCAL_ROOT + ".")


def checks_out(value: str) -> bool:
    """Whether the check character of an identifier (either profile) is right."""
    if is_national(value):
        return licence_id.problem(value) is None
    *parts, check = value.split(".")[1:]
    body = "".join(parts)
    well_formed = len(parts) == 4 and set(body) <= set(_ALPHABET)
    return well_formed and licence_id.check_character(body) == check


def typed(value: str) -> str:
    """Return a number as people type it in the form that is stored: no spaces, capitals, narrow."""
    narrow = unicodedata.normalize("NFKC", value)
    return "".join(narrow.split()).upper().replace("。", ".")


def _plain(text: str) -> str:
    return "".join(char for char in text.upper() if char in _ALPHABET)
