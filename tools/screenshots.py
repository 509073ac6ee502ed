"""Take the pictures of the documents from the real pages of the demo: `dev.py screenshots`.

Runs inside the virtual environment (`python -m tools.screenshots`): it needs Playwright and Pillow.
"""

import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.city import City, running_city
from tests.journeys.conftest import ARGUMENTS, PATIENCE
from tests.journeys.people import choose
from tools import browser as chromium
from tools.place import ROOT, say

FOLDER = ROOT / "docs" / "screenshots"
COLOURS = 64  # pages have few: enough, and small
LARGEST = 150_000  # bytes
DESK, PHONE = 1280, 360
TALLEST = 1800  # pixels: what is below says nothing new
THEME = "/t/longquanyi/open-a-gym/"


@dataclass(frozen=True)
class Shot:
    """One picture: its name, who looks, how wide, where; `way`: what to click after that."""

    name: str
    who: str
    width: int
    path: str
    way: tuple[str, ...] = ()


RUNNING = ("main a:has-text('我要开餐馆')",)
SHOTS = (
    Shot("home", "", DESK, "/"),
    Shot("theme", "", DESK, THEME),
    Shot("question", "", PHONE, THEME + "questions"),
    Shot("case", "申请人 孙建国", DESK, "/cases/", RUNNING),
    Shot("case-phone", "申请人 孙建国", PHONE, "/cases/", RUNNING),
    Shot("stopped", "申请人 王志强", DESK, "/cases/", ("main a[href*='/cases/']",)),
    Shot("branch", "济南市 消防救援大队 审查", DESK, "/office/", ("main a[href*='/cases/']",)),
    Shot("certificate", "申请人 钱雨桐", DESK, "/cases/",
         ("main a[href*='/cases/']", "a[href*='/certificates/']")),
)  # fmt: skip


def main() -> None:
    """Start a city, take every picture, stop the city."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = chromium.variables()
    with (
        tempfile.TemporaryDirectory() as home,
        running_city(Path(home)) as city,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=found["BANHAO_CHROMIUM"], args=ARGUMENTS, env={**os.environ, **found}
        )
        for shot in SHOTS:
            _take(browser, city, shot)
        browser.close()


def _take(browser: Browser, city: City, shot: Shot) -> None:
    context = browser.new_context(
        base_url=city.url, viewport={"width": shot.width, "height": 800}, locale="zh-CN"
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    if shot.who:
        page.goto("/personas/")
        choose(page, *shot.who.split())
    page.goto(shot.path)
    for selector in shot.way:
        page.locator(selector).first.click()
        page.wait_for_load_state()
    size = _keep(page.screenshot(full_page=True), FOLDER / f"{shot.name}.png")
    context.close()
    say(f"{shot.name}: {size:,} bytes")


def _keep(content: bytes, path: Path) -> int:
    """Write a picture with few colours; returns its size in bytes."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
    picture.quantize(COLOURS).save(path, optimize=True)
    size = path.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{path.name} has {size:,} bytes, more than {LARGEST:,}")
    return size


if __name__ == "__main__":
    main()
