"""Every address that shows a page: who opens it, with what in it, and in which states.

`tests/house/test_pages_listed.py` fails while an address is neither here nor in `NO_PAGES`.
Words in braces are filled from what `made.py` prints.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Wrong:
    """The error state: press a button (its words) after filling in (selector → value)."""

    press: str
    filled: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Listed:
    """A page. `who`: words on the line of a demo person, or ANYBODY.

    `empty`, `empty_path`: who sees it with nothing in it, and where (None: it is never empty).
    `asked`: the address of questions that have to be answered before; `walk_in`: somebody has come
    to the counter.
    """

    path: str
    who: str = ""
    empty: str | None = None
    empty_path: str = ""
    wrong: Wrong | None = None
    asked: str = ""
    walk_in: bool = False


ANYBODY = ""
OWNER, FOREIGNER, NEWCOMER = "买买提热依木", "𠮷田美咲", "还什么都没有的人"
CLERK, IDLE_CLERK = "成都市龙泉驿区 综合窗口", "淄博市 综合窗口"
OFFICER, IDLE = "成都市龙泉驿区 卫生健康局 审查", "成都市龙泉驿区 烟草专卖局 审查"
HEAD = "成都市龙泉驿区 负责人"
CHECKER, ADMINISTRATOR = "济南市 市场监督管理局 审查", "系统管理员"
DESK, IDLE_DESK = "济南市 差评处理", "淄博市 差评处理"
DRAFT, CASE, THEME = "/drafts/{draft}/", "/cases/{running}/", "/t/longquanyi/open-a-gym/"
PHARMACY = "/t/zibo/open-a-pharmacy/"
WINDOW, OFFICE, ADMIN = "/counter/", "/office/", "/administration/"
BRANCH, VISIT = OFFICE + "cases/{running}/{item}/", OFFICE + "cases/{running}/visits/{visit}/"
AGAIN = "/cases/{case_refused}/again/{refused}/"
SAVE = Wrong("")  # the only button of its form

PAGES: Mapping[str, Listed] = {
    "people:sign-in": Listed("/sign-in/", wrong=Wrong("登录")),
    "people:register": Listed("/register/", wrong=Wrong("注册并登录")),
    "people:account": Listed("/account/", OWNER, wrong=Wrong("保存账号", {"[name=phone]": "1"})),
    "people:password": Listed("/account/password/", OWNER, wrong=Wrong("更换密码")),
    "people:personas": Listed("/personas/"),
    "organisations:firms": Listed("/account/firms/", OWNER, NEWCOMER, wrong=Wrong("登记企业")),
    "organisations:firm": Listed("/account/firms/{uscc}/", OWNER, wrong=Wrong("加上此人")),
    "certificates:verify": Listed(
        "/verify/", wrong=Wrong("查这个编号", {"[name=id]": "1.2.156.3"})
    ),
    "certificates:verify-qr": Listed("{qr}"),
    "ratings:figures": Listed("/ratings/", OFFICER, IDLE),
    "portal:home": Listed("/", empty=ANYBODY, empty_path="/?q=没有这样的事"),
    "portal:theme": Listed(THEME),
    "portal:questions": Listed(THEME + "questions", wrong=Wrong("下一问")),
    "portal:plan": Listed(PHARMACY + "plan", asked=PHARMACY + "questions"),
    "portal:begin": Listed(
        PHARMACY + "begin", OWNER, wrong=Wrong("开始填表"), asked=PHARMACY + "questions"
    ),
    "portal:draft": Listed(DRAFT, OWNER),
    "portal:section": Listed(
        DRAFT + "form/enterprise",
        OWNER,
        wrong=Wrong("保存，填下一部分", {"[name=mobile]": "199"}),
    ),
    "portal:standing": Listed(DRAFT + "standing", OWNER),
    "portal:refresh": Listed(DRAFT + "refresh", OWNER),
    "portal:discard": Listed(DRAFT + "discard", OWNER),
    "portal:materials": Listed(DRAFT + "materials", OWNER, wrong=Wrong("上传")),
    "portal:check": Listed(DRAFT + "check", OWNER),
    "portal:cases": Listed("/cases/", OWNER, NEWCOMER),
    "portal:find-case": Listed(
        "/cases/find?number=YJS", OWNER, NEWCOMER, "/cases/find?number=000000"
    ),
    "portal:case": Listed(CASE, OWNER),
    "portal:received": Listed("/cases/{waiting}/received", OWNER),
    "portal:withdraw": Listed(CASE + "withdraw", OWNER, wrong=Wrong("撤回申请")),
    "portal:refile": Listed(AGAIN, OWNER, wrong=Wrong("提交，重办这一项")),
    "portal:withdraw-item": Listed(CASE + "withdraw/{item}", OWNER, wrong=Wrong("撤回这一项")),
    "portal:rate": Listed("/rate/{word}", wrong=Wrong("交评价")),
    "portal:rated": Listed("/rated/{word}"),
    "portal:inbox": Listed("/messages/", OWNER, NEWCOMER),
    "portal:certificate": Listed("/certificates/{certificate}/", FOREIGNER),
    "counter:home": Listed(WINDOW, CLERK, IDLE_CLERK),
    "counter:case": Listed(WINDOW + "cases/{waiting}/", CLERK),
    "counter:refuse": Listed(
        WINDOW + "cases/{waiting}/refuse/", CLERK, wrong=Wrong("作出不受理决定")
    ),
    "counter:receipt": Listed(WINDOW + "cases/{waiting}/receipt/", CLERK),
    "counter:scans": Listed(WINDOW + "scans/", CLERK),
    "counter:walk-in": Listed(WINDOW + "walk-in/", CLERK, wrong=Wrong("找申请人")),
    "office:tasks": Listed(OFFICE, OFFICER, IDLE),
    "office:checks": Listed(OFFICE + "pledges/", CHECKER, IDLE),
    "office:check": Listed(OFFICE + "cases/{check}/", CHECKER, wrong=Wrong("记录核查结果")),
    "office:visit": Listed(VISIT, OFFICER, wrong=Wrong("记录这一项的结果")),
    "office:branch": Listed(BRANCH, OFFICER, wrong=Wrong("提交审查意见")),
    "office:absence": Listed(OFFICE + "absence/", OFFICER, IDLE),
    "office:others-absence": Listed(OFFICE + "absence/others/", HEAD, wrong=SAVE),
    "office:filed": Listed(OFFICE + "filed/", OFFICER, IDLE),
    "counter:supplement": Listed(WINDOW + "cases/{waiting}/supplement/", CLERK),
    "portal:picture": Listed(
        DRAFT + "picture/{upload}", OWNER, wrong=Wrong("裁边", {"[name=left]": "95"})
    ),
    "portal:preview": Listed(DRAFT + "preview/{material}", OWNER),
    "portal:supplement": Listed("/cases/{asked}/supplement", OWNER, wrong=Wrong("上传")),
    "portal:halls": Listed("/hall/"),
    "portal:appointments": Listed("/appointments/", OWNER, NEWCOMER),
    "portal:mandates": Listed("/mandates/", OWNER, NEWCOMER),
    "mail:forgotten": Listed("/forgotten/"),
    "administration:home": Listed(ADMIN, ADMINISTRATOR),
    "administration:regions": Listed(ADMIN + "regions/", ADMINISTRATOR),
    "administration:new-region": Listed(ADMIN + "regions/new/", ADMINISTRATOR, wrong=SAVE),
    "administration:region": Listed(ADMIN + "regions/{region}/", ADMINISTRATOR),
    "administration:departments": Listed(ADMIN + "departments/", ADMINISTRATOR),
    "administration:new-department": Listed(ADMIN + "departments/new/", ADMINISTRATOR, wrong=SAVE),
    "administration:department": Listed(ADMIN + "departments/{department}/", ADMINISTRATOR),
    "administration:counters": Listed(ADMIN + "counters/", ADMINISTRATOR),
    "administration:new-counter": Listed(ADMIN + "counters/new/", ADMINISTRATOR, wrong=SAVE),
    "administration:counter": Listed(ADMIN + "counters/{counter}/", ADMINISTRATOR),
    "administration:people": Listed(
        ADMIN + "people/", ADMINISTRATOR, ADMINISTRATOR, ADMIN + "people/?q=没有这个人"
    ),
    "administration:new-person": Listed(ADMIN + "people/new/", ADMINISTRATOR, wrong=SAVE),
    "administration:person": Listed(ADMIN + "people/{person}/", ADMINISTRATOR),
    "administration:absence": Listed(ADMIN + "people/{person}/absence/", ADMINISTRATOR, wrong=SAVE),
    "administration:new-password": Listed(ADMIN + "people/{person}/password/", ADMINISTRATOR),
    "administration:offices": Listed(ADMIN + "offices/", ADMINISTRATOR),
    "administration:openings": Listed(ADMIN + "counters/{counter}/openings/", ADMINISTRATOR),
    "administration:offers": Listed(ADMIN + "regions/{region}/offers/", ADMINISTRATOR),
    "administration:undelivered": Listed(ADMIN + "undelivered/", ADMINISTRATOR),
    "administration:tokens": Listed(ADMIN + "tokens/", ADMINISTRATOR, ADMINISTRATOR),
    "administration:new-token": Listed(ADMIN + "tokens/new/", ADMINISTRATOR, wrong=SAVE),
    "portal:tokens": Listed("/tokens/", OWNER, NEWCOMER),
    "api:documentation": Listed("/api/"),
    "administration:holidays": Listed(ADMIN + "holidays/", ADMINISTRATOR, wrong=SAVE),
    "administration:imports": Listed(ADMIN + "imports/", ADMINISTRATOR),
    "administration:licence-files": Listed(
        ADMIN + "imports/licences/files/", ADMINISTRATOR, wrong=SAVE
    ),
    "administration:import": Listed(ADMIN + "imports/people/", ADMINISTRATOR),
    "administration:offer": Listed(
        ADMIN + "regions/{district}/offers/jinan/open-a-bookshop/", ADMINISTRATOR, wrong=SAVE
    ),
    "administration:batch": Listed(ADMIN + "batches/{batch}/", ADMINISTRATOR),
    "counter:themes": Listed(WINDOW + "walk-in/themes/", CLERK, walk_in=True),
    "counter:ask": Listed(
        WINDOW + "walk-in/themes/longquanyi/open-a-gym/",
        CLERK,
        wrong=Wrong("问完了，填表"),
        walk_in=True,
    ),
    "portal:hall": Listed(
        "/hall/xincheng/", empty=ANYBODY, empty_path="/hall/zibo/", wrong=Wrong("我到了，取号")
    ),
    "portal:book": Listed(
        "/hall/xincheng/book", OWNER, NEWCOMER, "/hall/zibo/book", wrong=Wrong("约这个时间")
    ),
    "portal:ticket": Listed("/hall/tickets/{ticket}/"),
    "people:recover": Listed("{recover}", wrong=SAVE),
    "ratings:desk": Listed("/ratings/desk/", DESK, IDLE_DESK),
    "administration:new-office": Listed(ADMIN + "offices/new/", ADMINISTRATOR, wrong=SAVE),
}

# Addresses that show no page of their own, and why not.
NO_PAGES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "people:sign-out",
            "people:ask-confirmation",
            "organisations:remove-member",
            "certificates:verify-file",
            "portal:consent",
            "portal:move",
            "portal:leave",
            "portal:cancel",
            "portal:accept-mandate",
            "portal:end-mandate",
            "counter:queue",
            "counter:sit",
            "counter:call",
            "counter:step",
            "administration:remove-opening",
            "portal:again",
            "portal:supplement-upload",
            "counter:note",
            "counter:served",
            "office:note",
            "office:reassign",
            "office:end-absence",
            "office:end-others-absence",
            "administration:end-absence",
            "administration:revoke-token",
            "portal:revoke-token",
            "administration:wake-news",
            "administration:wake-mail",
            "administration:stop-offer",
            "portal:way",
            "portal:upload",
            "portal:reuse",
            "portal:remove",
            "portal:supply",
            "portal:prepare",
            "counter:accept",
            "counter:hand-out",
            "counter:serve",
            "counter:accept-again",
            "counter:new-applicant",
            "counter:choose-applicant",
            "office:bulk",
            "office:record-check",
            "office:arrange",
            "office:record",
            "office:claim",
            "office:start-procedure",
            "office:end-procedure",
            "office:extend",
            "office:release",
            "office:examine",
            "office:decide",
            "administration:remove-department",
            "administration:remove-counter",
            "administration:close-person",
            "administration:stop-batch",
            "administration:give-task",
            "administration:end-office",
            "administration:prolong-office",
        ),
        "takes what a form of another page sends",
    ),
    **dict.fromkeys(
        (
            "files:download",
            "files:page",
            "administration:import-template",
            "administration:batch-report",
            "files:preview",
            "certificates:keys",
            "certificates:page",
            "papers:paper",
            "counter:cover",
            "counter:paper",
            "counter:page",
            "office:paper",
            "office:export",
            "api:openapi",
        ),
        "a file",
    ),
    "api:operation": "answers programs: tests/apps/api",
    **dict.fromkeys(("site:health", "site:ready", "site:metrics"), "for machines: tests/apps/site"),
    "portal:mode": "goes back to the page it came from",
    "administration:webhook": "needs a webhook: tests/apps/api/test_webhooks.py",
    "people:confirm": "needs a link out of a mail: tests/apps/mail",
}
