"""Words of message codes: TOML files by area, both languages, read once.

    ["case.not_in_state"]
    zh = "现在不能这样做。"
    en = "This cannot be done now."

Places are `{name}`; English may say `{n:day|days}`. A state code also has `swatch`, the class of
its pattern (look.md §3).
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from banhao.core.messages import Message
from banhao.ui.words import ENGLISH, fill


def areas() -> dict[str, dict[str, dict[str, str]]]:
    """Return every area file: file name → code → {zh, en, …}."""
    folder = files("banhao.ui.messages")
    return {
        file.name: tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    }


@cache
def entries() -> Mapping[str, Mapping[str, str]]:
    """Return all codes with their words; a house test sees that no code stands twice."""
    return {code: entry for area in areas().values() for code, entry in area.items()}


def render(message: Message, lang: str) -> str:
    """Return the words of a message in "zh-hans" or "en"; a code without words is its own words."""
    entry = entries().get(message.code)
    if entry is None:
        return message.code
    params = {
        name: render(value, lang) if isinstance(value, Message) else value
        for name, value in message.params.items()
    }
    return fill(entry["en" if lang == ENGLISH else "zh"], lang, params)


def swatch(code: str) -> str:
    """Return the class of a state's pattern (`s-run`, …); quiet dashes where none is given."""
    return entries().get(code, {}).get("swatch", "s-wait")
