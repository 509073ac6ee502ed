"""One city for all pages, filled once; one browser context for each person and language."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.city import served
from tests.journeys.conftest import DESK, PATIENCE, failed
from tests.journeys.people import choose
from tools.place import PYTHON, output

LANGUAGES = {"zh": "zh-hans", "en": "en"}


@dataclass
class Town:
    """The city with what stands in it, and who is signed in already."""

    url: str
    ids: Mapping[str, Any]
    browser: Browser
    contexts: dict[tuple[str, str], BrowserContext] = field(default_factory=dict)

    def page(self, who: str, lang: str = "zh") -> Page:
        """Return a new page of a person ("" for anybody) in a language."""
        if (who, lang) not in self.contexts:
            self.contexts[who, lang] = self._context(who, lang)
        return self.contexts[who, lang].new_page()

    def path(self, path: str) -> str:
        """Return a path with its words filled in."""
        return path.format(**self.ids)

    def _context(self, who: str, lang: str) -> BrowserContext:
        context = self.browser.new_context(base_url=self.url, viewport=DESK, locale="zh-CN")
        context.set_default_timeout(PATIENCE)
        if who:
            page = context.new_page()
            page.goto("/personas/")
            choose(page, *who.split())
            page.close()
        language = {"name": "django_language", "value": LANGUAGES[lang], "url": self.url}
        context.add_cookies([language])
        return context


@pytest.fixture(scope="session")
def town(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The city of the pages, with hard names in it."""
    with served(tmp_path_factory.mktemp("pages"), database="") as city:
        said = output([PYTHON, "-m", "tests.journeys.pages.made"], city.env)
        yield Town(city.url, json.loads(said.splitlines()[-1]), browser)
        assert [line for line in city.processes.lines if failed(line)] == []
