"""Every address is in the list of pages that are looked at in four states, or says why not."""

from django.urls import URLResolver, get_resolver

from tests.journeys.pages.listed import NO_PAGES, PAGES, STAGES


def names(resolver: URLResolver, space: str = "") -> set[str]:
    """Return the name of every address, with its space."""
    found: set[str] = set()
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            found |= names(each, each.namespace or space)
        else:
            found.add(f"{space}:{each.name}")
    return found


def test_every_address_is_listed_once() -> None:
    known = names(get_resolver())

    assert sorted(known - set(PAGES) - set(NO_PAGES)) == []
    assert sorted((set(PAGES) | set(NO_PAGES)) - known) == []
    assert sorted(set(PAGES) & set(NO_PAGES)) == []
    assert {name.partition(" ")[0] for name in STAGES} <= known


def test_every_page_that_can_be_empty_or_wrong_is_looked_at_so() -> None:
    assert sum(page.empty is not None for page in PAGES.values()) >= 8
    assert sum(page.wrong is not None for page in PAGES.values()) >= 20
