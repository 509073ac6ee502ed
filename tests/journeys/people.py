"""How a journey becomes somebody: one click on the page of demo people."""

from playwright.sync_api import BrowserContext, Page


def somebody(context: BrowserContext, *words: str) -> Page:
    """Return a page of the first demo person whose line has all these words."""
    page = context.new_page()
    page.goto("/personas/")
    choose(page, *words)
    return page


def choose(page: Page, *words: str) -> None:
    """Choose a demo person on the page of them."""
    line = page.locator("li")
    for word in words:
        line = line.filter(has_text=word)
    line.first.get_by_role("button").click()
    page.wait_for_url(lambda url: "/personas/" not in url)


def speak(page: Page, language: str) -> None:
    """Choose the language of the pages: "中文" or "English"."""
    button = page.get_by_role("button", name=language)
    if button.count():
        button.first.click()
