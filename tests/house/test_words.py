"""Every message code has Chinese and English words, and no words are left over."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from banhao.ui.messages import areas
from tests.house.tree import committed, parsed, python_files, shown, strings

TWICE = re.compile(r"\{(\w+)\}[^{}]{0,20}\{\1:")
PLACE = re.compile(r"\{(\w+)(?::[^{}]*)?\}")
CODE = re.compile(r"[a-z][a-z_]*\.[a-z][a-z0-9_.-]*(?<!\.)")

BEGINNING = r'"([a-z_]+\.(?:[a-z_]+\.)*)"'  # in a template: "state.case."|add:case.state

AREAS = areas()
WORDS: Mapping[str, Mapping[str, str]] = {
    code: entry for area in AREAS.values() for code, entry in area.items()
}
FIRST = {code.partition(".")[0] for code in WORDS}
SOURCES = [p for p in python_files("src") if "migrations" not in p.parts]


def codes_in(tree: ast.Module, first: set[str]) -> set[str]:
    """Return every code that stands whole in a module: said to `Message`, or kept in a table."""
    said = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Message"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    return said | {s for s in strings(tree) if CODE.fullmatch(s) and s.partition(".")[0] in first}


def patterns_in(tree: ast.Module) -> Iterator[re.Pattern[str]]:
    """Yield a pattern for each code made of a fixed beginning and something else.

    f"area.{x}", or a beginning kept by itself: "area.part.".
    """
    spoken = [n for n in ast.walk(tree) if isinstance(n, ast.JoinedStr)]
    within = {id(value) for node in spoken for value in node.values}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in within else ""
        if isinstance(text, str) and re.fullmatch(r"[a-z_]+\.([a-z_]+\.)*", text):
            yield re.compile(re.escape(text) + "(.+)")
    for node in spoken:
        if isinstance(node.values[0], ast.Constant):
            parts = [
                re.escape(str(v.value)) if isinstance(v, ast.Constant) else "(.+)"
                for v in node.values
            ]
            if re.match(r"[a-z_]+\\\.", parts[0]):
                yield re.compile("".join(parts))


def unlike(entry: Mapping[str, str]) -> set[str]:
    """Return the places that only one of the two languages has."""
    return set(PLACE.findall(entry.get("zh", ""))) ^ set(PLACE.findall(entry.get("en", "")))


def missing_params(tree: ast.Module, words: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return the messages whose words have a place that the caller gives nothing for."""
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Message"), args=[ast.Constant(value=str(code))]):
                given = {keyword.arg for keyword in node.keywords}
                wanted = set(PLACE.findall(words.get(code, {}).get("zh", "")))
                if None not in given and wanted - given:
                    found.append(f"{node.lineno}: {code} {sorted(wanted - given)}")
    return found


def test_every_code_has_words_in_both_languages() -> None:
    used = {code for path in SOURCES for code in codes_in(parsed(path), FIRST)}

    assert sorted(used - set(WORDS)) == []
    assert [c for c, entry in WORDS.items() if not (entry.get("zh") and entry.get("en"))] == []


def test_no_code_stands_twice() -> None:
    count = Counter(code for area in AREAS.values() for code in area)
    assert [code for code, times in count.items() if times > 1] == []


def test_no_words_are_left_over() -> None:
    trees = [parsed(path) for path in SOURCES]
    pages = "\n".join(p.read_text("utf-8") for p in committed() if p.suffix in {".html", ".typ"})
    used = {code for tree in trees for code in codes_in(tree, FIRST)}
    known = {text for tree in trees for text in strings(tree)} | set(re.findall(r"[\w-]+", pages))
    made = [pattern for tree in trees for pattern in patterns_in(tree)]
    made += [re.compile(re.escape(text) + "(.+)") for text in re.findall(BEGINNING, pages)]

    left = [
        code
        for code in WORDS
        if code not in used
        and code not in pages
        and not any((m := p.fullmatch(code)) and set(m.groups()) <= known for p in made)
    ]

    assert left == []


def test_both_languages_have_the_same_places() -> None:
    assert {code: unlike(entry) for code, entry in WORDS.items() if unlike(entry)} == {}


def test_no_number_is_said_twice() -> None:
    """`{n:day|days}` says the number itself: "{n} {n:day|days}" would be "5 5 days"."""
    found = [code for code, entry in WORDS.items() if TWICE.search(entry.get("en", ""))]
    assert found == []
    assert TWICE.search("{n} working {n:day|days}")


def test_every_place_is_filled() -> None:
    found = [f"{shown(p)}:{line}" for p in SOURCES for line in missing_params(parsed(p), WORDS)]
    assert found == []


def test_the_checks_find_bad_examples() -> None:
    tree = ast.parse("Message('shop.shut')\nRULES = {'shop.late': 1}\nMessage(f'shop.{day}_off')")

    assert codes_in(tree, {"shop"}) == {"shop.shut", "shop.late"}
    assert [p.pattern for p in patterns_in(tree)] == [r"shop\.(.+)_off"]
    assert missing_params(tree, {"shop.shut": {"zh": "{day}"}}) == ["1: shop.shut ['day']"]
    assert unlike({"zh": "{n} 天", "en": "{n:day|days} {on}"}) == {"on"}
