"""What must hold of every page, at every width, by keyboard and on paper."""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import ONLY_VIOLATIONS

AXE = Axe()
WIDTHS = (1280, 640, 360)  # 640 is 1280 at 200 % zoom
PAPER = 794  # A4 at 96 dpi
MEASURES = (Path(__file__).parent / "eye.js").read_text("utf-8")


def measured(page: Page, name: str) -> Any:
    """Return what a function of eye.js finds in the page."""
    return page.evaluate(f"({MEASURES}).{name}()")


def fits(page: Page, name: str, axe_at: tuple[int, ...] = (360,)) -> None:
    """Check a page as wide as a desk, zoomed to 200 %, on a phone and there in large print."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        _keep(page, f"{name}-{width}")
        if width in axe_at:
            found = AXE.run(page, options=ONLY_VIOLATIONS)
            assert found.violations_count == 0, f"{name} at {width} px\n{found.generate_report()}"
        _not_too_wide(page, f"{name} at {width} px")
        broken = measured(page, "brokenWords")
        assert broken == [], f"{name} at {width} px breaks inside words: {broken[:3]}"
    page.evaluate("document.documentElement.dataset.size = 'large'")
    _keep(page, f"{name}-large")
    _not_too_wide(page, f"{name} in large print")
    assert measured(page, "rowsOfNavigation") == 1, f"{name}: navigation in two rows in large print"
    page.evaluate("delete document.documentElement.dataset.size")


def by_keyboard(page: Page, name: str) -> None:
    """Check that the skip link comes first and works, and that the focus is always seen."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("document.activeElement && document.activeElement.blur()")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    if not page.locator("[autofocus]").count():
        assert skip.evaluate("e => e === document.activeElement"), f"{name}: no skip link first"
        assert skip.bounding_box()["x"] >= 0, f"{name}: the skip link is not seen"
    assert measured(page, "oddOrder") == 0, f"{name}: an order of its own"
    assert measured(page, "unseenFocus") == [], f"{name}: focus is not seen"


def on_paper(page: Page, name: str) -> None:
    """Check that only what belongs on paper is printed, and that it fits."""
    page.set_viewport_size({"width": PAPER, "height": 1123})
    page.emulate_media(media="print")
    _keep(page, f"{name}-paper")
    assert measured(page, "uselessOnPaper") == [], f"{name}: printed, but useless on paper"
    _not_too_wide(page, f"{name} on paper")
    page.emulate_media(media="screen")


def _not_too_wide(page: Page, name: str) -> None:
    wide = measured(page, "tooWide")
    assert wide <= 0, f"{name} scrolls {wide} px sideways: {measured(page, 'overhanging')}"


def _keep(page: Page, name: str) -> None:
    folder = os.environ.get("BANHAO_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name.replace(':', '-')}.png", full_page=True)
