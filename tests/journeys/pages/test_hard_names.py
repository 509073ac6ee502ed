"""Names that pages find hard, from the form to the paper in somebody's hand."""

import pypdfium2
from playwright.sync_api import Page

from tests.journeys.errands import code_on
from tests.journeys.pages.conftest import Town
from tests.journeys.pages.listed import CLERK, FOREIGNER, OFFICER, OWNER
from tests.journeys.pages.people import (
    LONG_FIRM,
    LONG_NAME,
    PASSPORT,
    RARE_FIRM,
    RARE_NAME,
    rare_one,
)

HIDDEN = rare_one().representative.id_number


def text_at(town: Town, who: str, path: str) -> str:
    page = town.page(who)
    page.goto(town.path(path))
    found = page.locator("main").inner_text()
    page.close()
    return found


def values_at(page: Page) -> list[str]:
    return [box.input_value() for box in page.locator("main input.form-control").all()]


def test_a_name_of_eleven_and_a_firm_of_58_stand_whole_in_the_form(town: Town) -> None:
    page = town.page(OWNER)
    page.goto(town.path("/drafts/{draft}/form/enterprise"))

    assert {LONG_NAME, LONG_FIRM} <= set(values_at(page))
    page.close()


def test_they_stand_whole_in_lists_of_the_counter_and_at_the_desk(town: Town) -> None:
    assert LONG_NAME in text_at(town, CLERK, "/counter/cases/{waiting}/")
    assert LONG_FIRM in text_at(town, OFFICER, "/office/cases/{running}/{item}/")
    assert LONG_FIRM in text_at(town, OWNER, "/account/firms/")


def test_a_passport_is_kept_and_shown_to_the_counter(town: Town) -> None:
    shown = text_at(town, CLERK, "/counter/cases/{ended}/")

    assert PASSPORT in shown
    assert RARE_NAME in shown
    assert HIDDEN not in shown  # typed before the passport was chosen


def test_a_rare_character_goes_through_page_paper_code_and_verification(town: Town) -> None:
    page = town.page(FOREIGNER)
    page.goto(town.path("/certificates/{certificate}/"))
    shown = page.locator("main").inner_text()
    pdf = page.request.get(town.path("/certificates/{certificate}/page.pdf")).body()
    printed = "".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(pdf))
    page.goto(code_on(pdf))
    verified = page.locator("main").inner_text()
    page.close()

    assert RARE_FIRM in shown
    assert RARE_FIRM in printed.replace("\r\n", "")
    assert "这张证是真的" in verified
    assert not any(number in text for number in (HIDDEN, PASSPORT) for text in (printed, verified))
    assert RARE_FIRM not in verified  # whoever scans it sees the holder masked
