"""Open a new district by pages alone: places, people, one theme, and a case to its end there."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page, expect

from banhao.demo_sources.population import firm
from tests.journeys import desks as office
from tests.journeys import errands
from tests.journeys.conftest import Look
from tests.journeys.errands import nothing_wrong, press
from tests.journeys.people import somebody

REGION, CODE, SLUG = "历下区", "370102", "lixia"
DEPARTMENT = "行政审批服务局"
TITLE = "我要开书店"
ANSWERS = ("否", "否")
PASSWORD = "lotus-pond-42"
Desks = Callable[[], BrowserContext]


@dataclass(frozen=True)
class Officer:
    """Somebody to be appointed: mail address, name, roles, slug of the department or ""."""

    mail: str
    name: str
    roles: tuple[str, ...]
    department: str = ""


OFFICERS = (
    Officer("clerk@lixia.example.org", "钱窗口", ("clerk",)),
    Officer("examiner@lixia.example.org", "孙审查", ("examiner", "inspector"), "approval"),
    Officer("decider@lixia.example.org", "吴决定", ("decider", "inspector"), "approval"),
)


def test_a_district_opens_and_its_first_case_ends(
    on_phone: BrowserContext, desks: Desks, look: Look
) -> None:
    admin = somebody(desks(), "系统管理员")
    make_places(admin, look)
    passwords = [make_officer(admin, look, officer) for officer in OFFICERS]
    offer_theme(admin, look)
    clerk, examiner, decider = (
        sign_in(desks(), look, officer, first)
        for officer, first in zip(OFFICERS, passwords, strict=True)
    )

    page, number = file_case(on_phone, look)
    office.accept(clerk, look, number)
    assert office.examine_all(examiner, look, number) == 2
    office.arrange_visit(examiner, look, number)
    assert office.record_inspection(examiner, look, number) == 2
    assert office.decide_all(decider, look, number) == 2
    office.hand_out(clerk, look, number)

    page.goto("/cases/")
    page.locator("a").filter(has_text=number).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("办完了，结果已送达")
    assert number.startswith(f"YJS{CODE}")


def make_places(page: Page, look: Look) -> None:
    """Make the district, its department and its counter."""
    page.goto("/administration/regions/new/")
    page.get_by_label("行政区划代码").fill(CODE)
    _named(page, SLUG, REGION)
    _send(page, look, "建这个地区")
    page.goto("/administration/departments/new/")
    page.get_by_label("地区").select_option(CODE)
    _named(page, "approval", DEPARTMENT)
    _send(page, look, "建这个部门")
    page.goto("/administration/counters/new/")
    page.get_by_label("地区").select_option(CODE)
    _named(page, "hall", "历下区政务服务大厅综合窗口")
    _send(page, look, "建这个窗口")


def make_officer(page: Page, look: Look, officer: Officer) -> str:
    """Make an account and appoint to its posts; returns the first password."""
    page.goto("/administration/people/new/")
    page.get_by_label("姓名").fill(officer.name)
    page.get_by_label("邮箱").fill(officer.mail)
    page.get_by_label("所属地区").select_option(CODE)
    press(page.get_by_role("button", name="建账号，显示初始密码"))
    password = page.locator("code").inner_text()
    press(page.get_by_role("link", name="接着任命岗位"))
    appoint = page.url
    for role in officer.roles:
        page.goto(appoint)
        page.get_by_label("岗位", exact=True).select_option(role)
        page.get_by_label("在哪里").select_option(f"{CODE}/{officer.department}")
        page.get_by_label("第一天").fill("2026-01-01")
        _send(page, look, "任命")
    return password


def offer_theme(page: Page, look: Look) -> None:
    """Take one theme over from the city, every item handled by the one department."""
    page.goto("/administration/regions/")
    press(page.get_by_role("link", name=REGION).first)
    press(page.get_by_role("link", name="办哪些一件事"))
    look.at(page)
    press(page.get_by_role("link", name=TITLE).first)
    for choice in page.locator("form select").all():
        choice.select_option(label=DEPARTMENT)
    _send(page, look, "开始办理")
    look.at(page)
    expect(page.get_by_role("link", name="停止办理")).to_have_count(1)


def sign_in(context: BrowserContext, look: Look, officer: Officer, first: str) -> Page:
    """Sign in with the first password, which must be changed at once."""
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("邮箱").fill(officer.mail)
    page.get_by_label("密码").fill(first)
    press(page.get_by_role("button", name="登录", exact=True))
    page.goto("/account/password/")
    look.at(page)
    page.get_by_label("现在的密码").fill(first)
    page.get_by_label("新密码").fill(PASSWORD)
    press(page.locator("main form button.btn-primary").first)
    nothing_wrong(page)
    return page


def file_case(context: BrowserContext, look: Look) -> tuple[Page, str]:
    """File a case in the new district; returns the applicant's page and its number."""
    owner = firm(3)
    page = somebody(context, "申请人", owner.name)
    page.goto("/")
    page.get_by_label("您想办什么事").fill("书店")
    page.get_by_role("button", name="查找").click()
    page.locator(f"a.tile[href*='/{SLUG}/']").first.click()
    errands.answer(page, look, *ANSWERS)
    errands.start(page)
    errands.begin(page, look, owner)
    return page, errands.file(page, look, owner)


def _named(page: Page, slug: str, title: str) -> None:
    page.get_by_label("标识").fill(slug)
    page.get_by_label("中文名称").fill(title)


def _send(page: Page, look: Look, button: str) -> None:
    look.at(page)
    press(page.get_by_role("button", name=button, exact=True))
    nothing_wrong(page)
