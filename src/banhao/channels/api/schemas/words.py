"""What many shapes share: words in both languages, fields with a description and an example."""

from typing import Any

from ninja import Schema
from pydantic import Field

from banhao.core.messages import Message, Text
from banhao.ui.messages import render
from banhao.ui.words import CHINESE, ENGLISH


def told(zh: str, en: str, example: Any = None, **more: Any) -> Any:
    """Return a field with its description in both languages, and an example."""
    examples = None if example is None else [example]
    return Field(description=f"{zh} · {en}", examples=examples, **more)


class Words(Schema):
    """The same words in Chinese and English; English "" where there is none."""

    zh: str = told("中文", "Chinese", "开办药店")
    en: str = told("英文，没有就是空", "English, empty where there is none", "Open a pharmacy")


def words(text: Text | Message) -> Words:
    """Return words of core as they go out."""
    if isinstance(text, Message):
        return Words(zh=render(text, CHINESE), en=render(text, ENGLISH))
    return Words(zh=text.zh, en=text.en)
