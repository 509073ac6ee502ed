"""Templates carry no inline style, script or handler, and speak both languages."""

import re

from tests.house.tree import committed, shown

FORBIDDEN = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "style element": re.compile(r"<style\b"),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)"),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "script address": re.compile(r"javascript:"),
}
CHINESE = re.compile(r"[一-鿿]")
BOTH = re.compile(
    r"\{\{.*?\}\}|\{%\s*t\s.*?%\}|\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}", re.DOTALL
)
ONLY_CHINESE = re.compile(r"《[^》]*》(第[^条]*条(第[^款]*款)?)?|告知承诺书|中文")


def problems_in(page: str) -> list[str]:
    """Return what a template must not have."""
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(page)]


def chinese_alone(page: str) -> list[str]:
    """Return Chinese that stands outside `{% t %}`; names of laws and papers may."""
    rest = ONLY_CHINESE.sub("", BOTH.sub("", page))
    return [line.strip()[:60] for line in rest.splitlines() if CHINESE.search(line)]


def templates():
    return [path for path in committed() if path.suffix == ".html" and "templates" in path.parts]


def test_no_template_has_inline_style_or_script() -> None:
    found = {shown(p): problems_in(p.read_text("utf-8")) for p in templates()}
    assert {page: what for page, what in found.items() if what} == {}


def test_every_page_speaks_both_languages() -> None:
    found = {shown(p): chinese_alone(p.read_text("utf-8")) for p in templates()}
    assert {page: lines for page, lines in found.items() if lines} == {}


def test_the_checks_find_bad_examples() -> None:
    assert problems_in('<p style="color: red">') == ["style attribute"]
    assert problems_in("<script>alert(1)</script>") == ["inline script"]
    assert problems_in('<a onclick="x()">') == ["event handler"]
    assert problems_in('<script src="a.js" defer></script>') == []
    assert chinese_alone('<p>中</p>{% t "中" "x" %}') == ["<p>中</p>"]
