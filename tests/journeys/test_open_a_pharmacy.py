"""Open a pharmacy in one visit: questions, one form, sources that answer, one receipt."""

from playwright.sync_api import BrowserContext, expect

from banhao.demo_sources.population import firm
from banhao.site.demo.filing import paper
from tests.journeys.city import City
from tests.journeys.conftest import Look
from tests.journeys.errands import (
    accept,
    answer,
    begin,
    fill_form,
    let_fetch,
    pledge_all,
    sign,
    upload_what_is_missing,
)
from tests.journeys.people import somebody

THEME = "zibo/open-a-pharmacy"
ANSWERS = ("是", "是", "否", "否")
STANDING = {"pledge": True, "e_licences": True, "premises_registered": True, "by_agent": False}
OWNER = firm(4)
PICTURE = paper("layout").read()


def test_a_pharmacy_is_filed_and_accepted(
    on_phone: BrowserContext, at_desk: BrowserContext, look: Look
) -> None:
    page = somebody(on_phone, "申请人", OWNER.name)
    answer(page, look, THEME, *ANSWERS)
    begin(page, look, OWNER, STANDING)
    fill_form(page, look, OWNER)
    let_fetch(page, look)
    uploads = upload_what_is_missing(page, look, PICTURE)
    pledges = pledge_all(page)
    number = sign(page, look, OWNER)

    assert (uploads, pledges) == (1, 4)
    clerk = somebody(at_desk, "淄博市 · 综合窗口")
    accept(clerk, look, number)
    page.goto("/cases/")
    page.get_by_role("link", name=number).first.click()
    expect(page.locator("main")).to_contain_text("联合踏勘")
    look.at(page)


def test_with_the_sources_down_it_is_filed_all_the_same(
    on_phone: BrowserContext, city: City, look: Look
) -> None:
    owner = firm(5)
    page = somebody(on_phone, "申请人", owner.name)
    answer(page, look, THEME, *ANSWERS)
    begin(page, look, owner, STANDING)
    fill_form(page, look, owner)

    with city.without_sources():
        let_fetch(page, look)
        pledge_all(page)
        uploads = upload_what_is_missing(page, look, PICTURE)
        number = sign(page, look, owner)

    assert uploads > 1
    assert number
