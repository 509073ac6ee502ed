"""What clerks and officers do on their pages: accept, examine, inspect, decide, hand out."""

from datetime import UTC, datetime

from playwright.sync_api import Page

from banhao.core.clock.local import localdate
from tests.journeys.conftest import Look
from tests.journeys.errands import nothing_wrong, press


def accept(page: Page, look: Look, number: str) -> None:
    """Accept a case at the counter."""
    page.goto("/counter/")
    press(page.get_by_role("link", name=number).first)
    look.at(page)
    press(page.get_by_role("button", name="受理并打印回执"))
    look.at(page)


def note_line(page: Page, look: Look, number: str, what: str, wrong: str) -> None:
    """Note what is missing in a filed case, for the one notice of the counter."""
    page.goto("/office/filed/")
    look.at(page)
    press(page.locator("ul.tasks a").filter(has_text=number[-6:]).first)
    page.locator("summary").filter(has_text="缺什么，或哪里不对").click()
    page.get_by_label("补什么").select_option(label=what)
    page.get_by_label("哪里不对").fill(wrong)
    look.at(page)
    press(page.get_by_role("button", name="记下这一条"))
    nothing_wrong(page)


def ask_supplement(page: Page, look: Look, number: str) -> list[str]:
    """Send all lines that were noted in one notice; returns them as the clerk reads them."""
    page.goto("/counter/")
    press(page.get_by_role("link", name=number).first)
    press(page.get_by_role("link", name="补正…"))
    look.at(page)
    lines = page.locator("section[aria-labelledby=s1] li").all_inner_texts()
    press(page.get_by_role("button", name="发出这一份通知"))
    nothing_wrong(page)
    look.at(page)
    return lines


def examine_all(page: Page, look: Look, number: str) -> int:
    """Take and examine every branch of a case that waits at this desk; returns how many."""
    addresses = _branches(page, look, number)
    for address in addresses:
        page.goto(address)
        press(page.get_by_role("button", name="领取这个任务"))
        for point in page.locator("input[name=points]").all():
            point.check()
        page.get_by_label("符合", exact=True).check()
        page.get_by_role("textbox", name="意见").fill("材料齐全，符合条件。")
        look.at(page)
        press(page.get_by_role("button", name="提交审查意见"))
        nothing_wrong(page)
    return len(addresses)


def arrange_visit(page: Page, look: Look, number: str) -> None:
    """Set today as the day of the joint inspection of a case."""
    _visit(page, number)
    page.get_by_label("踏勘日期").fill(localdate(datetime.now(UTC)).isoformat())
    look.at(page)
    press(page.get_by_role("button", name="定下日期"))
    if page.get_by_label("就定这一天").count():  # today is a day off
        page.get_by_label("就定这一天").check()
        press(page.get_by_role("button", name="定下日期"))
    nothing_wrong(page)


def record_inspection(page: Page, look: Look, number: str, result: str = "符合") -> int:
    """Record the parts of this department, everybody present; returns how many."""
    _visit(page, number)
    count = 0
    while page.get_by_role("button", name="记录这一项的结果").count():
        part = page.locator("section").filter(
            has=page.get_by_role("button", name="记录这一项的结果")
        )
        form = part.first
        form.get_by_label(result, exact=True).check()
        for officer in form.locator("input[name$=officers]").all():
            officer.check()
        form.get_by_label("现场记录").fill("现场与申报一致。")
        look.at(page)
        press(form.get_by_role("button", name="记录这一项的结果"))
        nothing_wrong(page)
        count += 1
    return count


def decide_all(page: Page, look: Look, number: str) -> int:
    """Grant every branch of a case that waits for a decision at this desk; returns how many."""
    addresses = _branches(page, look, number)
    for address in addresses:
        page.goto(address)
        look.at(page)
        press(page.get_by_role("button", name="准予并签发"))
        nothing_wrong(page)
    return len(addresses)


def refuse(page: Page, look: Look, number: str, reason: str) -> None:
    """Refuse the one branch of a case that waits for a decision at this desk."""
    (address,) = _branches(page, look, number)
    page.goto(address)
    page.get_by_label("理由").fill(reason)
    page.locator("input[name=article]").first.check()
    look.at(page)
    press(page.get_by_role("button", name="作出不予许可决定"))
    nothing_wrong(page)


def accept_again(page: Page, look: Look, number: str) -> None:
    """Accept the item of a case that was filed again."""
    page.goto("/counter/")
    look.at(page)
    press(page.get_by_role("link", name=number).first)
    look.at(page)
    press(page.get_by_role("button", name="受理这一项"))
    nothing_wrong(page)


def hand_out(page: Page, look: Look, number: str) -> None:
    """Hand the results out at the counter."""
    page.goto("/counter/")
    press(page.get_by_role("link", name=number).first)
    look.at(page)
    press(page.get_by_role("button", name="已当面发出"))
    nothing_wrong(page)


def _branches(page: Page, look: Look, number: str) -> list[str]:
    page.goto(f"/office/?number={number}")
    look.at(page)
    links = page.locator("table a[href*='/office/cases/']").all()
    return [link.get_attribute("href") or "" for link in links]


def _visit(page: Page, number: str) -> None:
    page.goto("/office/")
    page.locator("a[href*='/visits/']").filter(has_text=number[-6:]).first.click()
