"""Every URL leads to a view that names its act, through the door that checks it."""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from banhao.core.authority.acts import Act


def leaves(patterns: Sequence[URLPattern | URLResolver], before: str = "") -> Iterator[URLPattern]:
    """Yield every pattern that leads to a view."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from leaves(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield pattern


def without_act(patterns: Sequence[URLPattern | URLResolver]) -> list[str]:
    """Return the URLs whose view names no act."""
    return [
        f"{pattern.pattern} → {getattr(pattern.callback, '__module__', '')}"
        for pattern in leaves(patterns)
        if not isinstance(getattr(pattern.callback, "act", None), Act)
    ]


def test_every_url_names_its_act() -> None:
    assert without_act(get_resolver().url_patterns) == []


def test_every_url_has_a_name() -> None:
    nameless = [str(p.pattern) for p in leaves(get_resolver().url_patterns) if not p.name]
    assert nameless == []


def test_the_check_finds_a_view_without_act() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert without_act([path("open-door", view)]) == ["open-door → tests.house.test_pages"]
