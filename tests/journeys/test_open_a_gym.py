"""Open a gym with a pool: three departments ask for something in one notice, answered once; fire is
refused, the others have their licences at once; only fire is done again, and the one certificate
is complete.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from banhao.demo_sources.population import firm
from tests.journeys import desks as office
from tests.journeys import errands
from tests.journeys.conftest import Look
from tests.journeys.people import somebody

TITLE = "我要开健身房"
# a pool, a place of assembly, no central air conditioning, a signboard, no food
ANSWERS = ("是", "是", "否", "是", "否")
CITY, REGISTER, FIRE = "龙泉驿区", "市场监督管理局", "消防救援大队"
OTHERS = ("卫生健康局", "体育局", "城市管理局")
MISSED = {  # by department: what it asks for again, and why
    FIRE: ("场所消防设施平面图", "没有标出两个安全出口的净宽。"),
    "体育局": ("游泳池水质检测报告", "报告是三年前的。"),
    "城市管理局": ("招牌长度", "和效果图上的不一致。"),
}
REASON = "疏散通道净宽只有 0.9 米，最少要 1.4 米。"
Desks = Callable[[], BrowserContext]


@pytest.mark.timeout(1200)  # five departments, two rounds of one of them
def test_a_gym_opens_although_fire_was_refused_once(
    on_phone: BrowserContext, desks: Desks, look: Look
) -> None:
    owner, page = firm(3), on_phone.new_page()
    errands.draft(page, look, owner, "健身房", TITLE, *ANSWERS)
    number = errands.file(page, look, owner, pledges=3)

    clerk = somebody(desks(), CITY, "综合窗口")
    examiners = {place: somebody(desks(), CITY, place, "审查") for place in (*OTHERS, FIRE)}
    asked_once(clerk, examiners, look, number)
    my_case(page, look, number, "要补几处，等您一次补齐")
    answered_once(page, look)
    office.accept(clerk, look, number)
    registered(desks, look, number)
    visited_together(examiners, look, number)
    three_grant_and_fire_refuses(desks, look, number)
    my_case(page, look, number, "4 项通过，1 项没有通过")
    why_fire_refused(page)
    certificates(page, 4)  # registration and three licences, and no composite

    only_this_item_again(page, look)
    my_case(page, look, number, "正在重办")
    office.accept_again(clerk, look, number)
    fire_grants(desks, examiners[FIRE], look, number)
    my_case(page, look, number, "5 项都通过了，证已签发")
    certificates(page, 6)
    the_one_certificate_is_complete(page, desks(), look)
    office.hand_out(clerk, look, number)
    my_case(page, look, number, "办完了，结果已送达")


def asked_once(clerk: Page, examiners: dict[str, Page], look: Look, number: str) -> None:
    """Three departments note what they miss; the counter tells it all in one notice."""
    for place, (what, wrong) in MISSED.items():
        office.note_line(examiners[place], look, number, what, wrong)
    lines = office.ask_supplement(clerk, look, number)
    assert len(lines) == len(MISSED)
    for place, (what, wrong) in MISSED.items():
        assert [line for line in lines if place in line and what in line and wrong in line]


def answered_once(page: Page, look: Look) -> None:
    """Read the whole list, put every line right, hand it in: there is no second list."""
    errands.press(page.get_by_role("link", name="去补").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("要补 3 处，只告知这一次")
    look.at(page)
    for what, _ in list(MISSED.values())[:2]:
        line = page.locator("li").filter(has_text=what).filter(has=page.locator("form.upload"))
        errands.upload(line.locator("form.upload"))
    page.locator("[name=sign_length]").fill("6")
    errands.press(page.get_by_role("button", name="提交补正"))
    errands.nothing_wrong(page)
    expect(page.locator("main")).to_contain_text("您已补齐")
    expect(page.get_by_role("link", name="去补")).to_have_count(0)


def registered(desks: Desks, look: Look, number: str) -> None:
    """The registration comes first; the other four wait for the business licence."""
    examiner, decider = (somebody(desks(), CITY, REGISTER, role) for role in ("审查", "决定"))
    assert office.examine_all(examiner, look, number) == 1
    assert office.decide_all(decider, look, number) == 1


def visited_together(examiners: dict[str, Page], look: Look, number: str) -> None:
    """Four departments examine and come once; fire finds something."""
    for page in examiners.values():
        assert office.examine_all(page, look, number) == 1
    office.arrange_visit(examiners[FIRE], look, number)
    for place, page in examiners.items():
        result = "不符合" if place == FIRE else "符合"
        assert office.record_inspection(page, look, number, result) == 1


def three_grant_and_fire_refuses(desks: Desks, look: Look, number: str) -> None:
    """Each of three issues its licence; fire refuses with reason, article and remedy."""
    for place in OTHERS:
        assert office.decide_all(somebody(desks(), CITY, place, "决定"), look, number) == 1
    office.refuse(somebody(desks(), CITY, FIRE, "决定"), look, number, REASON)


def why_fire_refused(page: Page) -> None:
    """Read reason, article and remedies (《行政许可法》 art. 38)."""
    refusal = page.get_by_role("region", name="没有通过").locator("dl.facts")
    expect(refusal).to_contain_text(REASON)
    expect(refusal).to_contain_text("《消防法》第十五条")
    expect(refusal).to_contain_text("行政复议")


def only_this_item_again(page: Page, look: Look) -> None:
    """Read why, replace one paper, correct the form, file only this item again."""
    errands.press(page.get_by_role("link", name="只重办这一项").first)
    expect(page.locator("main")).to_contain_text(REASON)
    look.at(page)
    paper_of_fire = page.locator("ul.mats > li").filter(has_text="消防设施平面图")
    paper_of_fire.locator("summary").click()
    errands.upload(paper_of_fire.locator("form"))
    errands.press(page.get_by_role("button", name="提交，重办这一项"))
    expect(page.get_by_role("alert")).to_contain_text("1 处要改")  # the tick is missing
    page.locator("#agree").check()
    look.at(page)
    errands.press(page.get_by_role("button", name="提交，重办这一项"))
    errands.nothing_wrong(page)


def fire_grants(desks: Desks, examiner: Page, look: Look, number: str) -> None:
    """Examine again, come once more because the part had failed, and grant."""
    assert office.examine_all(examiner, look, number) == 1
    office.arrange_visit(examiner, look, number)
    assert office.record_inspection(examiner, look, number) == 1
    assert office.decide_all(somebody(desks(), CITY, FIRE, "决定"), look, number) == 1


def the_one_certificate_is_complete(page: Page, stranger: BrowserContext, look: Look) -> None:
    """The composite lists four licences; by its code anybody sees that all are valid."""
    page.get_by_role("link", name="行业综合许可证").first.click()
    look.at(page)
    address = errands.code_on(errands.download(page))
    seen = stranger.new_page()
    seen.goto(address)
    look.at(seen)
    expect(seen.locator("tbody tr").filter(has_text="有效")).to_have_count(4)


def certificates(page: Page, count: int) -> None:
    """Count the certificates on the page of the case."""
    expect(page.locator("aside a[href*='/certificates/']")).to_have_count(count)


def my_case(page: Page, look: Look, number: str, headline: str) -> None:
    """Open one's case and read where it is."""
    page.goto("/cases/")
    page.locator("a").filter(has_text=number).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(headline)
    look.at(page)
