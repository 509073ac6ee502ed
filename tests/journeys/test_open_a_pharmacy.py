"""Open a pharmacy in one visit: questions, one form, sources that answer, one certificate."""

import io
from collections.abc import Callable

import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from banhao.demo_sources.population import firm
from banhao.site.demo.filing import paper
from tests.journeys import desks as office
from tests.journeys import errands
from tests.journeys.city import City
from tests.journeys.conftest import Look
from tests.journeys.people import somebody

THEME = "zibo/open-a-pharmacy"
ANSWERS = ("是", "是", "否", "否")
STANDING = {"pledge": True, "e_licences": True, "premises_registered": True, "by_agent": False}
MARKET, DRUGS = "市场监督管理局", "药品监督管理部门"
PICTURE = paper("layout").read()


def test_a_pharmacy_opens_with_one_certificate(
    on_phone: BrowserContext, desks: Callable[[], BrowserContext], look: Look
) -> None:
    owner = firm(4)
    page = somebody(on_phone, "申请人", owner.name)
    errands.answer(page, look, THEME, *ANSWERS)
    errands.begin(page, look, owner, STANDING)
    errands.fill_form(page, look, owner)
    errands.let_fetch(page, look)
    uploads = errands.upload_what_is_missing(page, look, PICTURE)
    pledges = errands.pledge_all(page)
    number = errands.sign(page, look, owner)
    assert (uploads, pledges) == (1, 4)

    granted = all_departments_grant(desks, look, number)

    assert granted == 3  # the fourth is a filing: accepted is done
    page.goto("/cases/")
    page.locator("a").filter(has_text=number).first.click()
    look.at(page)
    page.get_by_role("link", name="行业综合许可证").first.click()
    look.at(page)
    verify_from_code(page, desks(), look, components=4)


def all_departments_grant(desks: Callable[[], BrowserContext], look: Look, number: str) -> int:
    """Accept, examine, inspect together, decide and hand out; returns how many were granted."""
    clerk = somebody(desks(), "淄博市", "综合窗口")
    office.accept(clerk, look, number)
    examiners = [somebody(desks(), "淄博市", place, "审查") for place in (MARKET, DRUGS)]
    deciders = [somebody(desks(), "淄博市", place, "决定") for place in (MARKET, DRUGS)]
    examined = sum(office.examine_all(page, look, number) for page in examiners)
    office.arrange_visit(examiners[0], look, number)
    recorded = sum(office.record_inspection(page, look, number) for page in examiners)
    granted = sum(office.decide_all(page, look, number) for page in deciders)
    assert examined == granted
    assert recorded > 1
    office.hand_out(clerk, look, number)
    return granted


def verify_from_code(page: Page, stranger: BrowserContext, look: Look, components: int) -> None:
    """Read the QR code off the certificate's page and open it as somebody unknown."""
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True)))
    code = zxingcpp.read_barcodes(picture)[0].text
    other = stranger.new_page()
    other.goto(code)
    look.at(other)
    expect(other.locator("main")).to_contain_text("有效")
    assert other.locator("main").inner_text().count("有效") > components


def test_with_the_sources_down_it_is_filed_all_the_same(
    on_phone: BrowserContext, city: City, look: Look
) -> None:
    owner = firm(5)
    page = somebody(on_phone, "申请人", owner.name)
    errands.answer(page, look, THEME, *ANSWERS)
    errands.begin(page, look, owner, STANDING)
    errands.fill_form(page, look, owner)

    with city.without_sources():
        errands.let_fetch(page, look)
        errands.pledge_all(page)
        uploads = errands.upload_what_is_missing(page, look, PICTURE)
        number = errands.sign(page, look, owner)

    assert uploads > 1
    assert number
