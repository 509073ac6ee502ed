"""Somebody whose browser runs no scripts registers and files: every page works by itself."""

from playwright.sync_api import BrowserContext, expect

from banhao.demo_sources.population import firm
from tests.journeys import errands
from tests.journeys.conftest import Look
from tests.journeys.test_open_a_pharmacy import ANSWERS, TITLE


def test_a_newcomer_registers_and_files(without_scripts: BrowserContext, plain_look: Look) -> None:
    owner, page, look = firm(60), without_scripts.new_page(), plain_look
    errands.find(page, look, "药店", TITLE)
    errands.answer(page, look, *ANSWERS)
    errands.start(page)
    errands.register(page, look, owner.representative, "newcomer@example.com")
    errands.register_firm(page, look, owner)
    errands.begin(page, look, owner)
    errands.fill_form(page, look, owner)
    errands.let_fetch(page, look, by_itself=False)
    errands.pledge_all(page)
    errands.upload_what_is_missing(page, look)

    number = errands.sign(page, look, owner)

    page.goto("/cases/")
    expect(page.locator("main")).to_contain_text(number)
