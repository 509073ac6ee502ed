"""Somebody looks around: every page they come by can be read, in both languages, on a phone."""

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Look
from tests.journeys.people import somebody

THEME = re.compile(r"/t/")


def test_a_stranger_finds_a_thing_and_what_it_takes(on_phone: BrowserContext, look: Look) -> None:
    page = on_phone.new_page()
    page.goto("/")
    look.at(page)

    page.get_by_label("您想办什么事").fill("药店")
    page.keyboard.press("Enter")
    page.locator("a.tile").first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("药店")
    look.at(page)


def test_an_applicant_sees_case_and_certificate(on_phone: BrowserContext, look: Look) -> None:
    page = somebody(on_phone, "申请人")
    for address in ("/cases/", "/messages/", "/account/"):
        page.goto(address)
        look.at(page)

    page.goto("/cases/")
    page.locator("main a[href*='/cases/']").first.click()
    look.at(page)
    page.locator("a[href*='/certificates/']").first.click()
    look.at(page)


@pytest.mark.parametrize(
    ("who", "address"),
    [("综合窗口", "/counter/"), ("系统管理员", "/administration/")],
)
def test_an_official_sees_their_desk(
    at_desk: BrowserContext, look: Look, who: str, address: str
) -> None:
    page = somebody(at_desk, who)
    page.goto(address)

    assert page.url.endswith(address)
    look.at(page)
