"""Open a hotel: fire safety by pledge on the first day, and what was promised is checked later."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from banhao.demo_sources.population import firm
from tests.journeys import desks as office
from tests.journeys import errands
from tests.journeys.conftest import Look
from tests.journeys.people import somebody

TITLE = "我要开旅馆"
ANSWERS = ("是", "否", "否")  # a restaurant inside; neither pool nor central air conditioning
CITY, FIRE = "济南市", "消防救援大队"
OTHERS = ("公安分局", "卫生健康局", "市场监督管理局")
Desks = Callable[[], BrowserContext]


def test_a_hotel_opens_on_pledges_that_are_checked_afterwards(
    on_phone: BrowserContext, desks: Desks, look: Look
) -> None:
    owner, page = firm(4), on_phone.new_page()
    errands.draft(page, look, owner, "旅馆", TITLE, *ANSWERS)
    number = errands.file(page, look, owner, pledges=6)

    office.accept(somebody(desks(), CITY, "综合窗口"), look, number)
    fire_grants_on_the_pledge(desks, look, number)
    the_others_visit_together_and_grant(desks, look, number)
    my_case(page, look, number)
    expect(page.locator("#c5 ~ ul li").filter(has_text="前核查")).to_have_count(6)

    health = somebody(desks(), CITY, "卫生健康局", "审查")
    first = the_first_check(health, look, number)
    record(health, look, first, notes="现场没有看到制度。", days="5")
    my_case(page, look, number)
    expect(page.locator("#c5 ~ ul")).to_contain_text("前改正，到期再核查一次")
    record(health, look, first, notes="复查：制度已上墙。")
    my_case(page, look, number)
    expect(page.locator("#c5 ~ ul")).to_contain_text("做到了")


def fire_grants_on_the_pledge(desks: Desks, look: Look, number: str) -> None:
    """Examine and grant before anybody has visited."""
    examiner, decider = (somebody(desks(), CITY, FIRE, role) for role in ("审查", "决定"))
    assert office.examine_all(examiner, look, number) == 1
    assert office.decide_all(decider, look, number) == 1


def the_others_visit_together_and_grant(desks: Desks, look: Look, number: str) -> None:
    """Police, health and food safety come once; each grants."""
    examiners = [somebody(desks(), CITY, place, "审查") for place in OTHERS]
    assert [office.examine_all(page, look, number) for page in examiners] == [1, 1, 1]
    office.arrange_visit(examiners[0], look, number)
    assert [office.record_inspection(page, look, number) for page in examiners] == [1, 1, 1]
    for place in OTHERS:
        assert office.decide_all(somebody(desks(), CITY, place, "决定"), look, number) == 1


def my_case(page: Page, look: Look, number: str) -> None:
    """Open one's case: all four granted, the certificate issued."""
    page.goto("/cases/")
    page.locator("a").filter(has_text=number).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4 项都通过了，证已签发")
    look.at(page)


def the_first_check(page: Page, look: Look, number: str) -> str:
    """Find the pledges to check of a case in the list; returns the address of the first."""
    page.goto("/office/")
    page.get_by_role("link", name="承诺核查").click()
    look.at(page)
    rows = page.locator("table a").filter(has_text=number[-6:])
    expect(rows).to_have_count(2)
    return rows.first.get_attribute("href") or ""


def record(page: Page, look: Look, address: str, *, notes: str, days: str = "") -> None:
    """Record what was found: not kept if there are `days` to put it right."""
    page.goto(address)
    page.get_by_label("没有做到" if days else "做到了", exact=True).check()
    if days:
        page.get_by_label("几个工作日内改正").fill(days)
    page.get_by_label("核查记录").fill(notes)
    look.at(page)
    errands.press(page.get_by_role("button", name="记录核查结果"))
    errands.nothing_wrong(page)
    expect(page.locator("main")).to_contain_text(notes)
