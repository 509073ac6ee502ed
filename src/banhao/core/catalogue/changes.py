"""What differs between two versions of a catalogue, in a sentence."""

from collections.abc import Iterator, Mapping

from banhao.core.catalogue.values import Catalogue
from banhao.core.messages import Message

MANY = 8


def changes(old: Catalogue | None, new: Catalogue) -> Message:
    """Return what a version brings against the published one (None: nothing is published)."""
    if old is None:
        themes = sum(len(region.themes) for region in new.regions.values())
        return Message(
            "catalogue.changes_first",
            items=len(new.items),
            materials=len(new.materials),
            themes=themes,
        )
    if old.version == new.version:
        return Message("catalogue.changes_none")
    before, after = dict(_parts(old)), dict(_parts(new))
    changed = [one for one in after.keys() & before.keys() if after[one] != before[one]]
    return Message(
        "catalogue.changes",
        added=_named(after.keys() - before.keys()),
        removed=_named(before.keys() - after.keys()),
        changed=_named(changed),
    )


def _parts(catalogue: Catalogue) -> Iterator[tuple[str, object]]:
    """Yield everything that has an id, under its id and where it belongs."""
    for things in (catalogue.items, catalogue.materials, catalogue.elements):
        yield from _by_id(things)
    for others in (catalogue.certificates, catalogue.sources, catalogue.sections):
        yield from _by_id(others)
    for life in catalogue.lives.values():
        yield f"lives/{life.id}", life
    for region in catalogue.regions.values():
        yield from _by_id(region.themes)
        for item, made in region.implementations.items():
            yield f"{region.id}/items/{item}", made
        yield region.id, (region.code, region.title, region.office_hours)
        for place in (region.departments, region.counters):
            for name, thing in place.items():
                yield f"{region.id}/{name}", thing


def _by_id(things: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    yield from things.items()


def _named(ids: object) -> str:
    names = sorted(ids) if isinstance(ids, list | set | frozenset) else []
    rest = len(names) - MANY
    shown = "、".join(names[:MANY]) or "—"
    return f"{shown} …(+{rest})" if rest > 0 else shown
