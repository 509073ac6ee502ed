"""Every address that shows a page: who opens it, with what in it, and in which states.

`tests/house/test_pages_listed.py` fails while an address is neither here nor in `NO_PAGES`.
Words in braces are filled from what `made.py` prints.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sent:
    """A form that is sent: press a button after filling in, choosing a file (selector → value,
    path in tests/data), ticking (selector). `press`: its words, a selector, "" for the main one.
    """

    press: str
    filled: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    ticked: str = ""


@dataclass(frozen=True)
class Listed:
    """A page. `who`: words on the line of a demo person, or ANYBODY.

    `empty`, `empty_path`: who sees it with nothing in it, and where (None: it is never empty).
    `asked`: the address of questions that have to be answered before; `walk_in`: somebody has come
    to the counter. `wrong`: what is sent to see the error state. `sent`: the page is what a form
    answers that is sent from `path`.
    """

    path: str
    who: str = ""
    empty: str | None = None
    empty_path: str = ""
    wrong: Sent | None = None
    sent: Sent | None = None
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
SAVE = Sent("")  # the only button of its form
AFTER_ALL = "2999-01-01T00:00"  # a moment that has not come

PAGES: Mapping[str, Listed] = {
    "people:sign-in": Listed("/sign-in/", wrong=Sent("登录")),
    "people:register": Listed("/register/", wrong=Sent("注册并登录")),
    "people:account": Listed("/account/", OWNER, wrong=Sent("保存账号", {"[name=phone]": "1"})),
    "people:password": Listed("/account/password/", OWNER, wrong=Sent("更换密码")),
    "people:personas": Listed("/personas/"),
    "organisations:firms": Listed("/account/firms/", OWNER, NEWCOMER, wrong=Sent("登记企业")),
    "organisations:firm": Listed("/account/firms/{uscc}/", OWNER, wrong=Sent("加上此人")),
    "certificates:verify": Listed("/verify/", wrong=Sent("查这个编号", {"[name=id]": "1.2.156.3"})),
    "certificates:verify-qr": Listed("{qr}"),
    "ratings:figures": Listed("/ratings/", OFFICER, IDLE),
    "portal:home": Listed("/", empty=ANYBODY, empty_path="/?q=没有这样的事"),
    "portal:theme": Listed(THEME),
    "portal:questions": Listed(THEME + "questions", wrong=Sent("下一问")),
    "portal:plan": Listed(PHARMACY + "plan", asked=PHARMACY + "questions"),
    "portal:begin": Listed(
        PHARMACY + "begin", OWNER, wrong=Sent("开始填表"), asked=PHARMACY + "questions"
    ),
    "portal:draft": Listed(DRAFT, OWNER),
    "portal:section": Listed(
        DRAFT + "form/enterprise",
        OWNER,
        wrong=Sent("保存，填下一部分", {"[name=mobile]": "199"}),
    ),
    "portal:standing": Listed(DRAFT + "standing", OWNER),
    "portal:refresh": Listed(DRAFT + "refresh", OWNER),
    "portal:discard": Listed(DRAFT + "discard", OWNER),
    "portal:materials": Listed(DRAFT + "materials", OWNER, wrong=Sent("上传")),
    "portal:check": Listed(DRAFT + "check", OWNER),
    "portal:cases": Listed("/cases/", OWNER, NEWCOMER),
    "portal:find-case": Listed(
        "/cases/find?number=YJS", OWNER, NEWCOMER, "/cases/find?number=000000"
    ),
    "portal:case": Listed(CASE, OWNER),
    "portal:received": Listed("/cases/{waiting}/received", OWNER),
    "portal:withdraw": Listed(CASE + "withdraw", OWNER, wrong=Sent("撤回申请")),
    "portal:refile": Listed(AGAIN, OWNER, wrong=Sent("提交，重办这一项")),
    "portal:withdraw-item": Listed(CASE + "withdraw/{item}", OWNER, wrong=Sent("撤回这一项")),
    "portal:rate": Listed("/rate/{word}", wrong=Sent("交评价")),
    "portal:rated": Listed("/rated/{word}"),
    "portal:inbox": Listed("/messages/", OWNER, NEWCOMER),
    "portal:certificate": Listed("/certificates/{certificate}/", FOREIGNER),
    "counter:home": Listed(WINDOW, CLERK, IDLE_CLERK),
    "counter:case": Listed(WINDOW + "cases/{waiting}/", CLERK),
    "counter:refuse": Listed(
        WINDOW + "cases/{waiting}/refuse/", CLERK, wrong=Sent("作出不受理决定")
    ),
    "counter:receipt": Listed(WINDOW + "cases/{waiting}/receipt/", CLERK),
    "counter:scans": Listed(WINDOW + "scans/", CLERK),
    "counter:walk-in": Listed(WINDOW + "walk-in/", CLERK, wrong=Sent("找申请人")),
    "office:tasks": Listed(OFFICE, OFFICER, IDLE),
    "office:checks": Listed(OFFICE + "pledges/", CHECKER, IDLE),
    "office:check": Listed(OFFICE + "cases/{check}/", CHECKER, wrong=Sent("记录核查结果")),
    "office:visit": Listed(VISIT, OFFICER, wrong=Sent("记录这一项的结果")),
    "office:branch": Listed(BRANCH, OFFICER, wrong=Sent("提交审查意见")),
    "office:absence": Listed(OFFICE + "absence/", OFFICER, IDLE),
    "office:others-absence": Listed(OFFICE + "absence/others/", HEAD, wrong=SAVE),
    "office:filed": Listed(OFFICE + "filed/", OFFICER, IDLE),
    "counter:supplement": Listed(WINDOW + "cases/{waiting}/supplement/", CLERK),
    "portal:picture": Listed(
        DRAFT + "picture/{upload}", OWNER, wrong=Sent("裁边", {"[name=left]": "95"})
    ),
    "portal:preview": Listed(DRAFT + "preview/{material}", OWNER),
    "portal:supplement": Listed("/cases/{asked}/supplement", OWNER, wrong=Sent("上传")),
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
        wrong=Sent("问完了，填表"),
        walk_in=True,
    ),
    "portal:hall": Listed(
        "/hall/xincheng/", empty=ANYBODY, empty_path="/hall/zibo/", wrong=Sent("我到了，取号")
    ),
    "portal:book": Listed(
        "/hall/xincheng/book", OWNER, NEWCOMER, "/hall/zibo/book", wrong=Sent("约这个时间")
    ),
    "portal:ticket": Listed("/hall/tickets/{ticket}/"),
    "people:recover": Listed("{recover}", wrong=SAVE),
    "ratings:desk": Listed("/ratings/desk/", DESK, IDLE_DESK),
    "administration:new-office": Listed(ADMIN + "offices/new/", ADMINISTRATOR, wrong=SAVE),
    "administration:give-task": Listed(
        ADMIN + "people/{keeper}/tasks/{running}/{item}/", ADMINISTRATOR, wrong=SAVE
    ),
    "administration:webhook": Listed(
        ADMIN + "webhooks/{webhook}/", ADMINISTRATOR, wrong=Sent("", {"[name=since]": AFTER_ALL})
    ),
    "people:confirm": Listed("{confirm}", empty=ANYBODY, empty_path="/confirm/MQ/none-of-ours/"),
}

# Further faces of an address: before something is confirmed, and while it is at work.
STAGES: Mapping[str, Listed] = {
    "administration:batch to confirm": Listed(ADMIN + "batches/{looked}/", ADMINISTRATOR),
    "administration:batch at work": Listed(ADMIN + "batches/{at_work}/", ADMINISTRATOR),
    "administration:holidays to confirm": Listed(
        ADMIN + "holidays/",
        ADMINISTRATOR,
        sent=Sent("", files={"[name=file]": "notices/2027-made-up.json"}),
    ),
    "office:bulk to confirm": Listed(
        OFFICE, OFFICER, sent=Sent("[value=claim]", ticked="[name=pick]")
    ),
}
LOOKED_AT = {**PAGES, **STAGES}

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
}
