"""Journeys: a real browser on a real city. Chromium: BANHAO_CHROMIUM, else the system's."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from banhao.demo_sources import population
from tests.journeys.city import City, running_city
from tools import browser as chromium

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]+|YJS\d+|\d+")  # in addresses
PARTS = """() => [...document.querySelectorAll("main :is(section, form, h2, details, table)")]
  .map(part => part.tagName + (part.id || part.className)).sort().join()"""
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}  # the rest is much, and nobody reads it
PATIENCE = 15_000  # milliseconds for one step of a page on a busy machine


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The demo city, one for all journeys of a run."""
    with running_city(tmp_path_factory.mktemp("city")) as running:
        yield running
        lines = running.processes.lines
        assert [line for line in lines if failed(line)] == [], "\n".join(lines[-80:])
        assert personal_data("\n".join(lines)) == []
        assert personal_data(running.journal()) == []
        running.banhao("audit", "verify")


def failed(line: str) -> bool:
    """Return whether a line of a process's log tells of a mistake of ours."""
    return "Traceback" in line or "] ERROR" in line


def personal_data(journal: str) -> list[str]:
    """Return the names, numbers and mail addresses of the demo that stand in a journal or log."""
    firms = [population.firm(number) for number in range(population.FIRMS)]
    people = [population.person(number) for number in range(population.PEOPLE)]
    words = [word for one in firms for word in (one.name, one.uscc, one.address)]
    words += [word for one in people for word in (one.name, one.id_number, one.mobile)]
    words += ["@", "demo.example"]
    return sorted({word for word in words if word in journal or ascii(word)[1:-1] in journal})


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium with an empty profile."""
    found = chromium.variables() if "BANHAO_CHROMIUM" not in os.environ else os.environ
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found["BANHAO_CHROMIUM"],
            headless=True,
            args=ARGUMENTS,
            env={**os.environ, **found},
        )
        yield started
        started.close()


@pytest.fixture
def at_desk(browser: Browser, city: City) -> Iterator[BrowserContext]:
    """A desk-sized browser of somebody who is not signed in."""
    yield from _context(browser, city, DESK)


@pytest.fixture
def desks(browser: Browser, city: City) -> Iterator[Callable[[], BrowserContext]]:
    """A function that gives each official a desk-sized browser of their own."""
    with ExitStack() as stack:
        make = contextmanager(_context)
        yield lambda: stack.enter_context(make(browser, city, DESK))


@pytest.fixture
def without_scripts(browser: Browser, city: City) -> Iterator[BrowserContext]:
    """A phone-sized browser that runs no JavaScript."""
    yield from _context(browser, city, PHONE, java_script_enabled=False)


@pytest.fixture
def on_phone(browser: Browser, city: City) -> Iterator[BrowserContext]:
    """A phone-sized browser of somebody who is not signed in."""
    yield from _context(browser, city, PHONE)


def _context(
    browser: Browser, city: City, size: ViewportSize, *, java_script_enabled: bool = True
) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=city.url,
        viewport=size,
        locale="zh-CN",
        java_script_enabled=java_script_enabled,
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


class Look:
    """What must hold on every page that a journey passes."""

    def __init__(self, pictures: Path | None, *, with_axe: bool = True) -> None:
        self._axe = Axe() if with_axe else None
        self._pictures = pictures
        self._taken = 0
        self._seen: set[str] = set()

    def at(self, page: Page) -> None:
        """Check accessibility (axe) and that nothing scrolls sideways; keep a picture if asked."""
        self._taken += 1
        if self._pictures:
            name = page.url.split("//")[1].partition("/")[2].replace("/", "_") or "home"
            page.screenshot(
                path=self._pictures / f"{self._taken:02}-{name[:60]}.png", full_page=True
            )
        if self._axe and self._is_new(page):
            found = self._axe.run(page, options=ONLY_VIOLATIONS)
            assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{page.url} scrolls {wide} px sideways"

    def _is_new(self, page: Page) -> bool:
        """Whether axe has not seen such a page yet: its kind, width and parts. It takes seconds."""
        parts = page.evaluate(PARTS)
        kind = f"{IDS.sub('*', page.url.partition('?')[0])} {page.viewport_size} {parts}"
        new = kind not in self._seen
        self._seen.add(kind)
        return bool(new)


@pytest.fixture(scope="session")
def look() -> Look:
    """The eye on every page. BANHAO_PICTURES=FOLDER keeps a picture of each."""
    return Look(_pictures())


@pytest.fixture(scope="session")
def plain_look() -> Look:
    """The eye for pages without scripts: axe is a script itself."""
    return Look(_pictures(), with_axe=False)


def _pictures() -> Path | None:
    folder = os.environ.get("BANHAO_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder) if folder else None
