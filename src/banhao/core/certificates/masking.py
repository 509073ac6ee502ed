"""Masked forms of holders (standards.md §11): 张*, 3703**********1234, 云州****有限公司."""

import unicodedata

from banhao.core.certificates.values import HolderKind

_LEGAL_FORM = 4  # characters kept at the end of a firm's name: "有限公司"


def person_name(name: str) -> str:
    """Return the first character and one star, whatever the length: 张*, 买*, 𠮷*."""
    return _letters(name)[0] + "*" if name else ""


def firm_name(name: str) -> str:
    """Return a firm's name with its middle masked: two letters and the legal form stay."""
    letters = _letters(name)
    if len(letters) <= 2:
        return "".join(letters[:1]) + "*"
    head, tail = (2, _LEGAL_FORM) if len(letters) > 2 + _LEGAL_FORM else (1, 1)
    return "".join(letters[:head]) + "****" + "".join(letters[-tail:])


def code(value: str) -> str:
    """Return an identity code with only its first and last four characters."""
    return value[:4] + "*" * (len(value) - 8) + value[-4:] if len(value) > 8 else "*" * len(value)


def name(value: str, kind: HolderKind) -> str:
    """Return the masked name of a person or a firm."""
    return firm_name(value) if kind.is_firm else person_name(value)


def _letters(text: str) -> list[str]:
    """Split into what a reader sees as letters: a variation selector stays with its character."""
    letters: list[str] = []
    for char in text:
        joins = unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}
        if joins and letters:
            letters[-1] += char
        else:
            letters.append(char)
    return letters
