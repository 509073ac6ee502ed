"""Tags and filters of every template: both languages in place, values of core in words."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from django import template
from django.template.base import Parser, Token
from django.template.library import SimpleNode
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from banhao.core.law import cite
from banhao.core.messages import Message, Text
from banhao.ui import dates
from banhao.ui.messages import render, swatch
from banhao.ui.words import CHINESE, ENGLISH, fill, language, plain

register = template.Library()


class Basis(Protocol):
    """What a citation needs: the name of a law (or of a document) and an article, "" if none."""

    @property
    def law(self) -> str:
        """Return the name."""

    @property
    def article(self) -> str:
        """Return the article."""


@register.simple_tag
def t(zh: str, en: str, **params: object) -> SafeString:
    """`{% t "还剩 {n} 天" "{n:day|days} left" n=left %}`: literals may hold markup, values not."""
    lang = language()
    words = conditional_escape(en if lang == ENGLISH else zh)
    spoken = {name: value if isinstance(value, SafeString) else _escaped(value, lang)
              for name, value in params.items()}  # fmt: skip
    return mark_safe(fill(words, lang, spoken))  # noqa: S308 - every part was escaped above


class _Pair(template.Node):
    """A `{% t %}` of two literals."""

    def __init__(self, zh: SafeString, en: SafeString) -> None:
        self.words = {CHINESE: zh, ENGLISH: en}

    def render(self, context: template.Context) -> SafeString:
        """Return the words in the language of the page."""
        del context
        return self.words[language()]


_filled = register.tags["t"]


@register.tag("t")
def _t(parser: Parser, token: Token) -> template.Node:
    """Most `{% t %}` have nothing to fill in: they are made ready with the template."""
    node: SimpleNode = _filled(parser, token)
    if node.kwargs or node.target_var or any(each.is_var or each.filters for each in node.args):
        return node
    return _Pair(*(each.var for each in node.args))


def _escaped(value: object, lang: str) -> str:
    """Return a value in words, escaped for HTML."""
    return conditional_escape(_spoken(value, lang))


def _spoken(value: object, lang: str) -> str:
    return render(value, lang) if isinstance(value, Message) else plain(value, lang)


@register.filter
def words(value: object) -> str:
    """A `Text`, a `Message`, a date, a number or plain words in the language of the page."""
    return "" if value is None else _spoken(value, language())


@register.filter
def chinese(value: Text) -> str:
    """The Chinese of a `Text`: names of laws and papers stay Chinese (shown beside the English)."""
    return value.zh


@register.filter
def cited(basis: Basis) -> str:
    """《消防法》第十五条: a law, whose name stays Chinese, with the article."""
    return cite(basis.law, basis.article)


@register.filter
def day(value: date | None) -> str:
    """2026年10月16日（周五） / Fri 16 October 2026."""
    return dates.day(value, language()) if value else ""


@register.filter
def plain_day(value: date | None) -> str:
    """2026年10月16日 / 16 October 2026."""
    return dates.plain_day(value, language()) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """10月16日 / 16 Oct."""
    return dates.short_day(value, language()) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """周五 / Fri."""
    return dates.weekday(value, language()) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """2026年10月16日 10:42 / 16 October 2026, 10:42."""
    return dates.moment(value, language()) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """10:42."""
    return dates.clock(value) if value else ""


@register.filter
def amount(value: Decimal | int | None) -> str:
    """A number without idle zeros: 14, 0.5."""
    return "" if value is None else plain(Decimal(value), language())


@register.filter
def at(mapping: Mapping[str, object] | None, key: str) -> object:
    """`{{ titles|at:id }}`: the value of a key, or None."""
    return mapping.get(key) if mapping else None


@register.simple_tag
def state(code: str, **params: object) -> SafeString:
    """`{% state "state.branch.granted" %}`: a state as pattern and word (look.md §3)."""
    spoken = render(Message(code, **params), language())
    return format_html('<span class="state {}">{}</span>', swatch(code), spoken)


@register.simple_tag
def say(code: str, **params: object) -> str:
    """`{% say "term.merged" n=3 %}`: the words of a message code, escaped."""
    return render(Message(code, **params), language())


@register.simple_tag
def lang_code() -> str:
    """The `lang` attribute of the page: zh-CN or en."""
    return "en" if language() == ENGLISH else "zh-CN"
