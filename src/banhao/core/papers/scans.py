"""Which material a scanned file is, by its name."""

from collections.abc import Iterable

from banhao.core.messages import Text


def material_named(name: str, materials: Iterable[tuple[str, Text]]) -> str:
    """Return the id of the material whose title (or id) stands in a file's name, "" for none.

    Of several the longest counts: 营业执照副本 says more than 营业执照.
    """
    said = _bare(name)
    found = [
        (len(word), material)
        for material, title in materials
        for word in map(_bare, (title.zh, title.en, material))
        if word and word in said
    ]
    return max(found, default=(0, ""))[1]


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
