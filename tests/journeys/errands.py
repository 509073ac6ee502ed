"""What people do on the pages of an errand, step by step, by what they read there."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pypdfium2
import zxingcpp
from playwright.sync_api import Locator, Page, expect

from banhao.core.catalogue.load import read_folder_texts
from banhao.core.catalogue.values import Catalogue
from banhao.core.clock.local import localdate
from banhao.demo_sources.population import Firm, Person
from banhao.site.demo.filing import paper
from banhao.site.demo.filling import filled
from tests.journeys.conftest import Look
from tests.journeys.people import choose

# What firms of the demo say of themselves before the form.
STANDING = {"pledge": True, "e_licences": True, "premises_registered": True, "by_agent": False}
PICTURE = paper("layout").read()  # a scanned page, whatever it is handed in for
MOST_ROUNDS = 3  # of filling in one part
# What stands in each control of a form, in one question to the browser: there are hundreds.
CONTROLS = """all => all.map(({name, type, value, form}) => ({name, type, value,
  chosen: form.querySelector(`[name="${name}"]:checked`) ? "yes" : ""}))"""
FOLDER = Path(__file__).parents[2] / "catalogues"
SOURCES_ANSWER = 30_000  # milliseconds until the worker has asked all sources
PAUSE = 1_000  # milliseconds before somebody without JavaScript looks again


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of the checkout, for what an applicant would write into its form."""
    paths = FOLDER.glob("**/*.toml")
    return read_folder_texts(
        {p.relative_to(FOLDER).as_posix(): p.read_text("utf-8") for p in paths}
    )


def draft(page: Page, look: Look, owner: Firm, words: str, title: str, *answers: str) -> None:
    """Look for something, answer its questions, be the demo person of a firm: an empty draft."""
    find(page, look, words, title)
    answer(page, look, *answers)
    start(page)
    sign_in_as(page, look, "申请人", owner.name)
    begin(page, look, owner)


def file(
    page: Page, look: Look, owner: Firm, *, pledges: int | None = None, uploads: int | None = None
) -> str:
    """Bring an empty draft to a case, with so many pledges and uploads; returns its number."""
    fill_form(page, look, owner)
    let_fetch(page, look)
    pledged, uploaded = pledge_all(page), upload_what_is_missing(page, look)
    assert pledges in {None, pledged}, f"{pledged} pledges"
    assert uploads in {None, uploaded}, f"{uploaded} uploads"
    return sign(page, look, owner)


def find(page: Page, look: Look, words: str, title: str) -> None:
    """Come to the home page, look for something, and open the theme with this title."""
    page.goto("/")
    look.at(page)
    page.get_by_label("您想办什么事").fill(words)
    page.get_by_role("button", name="查找").click()
    page.locator("a.tile").filter(has_text=title).first.click()
    look.at(page)


def answer(page: Page, look: Look, *answers: str) -> None:
    """Start at a theme's page and answer its questions, one a page, up to the plan."""
    press(page.get_by_role("link", name="开始办理").first)
    for words in answers:
        look.at(page)
        page.locator("label.opt").filter(has=page.get_by_text(words, exact=True)).click()
        press(page.locator("main form button.btn-primary").first)
    look.at(page)


def start(page: Page) -> None:
    """Go on from the plan; whoever is not signed in comes to sign-in first."""
    link, button = (page.get_by_role(role, name="开始填表") for role in ("link", "button"))
    link.or_(button).first.click()


def sign_in_as(page: Page, look: Look, *words: str) -> None:
    """Become the demo person whose line has these words, and be back where one was."""
    look.at(page)
    page.get_by_role("link", name="选一个演示人员").click()
    choose(page, *words)


def register(page: Page, look: Look, person: Person, mail: str) -> None:
    """Make an account instead of signing in, and be back where one was."""
    page.get_by_role("link", name="还没有账号，去注册").click()
    page.get_by_label("姓名").fill(person.name)
    page.get_by_label("邮箱").fill(mail)
    page.get_by_label("手机号").fill(person.mobile)
    page.get_by_label("密码").fill("lotus-pond-42")
    page.get_by_label("同意电子送达").check()
    look.at(page)
    page.get_by_role("button", name="注册并登录").click()
    nothing_wrong(page)


def begin(page: Page, look: Look, firm: Firm) -> None:
    """Say for whom and in which standing, and come to the draft."""
    page.locator(f"input[name=firm][value='{firm.uscc}']").check()
    for name, holds in STANDING.items():
        page.locator(f"input[name={name}][value={'yes' if holds else 'no'}]").check()
    look.at(page)
    page.get_by_role("button", name="开始填表").click()
    page.wait_for_url("**/drafts/*/")


def register_firm(page: Page, look: Look, firm: Firm) -> None:
    """Declare that one may act for a firm, and be back where one was."""
    before = page.url
    page.goto("/account/firms/")
    page.get_by_label("统一社会信用代码").fill(firm.uscc)
    page.get_by_label("名称").fill(firm.name)
    look.at(page)
    page.get_by_role("button", name="登记企业").click()
    nothing_wrong(page)
    page.goto(before)


def leave_and_come_back(page: Page, firm: Firm) -> str:
    """Type one value, send nothing, open the page anew: it is there. Returns the value."""
    draft, values = page.url, wanted_values(firm)
    page.goto(_addresses(page.locator("#parts a"))[0])
    for control in page.locator("#form input.form-control:visible").all():
        name = control.get_attribute("name") or ""
        if name in values and not control.input_value():
            control.fill(values[name][0])
            with page.expect_response(lambda answer: answer.request.method == "POST"):
                control.blur()
            page.reload()
            expect(page.locator(f"#form [name='{name}']")).to_have_value(values[name][0])
            page.goto(draft)
            return values[name][0]
    raise AssertionError("nothing to type: the whole part is prefilled")


def wanted_values(firm: Firm) -> Mapping[str, Sequence[str]]:
    """Return what a firm would write: name of the field → its values."""
    return filled(catalogue().elements.values(), firm, localdate(datetime.now(UTC)))


def fill_form(page: Page, look: Look, firm: Firm) -> None:
    """Fill in every part of the form, as far as it is empty, and save each."""
    draft, values = page.url, wanted_values(firm)
    for address in _addresses(page.locator("#parts a")):
        page.goto(address)
        look.at(page)
        for _ in range(MOST_ROUNDS):
            for control in page.locator("#form [name]:visible").evaluate_all(CONTROLS):
                _fill(page, control, values)
            press(page.get_by_role("button", name="保存，填下一部分"))
            if not page.url.endswith(address):
                break  # else an answer has opened a further field
        nothing_wrong(page)
    page.goto(draft)


def _fill(page: Page, control: Mapping[str, str], values: Mapping[str, Sequence[str]]) -> None:
    name, kind, value = control["name"], control["type"], control["value"]
    wanted, place = values.get(name, []), page.locator(f"#form [name='{name}']")
    if kind in {"radio", "checkbox"}:
        if value in wanted and not (kind == "radio" and control["chosen"]):
            page.locator(f"#form [name='{name}'][value='{value}']").check()
    elif wanted and not value:
        if kind == "select-one":
            place.select_option(wanted[0])
        else:
            place.fill(wanted[0])


def let_fetch(page: Page, look: Look, *, by_itself: bool = True) -> None:
    """Agree to all sources and wait until each has answered; not `by_itself`: look anew by hand."""
    page.goto(f"{page.url}materials")
    look.at(page)
    for source in page.locator("input[name=source]").all():
        source.check()
    press(page.get_by_role("button", name="同意勾选的，去取"))
    fetching = page.get_by_text("正在取，几秒就好")
    for _ in range(0 if by_itself else SOURCES_ANSWER // PAUSE):
        page.wait_for_timeout(PAUSE)
        if not fetching.count():
            break
        page.get_by_role("link", name="看最新").click()
        page.reload()
    expect(fetching).to_have_count(0, timeout=SOURCES_ANSWER)


def upload_what_is_missing(page: Page, look: Look) -> int:
    """Upload a picture wherever a file is still wanted; returns how many."""
    count = 0
    while (form := page.locator("form.upload:visible").first).count():
        upload(form)
        count += 1
    look.at(page)
    return count


def upload(form: Locator) -> None:
    """Hand in a picture by the form of one paper."""
    file = {"name": "photo.png", "mimeType": "image/png", "buffer": PICTURE}
    form.locator("input[type=file]").first.set_input_files(file)
    press(form.locator("button"))
    nothing_wrong(form.page)


def pledge_all(page: Page) -> int:
    """Pledge whatever may be pledged; returns how many."""
    count = 0
    while (button := page.get_by_role("button", name="我承诺").first).count():
        press(button)
        nothing_wrong(page)
        count += 1
    return count


def sign(page: Page, look: Look, firm: Firm) -> str:
    """Check, sign and file; returns the number on the page "received"."""
    page.get_by_role("link", name="下一步：核对和签名").click()
    look.at(page)
    page.locator("#agree").check()
    page.locator("#name").fill(firm.representative.name)
    page.get_by_role("button", name="签名并提交").click()
    page.wait_for_url("**/received")
    look.at(page)
    return page.locator("b.num").inner_text()


def download(page: Page) -> bytes:
    """Download the certificate whose page this is."""
    with page.expect_download() as saved:
        page.get_by_role("link", name="下载 PDF").click()
    return Path(saved.value.path()).read_bytes()


def code_on(pdf: bytes) -> str:
    """Return what the QR code on the first page of a PDF says."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return code.text


def press(button: Locator) -> None:
    """Click what sends a form or follows a link, and wait for the page that answers."""
    with button.page.expect_navigation():
        button.click()


def nothing_wrong(page: Page) -> None:
    """Check that the page tells of no mistake."""
    page.wait_for_load_state()
    told = page.locator("[role=alert]").all_inner_texts()
    assert told == [], f"{page.url}: {told}"


def _addresses(links: Locator) -> list[str]:
    return [link.get_attribute("href") or "" for link in links.all()]
