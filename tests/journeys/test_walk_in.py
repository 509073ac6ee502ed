"""Walk in: a clerk takes everything in for somebody, scans, prints receipt and cover sheet."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import zxingcpp
from playwright.sync_api import BrowserContext, Locator, Page, expect

from banhao.demo_sources.population import Firm, firm
from banhao.site.demo.filing import paper
from tests.journeys import errands
from tests.journeys.conftest import Look
from tests.journeys.errands import nothing_wrong, press
from tests.journeys.people import somebody

TITLE, CITY = "我要开药店", "淄博市"
YES = {"s-pledge", "s-e_licences", "s-premises_registered"}
SCAN = paper("layout").read()
Desks = Callable[[], BrowserContext]


def test_somebody_without_account_is_served_at_the_counter(
    desks: Desks, look: Look, tmp_path: Path
) -> None:
    owner, page = firm(6), somebody(desks(), CITY, "综合窗口")
    name = owner.representative.name
    take_in(page, look, owner)
    errands.fill_form(page, look, owner)
    errands.let_fetch(page, look)
    errands.pledge_all(page)
    scan(page, look, tmp_path)
    number = sign(page, look, name)

    receipt = saved(page, page.get_by_role("link", name="收件凭证"))
    cover = saved(page, page.get_by_role("link", name="扫描封面"))
    assert number in words_of(receipt)
    assert owner.name in words_of(receipt)
    assert codes_on(receipt)["QRCode"].endswith(number)
    assert codes_on(cover) == {"Code128": number, "QRCode": number}
    assert name not in words_of(cover)

    press(page.get_by_role("button", name="已当面交，已签收").first)
    expect(page.get_by_role("main")).to_contain_text("当面送达")
    look.at(page)
    open_by_scanner(page, look, codes_on(cover)["Code128"], number)
    open_by_scanner(page, look, codes_on(receipt)["QRCode"], number)
    press(page.get_by_role("button", name="受理并打印回执"))
    look.at(page)
    notice = saved(page, page.get_by_role("link", name="受理通知书"))
    assert "自" in words_of(notice)
    assert number in words_of(notice)


def take_in(page: Page, look: Look, owner: Firm) -> None:
    """Make the applicant, choose the theme, read the questions out; come to the draft."""
    page.goto("/counter/")
    look.at(page)
    press(page.get_by_role("link", name="给来人收件"))
    page.get_by_label("姓名").fill(owner.representative.name)
    page.locator("#id_phone").fill(owner.representative.mobile)
    look.at(page)
    press(page.get_by_role("button", name="新建申请人，接着选事"))
    press(page.get_by_role("link", name=TITLE).first)
    page.locator("form input[type=radio][value=no]").first.wait_for()
    answer(page)
    look.at(page)
    press(page.locator("main form button.btn-primary").last)
    nothing_wrong(page)
    page.wait_for_url("**/drafts/*/")


def answer(page: Page) -> None:
    """Answer what the clerk reads out, as often as an answer opens a further question."""
    for name in names(page):
        wanted = "yes" if name in YES or name not in SAID_NO else "no"
        choice = page.locator(f"input[name='{name}'][value='{wanted}']")
        if choice.count():
            choice.check()


SAID_NO = {"s-by_agent"}


def names(page: Page) -> list[str]:
    """Return the names of the questions on the page, each once."""
    found = [one.get_attribute("name") or "" for one in page.locator("input[type=radio]").all()]
    return [name for name in dict.fromkeys(found) if name]


def scan(page: Page, look: Look, folder: Path) -> None:
    """Upload what is missing: two pages out of the scanner's folder at once, then by camera."""
    pages = [folder / f"scan-{n}.png" for n in (1, 2)]
    for one in pages:
        one.write_bytes(SCAN)
    form = page.locator("form.upload:visible").first
    form.locator("input[name=file]").set_input_files(pages)
    press(form.locator("button"))
    nothing_wrong(page)
    expect(page.get_by_text("scan-2.png").first).to_be_visible()
    photo = {"name": "photo.png", "mimeType": "image/png", "buffer": SCAN}
    while (form := page.locator("form.upload:visible").first).count():
        camera = form.locator("input[name=photo]")
        assert camera.get_attribute("capture") == "environment"
        camera.set_input_files(photo)
        press(form.locator("button"))
        nothing_wrong(page)
    look.at(page)


def sign(page: Page, look: Look, name: str) -> str:
    """Let the applicant read and sign; returns the number on the page to print from."""
    page.get_by_role("link", name="下一步：核对和签名").click()
    look.at(page)
    page.locator("#agree").check()
    page.locator("#name").fill(name)
    page.get_by_role("button", name="签名并提交").click()
    page.wait_for_url("**/receipt/")
    look.at(page)
    return page.locator("dd.num b").first.inner_text()


def open_by_scanner(page: Page, look: Look, scanned: str, number: str) -> None:
    """Do what a scanner does: it types what it has read and presses Enter."""
    page.goto("/counter/")
    page.keyboard.press("Tab")
    page.get_by_label("扫码或输入办件编号").fill(scanned)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    look.at(page)


def saved(page: Page, link: Locator) -> bytes:
    """Follow a link to a file; returns what is saved."""
    with page.expect_download() as file:
        link.first.click()
    return Path(file.value.path()).read_bytes()


def words_of(pdf: bytes) -> str:
    """Return all words of a PDF without spaces."""
    pages = pypdfium2.PdfDocument(pdf)
    return "".join("".join(one.get_textpage().get_text_range().split()) for one in pages)


def codes_on(pdf: bytes) -> dict[str, str]:
    """Return the codes on the first page of a PDF, by their kind."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    return {code.format.name: code.text for code in zxingcpp.read_barcodes(picture)}
