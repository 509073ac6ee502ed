"""Two languages: which one is spoken now, and how a value of core becomes words in it."""

import string
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal

from banhao.core.messages import Text
from banhao.ui.dates import day, moment

CHINESE = "zh-hans"
ENGLISH = "en"


SPOKEN: ContextVar[str] = ContextVar("language", default=CHINESE)  # set by languages.py alone


def language() -> str:
    """Return the language of the page being made: "zh-hans" (also when nothing is set) or "en".

    Asked for each word of a page: Django's `get_language` takes 2.7 µs, so 2 ms a page.
    """
    return SPOKEN.get()


def both(zh: str, en: str) -> str:
    """Return the words in the language of the page (form labels, flash messages)."""
    return en if language() == ENGLISH else zh


def plain(value: object, lang: str) -> str:
    """Return one value in words: Text, dates with their weekday, numbers without idle zeros."""
    match value:
        case Text():
            return (value.en or value.zh) if lang == ENGLISH else value.zh
        case datetime():
            return moment(value, lang)
        case date():
            return day(value, lang)
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return str(value)


class _Params(dict[str, object]):
    """Leave a name nobody gave as it is written: a gap is seen, nothing breaks."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


class _Filler(string.Formatter):
    """`str.format` that speaks: `{n}`, and in English `{n:day|days}` → "1 day", "3 days"."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def format_field(self, value: object, format_spec: str) -> str:
        """Render the value; a spec with "|" adds the singular or the plural."""
        words = plain(value, self.lang)
        if "|" not in format_spec:
            return words
        one, _, many = format_spec.partition("|")
        return f"{words} {one if words == '1' else many}"


def fill(template: str, lang: str, params: Mapping[str, object]) -> str:
    """Fill `{name}` places of a sentence with values in words. Without params it stays as it is."""
    return _Filler(lang).vformat(template, (), _Params(params)) if params else template
