"""Rate a service: by the code from the counter, without an account and scripts; change it later."""

import io
from collections.abc import Callable

import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from banhao.demo_sources.population import firm
from banhao.site.demo.stories import in_turn
from tests.journeys.conftest import Look
from tests.journeys.errands import catalogue, press
from tests.journeys.people import somebody

PLACE = catalogue().region_of(in_turn(catalogue())[1].id).title.zh
Desks = Callable[[], BrowserContext]


def test_somebody_scans_the_code_from_the_counter_and_rates(
    desks: Desks, without_scripts: BrowserContext, look: Look, plain_look: Look
) -> None:
    owner = firm(1)  # the demo's case that waits to be handed out
    applicant = somebody(desks(), "申请人", owner.name)
    applicant.goto("/cases/")
    number = applicant.locator("a small.num").first.inner_text().split()[0]
    clerk = somebody(desks(), PLACE, "综合窗口")
    clerk.goto("/counter/")
    press(clerk.locator("a").filter(has_text=number).first)
    press(clerk.get_by_role("button", name="已当面发出"))
    look.at(clerk)
    address = scanned(clerk)

    page = without_scripts.new_page()
    page.goto(address)
    plain_look.at(page)
    page.get_by_label("不满意", exact=True).check()
    expect(page.locator("fieldset.tags-2")).to_be_visible()
    expect(page.locator("fieldset.tags-5")).to_be_hidden()
    page.locator("fieldset.tags-2 input").first.check()
    page.get_by_label("留下姓名和手机号").check()
    plain_look.at(page)
    press(page.get_by_role("button", name="交评价"))
    expect(page.locator(".errs")).to_contain_text("姓名")
    plain_look.at(page)
    page.get_by_label("姓名", exact=True).fill("周晓梅")
    page.get_by_label("手机号", exact=True).fill("19900000021")
    press(page.get_by_role("button", name="交评价"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("收到了")
    plain_look.at(page)
    page.goto(address)
    expect(page.locator("main")).to_contain_text("已经评价过了")

    desk = somebody(desks(), PLACE, "差评处理")
    look.at(desk)
    press(desk.get_by_role("link", name="要回电的差评"))
    expect(desk.locator("main")).to_contain_text("周晓梅")
    look.at(desk)

    applicant.reload()
    applicant.locator("a").filter(has_text=number).first.click()
    press(applicant.get_by_role("link", name="改一次"))
    look.at(applicant)
    applicant.get_by_label("非常满意", exact=True).check()
    press(applicant.get_by_role("button", name="改成这个评价"))
    desk.reload()
    expect(desk.locator("main")).to_contain_text("现在没有要回电的差评")


def scanned(page: Page) -> str:
    """Return what the code on a page says to a camera."""
    picture = Image.open(io.BytesIO(page.locator("img.qr-rate").screenshot()))
    (code,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return code.text
