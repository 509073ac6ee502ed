"""Wait in a hall: a ticket, an appointment, a clerk who calls; every page at both widths."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import Look
from tests.journeys.errands import press
from tests.journeys.people import somebody

Desks = Callable[[], BrowserContext]
PLACE = "510199"  # a district of its own: no catalogue, so its hall is always open


def test_a_ticket_a_call_and_a_booked_time(
    desks: Desks, on_phone: BrowserContext, without_scripts: BrowserContext, look: Look,
    plain_look: Look,
) -> None:  # fmt: skip
    admin = somebody(desks(), "系统管理员")
    open_hall(admin, look)

    machine = without_scripts.new_page()
    machine.goto("/hall/")
    plain_look.at(machine)
    press(machine.get_by_role("link", name="新城区"))
    plain_look.at(machine)
    press(machine.get_by_role("button", name="取号", exact=True))
    expect(machine.locator(".no")).to_have_text("A001")
    plain_look.at(machine)

    clerk = clerk_of_the_hall(admin, desks, look)
    press(clerk.get_by_role("button", name="叫下一个"))
    look.at(clerk)
    press(machine.get_by_role("link", name="看最新"))
    expect(machine.locator("#place")).to_contain_text("请到一号窗口")
    plain_look.at(machine)

    person = somebody(on_phone, "申请人")
    person.goto("/hall/xincheng/")
    look.at(person)
    press(person.get_by_role("link", name="预约时间"))
    look.at(person)
    person.locator("input[name=first]").first.check()
    press(person.get_by_role("button", name="约这个时间"))
    expect(person.locator("main")).to_contain_text("预约码")
    look.at(person)
    person.goto("/hall/xincheng/book")
    person.locator("input[name=first]").first.check()
    press(person.get_by_role("button", name="约这个时间"))
    expect(person.locator(".errs")).to_contain_text("已经有一个预约")
    look.at(person)

    press(clerk.get_by_role("button", name="来了，开始办"))
    expect(clerk.get_by_role("heading", level=1)).to_contain_text("申请人是谁")
    clerk.goto("/counter/")
    press(clerk.get_by_role("button", name="办完"))
    expect(clerk.locator("#queue")).to_contain_text("现在没有人排队")
    look.at(clerk)


def open_hall(admin: Page, look: Look) -> None:
    """Make a district, a counter, and slots on every day that is worked."""
    admin.goto("/administration/regions/new/")
    admin.get_by_label("行政区划代码").fill(PLACE)
    admin.get_by_label("标识").fill("xincheng")
    admin.get_by_label("中文名称").fill("新城区")
    press(admin.locator("main form button.btn-primary"))
    admin.goto(f"/administration/counters/new/?region={PLACE}")
    admin.get_by_label("标识").fill("one")
    admin.get_by_label("中文名称").fill("一号窗口")
    press(admin.locator("main form button.btn-primary"))
    press(admin.get_by_role("link", name="一号窗口"))
    press(admin.get_by_role("link", name="预约时段"))
    look.at(admin)
    for weekday in range(5):
        admin.get_by_label("星期几").select_option(str(weekday))
        admin.get_by_label("开始").fill("09:00")
        admin.get_by_label("结束").fill("11:00")
        press(admin.get_by_role("button", name="加上"))
    look.at(admin)


def clerk_of_the_hall(admin: Page, desks: Desks, look: Look) -> Page:
    """Appoint the clerk of Zibo to the new hall, too, and let them sit down there."""
    admin.goto("/administration/offices/new/")
    person = admin.locator("#id_person")
    option = person.locator("option").filter(has_text="clerk@zibo.")
    person.select_option(option.get_attribute("value"))
    admin.get_by_label("岗位").select_option("clerk")
    admin.get_by_label("在哪里").select_option(f"{PLACE}/")
    press(admin.locator("main form button.btn-primary"))
    clerk = somebody(desks(), "淄博市", "综合窗口")
    clerk.goto("/counter/")
    look.at(clerk)
    clerk.get_by_label("我坐在").select_option(f"{PLACE}/one")
    press(clerk.get_by_role("button", name="坐下"))
    look.at(clerk)
    return clerk
