"""Open a pharmacy in one visit: questions, one form, sources that answer, one certificate."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from banhao.demo_sources.population import Firm, firm
from tests.journeys import desks as office
from tests.journeys import errands
from tests.journeys.city import City
from tests.journeys.conftest import Look
from tests.journeys.people import somebody

TITLE = "我要开药店"
ANSWERS = ("是", "是", "否", "否")
MARKET, DRUGS = "市场监督管理局", "药品监督管理部门"
Desks = Callable[[], BrowserContext]


def test_a_pharmacy_opens_with_one_certificate(
    on_phone: BrowserContext, desks: Desks, look: Look
) -> None:
    owner, page = firm(4), on_phone.new_page()
    errands.draft(page, look, owner, "药店", TITLE, *ANSWERS)
    errands.leave_and_come_back(page, owner)
    number = errands.file(page, look, owner, uploads=1, pledges=4)

    clerk = somebody(desks(), "淄博市", "综合窗口")
    office.accept(clerk, look, number)
    my_case(page, look, number, "4 项里已通过 1 项")  # the filing: accepted is done
    all_departments_grant(desks, look, number)
    my_case(page, look, number, "4 项都通过了，证已签发")
    address = certificate_address(page, look)
    verify(desks(), look, address, owner)
    office.hand_out(clerk, look, number)
    my_case(page, look, number, "办完了，结果已送达")


def test_with_the_sources_down_it_is_filed_all_the_same(
    on_phone: BrowserContext, city: City, look: Look
) -> None:
    owner = firm(5)
    page = somebody(on_phone, "申请人", owner.name)
    errands.find(page, look, "药店", TITLE)
    errands.answer(page, look, *ANSWERS)
    errands.start(page)
    errands.begin(page, look, owner)

    with city.without_sources():
        number = errands.file(page, look, owner, uploads=7, pledges=4)

    assert number


def my_case(page: Page, look: Look, number: str, headline: str) -> None:
    """Open one's case and read where it is."""
    page.goto("/cases/")
    page.locator("a").filter(has_text=number).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(headline)
    look.at(page)


def all_departments_grant(desks: Desks, look: Look, number: str) -> None:
    """Examine, inspect together on one day, decide by others than examined."""
    examiners = [somebody(desks(), "淄博市", place, "审查") for place in (MARKET, DRUGS)]
    deciders = [somebody(desks(), "淄博市", place, "决定") for place in (MARKET, DRUGS)]
    assert [office.examine_all(page, look, number) for page in examiners] == [2, 1]
    office.arrange_visit(examiners[0], look, number)
    assert [office.record_inspection(page, look, number) for page in examiners] == [2, 1]
    assert [office.decide_all(page, look, number) for page in deciders] == [2, 1]


def certificate_address(page: Page, look: Look) -> str:
    """Open the composite from one's case, save its PDF; returns what the code on it says."""
    expect(page.locator("aside a[href*='/certificates/']")).to_have_count(5)  # four and the one
    page.get_by_role("link", name="行业综合许可证").first.click()
    look.at(page)
    return errands.code_on(errands.download(page))


def verify(stranger: BrowserContext, look: Look, address: str, owner: Firm) -> None:
    """Open the address as somebody unknown: real, valid, with four licences, the holder masked."""
    page = stranger.new_page()
    page.goto(address)
    look.at(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("真")
    expect(page.locator("tbody tr").filter(has_text="有效")).to_have_count(4)
    assert owner.representative.name not in page.locator("main").inner_text()
