"""Every page in four states: full of hard names, in English, empty, and with an error.

At 1280 px, zoomed to 200 %, at 360 px, there in large print too; axe, keyboard, paper, weight.
It looks at pages only, so SQLite is enough: `dev.py test --only pages`.
"""

from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.pages.conftest import Town
from tests.journeys.pages.eye import by_keyboard, fits, on_paper
from tests.journeys.pages.listed import LOOKED_AT, Listed, Sent
from tests.journeys.pages.people import LONG_NAME

EMPTY = {name: page for name, page in LOOKED_AT.items() if page.empty is not None}
WRONG = {name: page for name, page in LOOKED_AT.items() if page.wrong is not None}
PORTAL = {"portal", "people", "organisations", "certificates"}
COMING = count(7000)
DATA = Path(__file__).parents[2] / "data"
MOST_BYTES, MOST_REQUESTS = 150_000, 10


def weighed(page: Page) -> list[float]:
    """Return a list that takes the size on the wire of everything the page loads, cache or not."""
    session, sizes = page.context.new_cdp_session(page), []
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    return sizes


def answer(page: Page, path: str) -> None:
    """Answer every question with the first that is offered."""
    page.goto(path)
    while page.url.endswith("/questions"):
        page.locator("main input[name=answer]").first.check()
        with page.expect_navigation():
            page.locator("main form button.btn-primary").click()


def come_in(page: Page) -> None:
    """Let somebody come to the counter, each time somebody new."""
    page.goto("/counter/walk-in/")
    new = page.locator("form[action$='/new/']")
    new.locator("[name=display_name]").fill(LONG_NAME)
    new.locator("[name=phone]").fill(f"1990000{next(COMING):04}")
    with page.expect_navigation():
        new.locator("button").click()


def ready(town: Town, listed: Listed, lang: str = "zh") -> Page:
    """Return a page of the right person, who has answered what is asked before."""
    page = town.page(listed.who, lang)
    if listed.asked:
        answer(page, listed.asked)
    if listed.walk_in:
        come_in(page)
    return page


def opened(town: Town, listed: Listed, page: Page) -> Page:
    """Open a page, which must be there."""
    answer = page.goto(town.path(listed.path))
    assert answer, listed.path
    assert answer.status == 200, f"{listed.path}: {answer.status}"
    assert "/sign-in/" not in page.url or listed.path == "/sign-in/"
    if listed.sent:
        with page.expect_navigation():
            send(page, listed.sent)
    return page


def send(page: Page, sent: Sent) -> None:
    """Send a form of the page, whatever the browser itself thinks of it."""
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    for selector, value in sent.filled.items():
        page.locator(f"main {selector}").first.fill(value)
    for selector, file in sent.files.items():
        page.locator(f"main {selector}").first.set_input_files(DATA / file)
    if sent.ticked:
        page.locator(f"main {sent.ticked}").first.check()
    button = page.locator("main").get_by_role("button", name=sent.press)
    if not sent.press or sent.press.startswith("["):
        button = page.locator(f"main form[method=post] {sent.press or '.btn-primary'}")
    button.first.click()


@pytest.mark.parametrize("name", LOOKED_AT)
def test_full_of_hard_names(town: Town, name: str) -> None:
    page = ready(town, LOOKED_AT[name])
    sizes = weighed(page)
    opened(town, LOOKED_AT[name], page)

    if name.split(":", maxsplit=1)[0] in PORTAL:
        assert sum(sizes) <= MOST_BYTES, f"{name} weighs {sum(sizes):,.0f} bytes"
        assert len(sizes) <= MOST_REQUESTS, f"{name} makes {len(sizes)} requests"
    fits(page, name, axe_at=(1280, 360))
    by_keyboard(page, name)
    on_paper(page, name)
    page.close()


@pytest.mark.parametrize("name", LOOKED_AT)
def test_in_english(town: Town, name: str) -> None:
    page = opened(town, LOOKED_AT[name], ready(town, LOOKED_AT[name], "en"))

    assert page.locator("html").get_attribute("lang") == "en"
    fits(page, f"{name}-en")
    page.close()


@pytest.mark.parametrize("name", EMPTY)
def test_with_nothing_in_it(town: Town, name: str) -> None:
    listed = EMPTY[name]
    page = town.page(listed.empty or "")
    page.goto(town.path(listed.empty_path or listed.path))

    fits(page, f"{name}-empty")
    page.close()


@pytest.mark.parametrize("name", WRONG)
def test_with_an_error(town: Town, name: str) -> None:
    page, wrong = opened(town, WRONG[name], ready(town, WRONG[name])), WRONG[name].wrong
    assert wrong

    send(page, wrong)

    said = page.locator("main .err, main .errs, main [role=alert], main h1")
    said.first.wait_for()
    assert page.locator("main .err, main .errs, main [role=alert]").count() or name in {
        "certificates:verify"
    }, f"{name}: nothing is said to be wrong: {page.locator('main').inner_text()[:200]}"
    fits(page, f"{name}-error")
    page.close()


@pytest.mark.parametrize("path", ["/nothing/here/", "/administration/", "/counter/"])
def test_what_may_not_be_seen_says_so(town: Town, path: str) -> None:
    page = town.page("还什么都没有的人")
    answer = page.goto(path)

    assert answer
    assert answer.status in {403, 404}
    fits(page, f"error{path.replace('/', '-')}")
    page.close()
