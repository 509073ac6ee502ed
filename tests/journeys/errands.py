"""What people do on the pages of an errand, step by step, by what they read there."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from banhao.core.catalogue.load import read_folder_texts
from banhao.core.catalogue.values import Catalogue
from banhao.core.clock.local import localdate
from banhao.demo_sources.population import Firm
from banhao.site.demo.filling import filled
from tests.journeys.conftest import Look

MOST_ROUNDS = 3  # of filling in one part
FOLDER = Path(__file__).parents[2] / "catalogues"
SOURCES_ANSWER = 30_000  # milliseconds until the worker has asked all sources


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of the checkout, for what an applicant would write into its form."""
    paths = FOLDER.glob("**/*.toml")
    return read_folder_texts(
        {p.relative_to(FOLDER).as_posix(): p.read_text("utf-8") for p in paths}
    )


def answer(page: Page, look: Look, theme: str, *answers: str) -> None:
    """Start at the theme's page and answer its questions, one a page."""
    page.goto(f"/t/{theme}/")
    page.get_by_role("link", name="开始办理").first.click()
    for words in answers:
        look.at(page)
        page.locator("label.opt").filter(has=page.get_by_text(words, exact=True)).click()
        page.locator("main form button.btn-primary").first.click()
    look.at(page)


def begin(page: Page, look: Look, firm: Firm, standing: Mapping[str, bool]) -> None:
    """Say for whom and in which standing, and come to the draft."""
    page.get_by_role("link", name="开始填表").or_(
        page.get_by_role("button", name="开始填表")
    ).first.click()
    page.locator(f"input[name=firm][value='{firm.uscc}']").check()
    for name, holds in standing.items():
        page.locator(f"input[name={name}][value={'yes' if holds else 'no'}]").check()
    look.at(page)
    page.get_by_role("button", name="开始填表").click()
    page.wait_for_url("**/drafts/*/")


def fill_form(page: Page, look: Look, firm: Firm) -> None:
    """Fill in every part of the form, as far as it is empty, and save each."""
    values = filled(catalogue().elements.values(), firm, localdate(datetime.now(UTC)))
    draft = page.url
    for address in _addresses(page.locator("#parts a")):
        page.goto(address)
        look.at(page)
        for _ in range(MOST_ROUNDS):
            for control in page.locator("#form [name]:visible").all():
                _fill(control, values)
            page.get_by_role("button", name="保存，填下一部分").click()
            page.wait_for_load_state()
            if not page.url.endswith(address):
                break  # else an answer has opened a further field
        nothing_wrong(page)
    page.goto(draft)


def _fill(control: Locator, values: Mapping[str, Sequence[str]]) -> None:
    name = control.get_attribute("name") or ""
    wanted = values.get(name, [])
    kind = control.get_attribute("type")
    if kind in {"radio", "checkbox"}:
        chosen = control.page.locator(f"#form [name='{name}']:checked").count()
        if control.get_attribute("value") in wanted and not (kind == "radio" and chosen):
            control.check()
    elif wanted and not control.input_value():
        if control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(wanted[0])
        else:
            control.fill(wanted[0])


def let_fetch(page: Page, look: Look) -> None:
    """Agree to all sources and wait until each has answered."""
    page.goto(f"{page.url}materials")
    look.at(page)
    for source in page.locator("input[name=source]").all():
        source.check()
    page.get_by_role("button", name="同意勾选的，去取").click()
    expect(page.get_by_text("正在取，几秒就好")).to_have_count(0, timeout=SOURCES_ANSWER)


def upload_what_is_missing(page: Page, look: Look, paper: bytes) -> int:
    """Upload a picture wherever a file is still wanted; returns how many."""
    count = 0
    while (form := page.locator("form.upload:visible").first).count():
        file = {"name": "photo.png", "mimeType": "image/png", "buffer": paper}
        form.locator("input[type=file]").set_input_files(file)
        form.locator("button").click()
        nothing_wrong(page)
        count += 1
    look.at(page)
    return count


def pledge_all(page: Page) -> int:
    """Pledge whatever may be pledged; returns how many."""
    count = 0
    while (button := page.get_by_role("button", name="我承诺").first).count():
        button.click()
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


def nothing_wrong(page: Page) -> None:
    """Check that the page tells of no mistake."""
    page.wait_for_load_state()
    told = page.locator("[role=alert]").all_inner_texts()
    assert told == [], f"{page.url}: {told}"


def _addresses(links: Locator) -> list[str]:
    return [link.get_attribute("href") or "" for link in links.all()]
