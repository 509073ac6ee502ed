"""Every address that shows a page: who opens it, with what in it, and in which states.

`tests/house/test_pages_listed.py` fails while an address is neither here nor in `NO_PAGES`.
Words in braces are filled from what `made.py` prints.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Wrong:
    """An error state: press a button (its words) with these values (selector → value) filled in."""

    press: str
    filled: Mapping[str, str] = field(default_factory=dict)
    who: str = ""
    path: str = ""


@dataclass(frozen=True)
class Listed:
    """A page. `empty`: who sees it with nothing in it, or the same person at another address."""

    path: str
    who: str = "anybody"
    empty: str = ""
    empty_path: str = ""
    wrong: Wrong | None = None


OWNER, NEWCOMER, CLERK = "long", "newcomer", "龙泉驿 综合窗口"
OFFICER, DECIDER, CHECKER = "龙泉驿 消防救援大队 审查", "龙泉驿 消防救援大队 决定", "checker"
IDLE, IDLE_CLERK = "烟草专卖局 审查", "淄博 综合窗口"
ADMINISTRATOR = "系统管理员"
DRAFT, CASE, COUNTER, OFFICE = "/drafts/{draft}", "/cases/{running}", "/counter", "/office"
ADMIN = "/administration"
THEME = "/t/longquanyi/open-a-gym"

PAGES: Mapping[str, Listed] = {
    "people:sign-in": Listed("/sign-in/", wrong=Wrong("登录")),
    "people:register": Listed("/register/", wrong=Wrong("注册并登录")),
    "people:account": Listed("/account/", OWNER, empty=NEWCOMER),
    "people:password": Listed("/account/password/", OWNER, wrong=Wrong("改密码")),
    "people:personas": Listed("/personas/"),
    "organisations:firms": Listed("/account/firms/", OWNER, NEWCOMER, wrong=Wrong("登记企业")),
    "organisations:firm": Listed("/account/firms/{uscc}/", OWNER),
    "certificates:verify": Listed("/verify/", wrong=Wrong("验证", {"[name=id]": "1.2.156.3005.2"})),
    "certificates:verify-qr": Listed("{qr}"),
    "portal:home": Listed("/", empty_path="/?q=没有这样的事"),
    "portal:theme": Listed(THEME + "/"),
    "portal:questions": Listed(THEME + "/questions", wrong=Wrong("下一问")),
}
