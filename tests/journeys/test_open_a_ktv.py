"""Open a karaoke venue: the clock stands still while the hearing that the law asks for is held."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from banhao.demo_sources.population import firm
from tests.journeys import desks as office
from tests.journeys import errands
from tests.journeys.conftest import Look
from tests.journeys.people import somebody

TITLE = "我要开娱乐场所"
ANSWERS = ("都不是", "否")  # at none of the forbidden places; no central air conditioning
FORBIDDEN = "车站、机场等人群密集的场所"
CITY, CULTURE = "龙泉驿区", "文化和旅游局"
OTHERS = ("消防救援大队", "卫生健康局", "市场监督管理局")
NOTICE, RESULT = "依法举行听证，由本局主持。", "听证已举行，没有提出反对意见。"
Desks = Callable[[], BrowserContext]


def test_at_a_forbidden_place_there_is_no_plan_but_the_article(
    on_phone: BrowserContext, look: Look
) -> None:
    page = on_phone.new_page()
    errands.find(page, look, "娱乐", TITLE)
    errands.answer(page, look, FORBIDDEN)

    expect(page.locator("main")).to_contain_text("娱乐场所管理条例")
    expect(page.get_by_role("link", name="开始填表")).to_have_count(0)


@pytest.mark.timeout(1200)  # five departments
def test_a_karaoke_venue_opens_after_its_hearing(
    on_phone: BrowserContext, desks: Desks, look: Look
) -> None:
    owner, page = firm(5), on_phone.new_page()
    errands.draft(page, look, owner, "娱乐", TITLE, *ANSWERS)
    number = errands.file(page, look, owner)
    office.accept(somebody(desks(), CITY, "综合窗口"), look, number)

    culture = somebody(desks(), CITY, CULTURE, "审查")
    branch = start_the_hearing(culture, look, number)
    my_case(page, look, number)
    expect(page.locator("#s7 ~ ul")).to_contain_text("停止计时")
    expect(page.locator("#s7 ~ ul")).to_contain_text(NOTICE)
    end_the_hearing(culture, look, branch)

    examiners = [culture, *(somebody(desks(), CITY, place, "审查") for place in OTHERS)]
    assert [office.examine_all(each, look, number) for each in examiners] == [1, 1, 1, 1]
    office.arrange_visit(culture, look, number)
    assert [office.record_inspection(each, look, number) for each in examiners] == [1, 1, 1, 1]
    for place in (CULTURE, *OTHERS):
        assert office.decide_all(somebody(desks(), CITY, place, "决定"), look, number) == 1
    my_case(page, look, number)
    expect(page.locator("aside a[href*='/certificates/']")).to_have_count(6)  # five and the one
    expect(page.get_by_role("heading", level=1)).to_contain_text("5 项都通过了，证已签发")


def start_the_hearing(page: Page, look: Look, number: str) -> str:
    """Stop the clock for the hearing, with a notice; returns the address of the branch."""
    page.goto(f"/office/?number={number}")
    errands.press(page.locator("table a[href*='/office/cases/']").first)
    page.locator("summary").filter(has_text="开始特别程序").click()
    page.get_by_label("特别程序", exact=True).select_option(label="听证")
    page.get_by_label("告知内容").fill(NOTICE)
    look.at(page)
    errands.press(page.get_by_role("button", name="停止计时并告知申请人"))
    errands.nothing_wrong(page)
    expect(page.locator("main")).to_contain_text("停止计时")
    return page.url


def end_the_hearing(page: Page, look: Look, branch: str) -> None:
    """Write down what came of it; the clock runs again."""
    page.goto(branch)
    page.get_by_role("textbox", name="结果").fill(RESULT)
    errands.press(page.get_by_role("button", name="结束，接着计时"))
    errands.nothing_wrong(page)
    expect(page.locator("main")).to_contain_text(RESULT)
    look.at(page)


def my_case(page: Page, look: Look, number: str) -> None:
    """Open one's case."""
    page.goto("/cases/")
    page.locator("a").filter(has_text=number).first.click()
    look.at(page)
