"""SVG elements as safe strings: every attribute and every word is escaped."""

from collections.abc import Iterable

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

LATIN = 0.56  # of the size of the type: the usual width of a Latin letter
FIRST_WIDE = 0x2E80  # from here on characters are as wide as high
NOT_LAST, NOT_FIRST = "（「《〔", "），、；：」》〕"  # on a line (GB/T 15834)


def element(name: str, content: str = "", /, **attributes: object) -> SafeString:
    """`element("text", "好", x=1, text_anchor="end", class_="b")`. Numbers get one decimal."""
    said = format_html_join(
        "", ' {}="{}"', ((_name(key), _value(value)) for key, value in attributes.items())
    )
    return format_html("<{}{}>{}</{}>", name, said, conditional_escape(content), name)


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Return the elements one after the other."""
    return format_html_join("", "{}", ((part,) for part in parts))


def text_width(words: str, size: float) -> float:
    """Return about how wide words are; good enough to choose a place for them."""
    return sum(size if ord(letter) >= FIRST_WIDE else size * LATIN for letter in words)


def fitted(words: str, size: float, width: float, lines: int) -> list[str]:
    """Break words into lines of a width; what does not fit ends in "…" (the list has it all)."""
    found: list[str] = []
    rest = words
    while rest and len(found) < lines:
        line = _line(rest, size, width)
        rest = rest[len(line) :].lstrip()
        found.append(line.rstrip())
    if rest and found:
        while found[-1] and text_width(found[-1] + "…", size) > width:
            found[-1] = found[-1][:-1]
        found[-1] += "…"
    return found


def _line(words: str, size: float, width: float) -> str:
    """Return as much as fits, up to a space if there is one and the word goes on."""
    end = 0
    while end < len(words) and text_width(words[: end + 1], size) <= width:
        end += 1
    if end == len(words):
        return words
    if ord(words[end]) >= FIRST_WIDE:
        while end > 1 and (words[end] in NOT_FIRST or words[end - 1] in NOT_LAST):
            end -= 1
        return words[: max(end, 1)]
    space = words.rfind(" ", 0, end + 1)
    return words[:space] if space > 0 else words[: max(end, 1)]


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key != "viewBox" else key


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
