"""The administrator's pages, through Django's client: errands, mistakes, strangers."""

from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banhao.apps.organisations import queries
from banhao.apps.organisations.operations import places, posts
from banhao.apps.people.models import AccessLogRecord, AccountRecord
from banhao.apps.people.queries import account_by_email
from banhao.core.authority.acts import THE_OPERATOR, Role
from banhao.core.messages import Text

pytestmark = pytest.mark.django_db
PASSWORD = "lotus-pond-42"
CITY, OTHER = "370300", "510112"
LISTS = ("regions", "departments", "counters", "people", "offices")


def _officer(role, region, email, **more):
    now = timezone.now()
    account = posts.create_person(
        actor=THE_OPERATOR,
        email=email,
        display_name="管理员",
        region=region,
        password=PASSWORD,
        must_change_password=False,
        now=now,
    ).account
    posts.appoint(
        actor=THE_OPERATOR,
        account_id=account,
        role=role,
        region=region,
        since=more.pop("since", date(2026, 1, 1)),
        now=now,
        **more,
    )
    return account


@pytest.fixture(autouse=True)
def regions():
    now = timezone.now()
    for code, slug, title in ((CITY, "zhongshi", "中市"), (OTHER, "waishi", "外市")):
        places.create_region(
            actor=THE_OPERATOR, code=code, slug=slug, title=Text(title, slug), now=now
        )
        places.create_department(
            actor=THE_OPERATOR, region=code, slug="market", title=Text(f"{title}市场局"), now=now
        )
        places.create_counter(
            actor=THE_OPERATOR,
            region=code,
            slug="w1",
            title=Text(f"{title}一号窗口"),
            address=Text(""),
            now=now,
        )


@pytest.fixture
def administrator(client):
    _officer(Role.ADMINISTRATOR, CITY, "admin@example.com")
    client.post("/sign-in/", {"email": "admin@example.com", "password": PASSWORD})
    return client


def _text(answer):
    return answer.content.decode()


def test_an_administrator_lands_on_the_administration(client):
    _officer(Role.ADMINISTRATOR, CITY, "admin@example.com")

    answer = client.post("/sign-in/", {"email": "admin@example.com", "password": PASSWORD})

    assert answer["Location"] == "/administration/"


def test_from_a_new_department_to_a_decider_who_signs_in(administrator):
    made = administrator.post(
        "/administration/departments/new/",
        {"region": CITY, "slug": "health", "title_zh": "卫健局", "title_en": "", "uscc": ""},
    )
    assert made.status_code == 302
    page = _text(
        administrator.post(
            "/administration/people/new/",
            {"display_name": "赵六", "email": "zhao@example.com", "phone": "", "region": CITY},
        )
    )
    password = page.partition("<code>")[2].partition("</code>")[0]
    account = account_by_email("zhao@example.com").id
    appointed = administrator.post(
        "/administration/offices/new/",
        {
            "person": account,
            "role": "decider",
            "place": f"{CITY}/health",
            "counter": "",
            "items": "",
            "since": "2026-01-01",
            "until": "",
        },
    )
    assert appointed.status_code == 302

    decider = Client()
    first = decider.post("/sign-in/", {"email": "zhao@example.com", "password": password})

    assert first["Location"] == "/office/"
    assert decider.get("/account/")["Location"] == "/account/password/"
    office = queries.offices_of(account)[0]
    assert (office.role, office.region, office.department) == (Role.DECIDER, CITY, "health")
    assert "赵六" in _text(administrator.get("/administration/offices/?role=decider"))


@pytest.mark.parametrize("room", LISTS)
def test_lists_show_ones_own_region_only(administrator, room):
    _officer(Role.DECIDER, OTHER, "far@example.com", department="market")

    page = _text(administrator.get(reverse(f"administration:{room}")))

    assert "外市" not in page
    assert "far@example.com" not in page
    assert OTHER not in page


@pytest.mark.parametrize("room", LISTS)
def test_a_filter_that_fits_nothing_says_so_and_can_be_cleared(administrator, room):
    page = _text(administrator.get(reverse(f"administration:{room}"), {"words": "没有的"}))

    assert "没有符合筛选条件的" in page
    assert "清空筛选" in page


@pytest.mark.parametrize("room", ["counters", "departments"])
def test_an_empty_list_says_what_to_do(client, room):
    places.create_region(
        actor=THE_OPERATOR, code="120100", slug="empty", title=Text("空"), now=timezone.now()
    )
    _officer(Role.ADMINISTRATOR, "120100", "empty@example.com")
    client.post("/sign-in/", {"email": "empty@example.com", "password": PASSWORD})

    assert "新建一个" in _text(client.get(reverse(f"administration:{room}")))


def _foreign_urls():
    """URLs with an id of the other region; all of them: tests/apps/test_wrong_officer."""
    account = account_by_email("far@example.com").id
    department = queries.department(OTHER, "market").id
    numbers = {
        "department": department,
        "remove-department": department,
        "counter": queries.counters(OTHER)[0].id,
        "remove-counter": queries.counters(OTHER)[0].id,
        "person": account,
        "new-password": account,
        "close-person": account,
        "end-office": queries.offices_of(account)[0].id,
        "prolong-office": queries.offices_of(account)[0].id,
        "region": OTHER,
    }
    return {name: reverse(f"administration:{name}", args=[n]) for name, n in numbers.items()}


def test_the_wrong_administrator_gets_404_everywhere_and_it_is_noted(administrator):
    _officer(Role.DECIDER, OTHER, "far@example.com", department="market")
    urls = _foreign_urls()
    AccessLogRecord.objects.all().delete()
    body = {
        "title_zh": "x",
        "display_name": "x",
        "until": "2026-01-02",
        "uscc": "",
        "address_zh": "",
    }

    for name, url in urls.items():
        if name != "prolong-office":
            assert administrator.get(url).status_code == 404, name
        assert administrator.post(url, body).status_code == 404, name

    noted = AccessLogRecord.objects.filter(result="not-found", why="administer")
    assert set(noted.values_list("path", flat=True)) == set(urls.values())
    assert noted.count() == 2 * len(urls) - 1
    far = account_by_email("far@example.com")
    assert far.is_active
    assert queries.offices_of(far.id)[0].until is None
    assert queries.region(OTHER).title.zh == "外市"


@pytest.mark.parametrize("role", [Role.CLERK, Role.DECIDER])
def test_other_officers_are_refused_and_it_is_noted(client, role):
    _officer(role, CITY, "other@example.com", department="market")
    client.post("/sign-in/", {"email": "other@example.com", "password": PASSWORD})

    answer = client.get("/administration/people/")

    assert answer.status_code == 403
    assert "没有做这件事的岗位" in _text(answer)
    assert AccessLogRecord.objects.get(result="not-allowed").path == "/administration/people/"


def test_an_expired_administrator_is_refused(client):
    yesterday = timezone.now().date() - timedelta(days=2)
    _officer(Role.ADMINISTRATOR, CITY, "old@example.com", until=yesterday)
    client.post("/sign-in/", {"email": "old@example.com", "password": PASSWORD})

    answer = client.get("/administration/")

    assert answer.status_code == 403
    assert "已经到期" in _text(answer)


def test_a_stranger_is_sent_to_sign_in_and_comes_back(client):
    answer = client.get("/administration/people/?words=a")

    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=/administration/people/%3Fwords%3Da"


def test_a_region_outside_is_refused_beside_the_code(administrator):
    page = _text(
        administrator.post(
            "/administration/regions/new/",
            {"code": "510100", "slug": "cd", "title_zh": "某市", "title_en": ""},
        )
    )

    assert page.count("超出了您的岗位所管的地区") == 2


def test_a_posted_region_of_another_is_no_choice(administrator):
    page = _text(
        administrator.post(
            "/administration/departments/new/",
            {"region": OTHER, "slug": "fire", "title_zh": "消防", "title_en": "", "uscc": ""},
        )
    )

    assert "从列出的选项里选一个" in page
    assert len(queries.departments(OTHER)) == 1


def test_mistakes_of_an_appointment_are_said_all_at_once(administrator):
    page = _text(administrator.post("/administration/offices/new/", {"since": "soon"}))

    assert "有 4 处要改" in page
    assert "选择工作人员" in page


def test_ending_a_post_warns_first_and_is_undone_by_one_button(administrator):
    account = _officer(Role.CLERK, CITY, "clerk@example.com")
    office = queries.offices_of(account)[0].id
    url = reverse("administration:end-office", args=[office])
    assert "过了最后一天就不能在这个岗位办件" in _text(administrator.get(url))

    administrator.post(url, {"until": "2026-02-01"})
    assert queries.offices_of(account)[0].until == date(2026, 2, 1)
    administrator.post(reverse("administration:prolong-office", args=[office]))

    assert queries.offices_of(account)[0].until is None


def test_closing_an_account_warns_signs_out_and_can_be_undone(administrator):
    account = _officer(Role.CLERK, CITY, "clerk@example.com")
    clerk = Client()
    clerk.post("/sign-in/", {"email": "clerk@example.com", "password": PASSWORD})
    url = reverse("administration:close-person", args=[account])
    assert "立刻退出登录" in _text(administrator.get(url))

    administrator.post(url)
    assert clerk.get("/account/").status_code == 302
    administrator.post(url)

    assert AccountRecord.objects.get(pk=account).is_active


def test_a_new_password_is_shown_once_and_never_cached(administrator):
    account = _officer(Role.CLERK, CITY, "clerk@example.com")

    answer = administrator.post(reverse("administration:new-password", args=[account]))

    password = _text(answer).partition("<code>")[2].partition("</code>")[0]
    assert "no-store" in answer["Cache-Control"]
    assert AccountRecord.objects.get(pk=account).check_password(password)


def test_looking_at_an_officer_is_noted(administrator):
    account = _officer(Role.CLERK, CITY, "clerk@example.com")

    administrator.get(reverse("administration:person", args=[account]))

    assert AccessLogRecord.objects.filter(whose=f"account:{account}", result="read").exists()


class _Chinese(HTMLParser):
    found = ""

    def handle_data(self, data):
        self.found += "".join(c for c in data if "\u4e00" <= c <= "\u9fff")


@pytest.mark.parametrize(
    "name", ["home", *LISTS, "new-region", "new-department", "new-person", "new-office"]
)
def test_every_page_speaks_english_completely(administrator, name):
    """Only names that people gave in Chinese stay Chinese."""
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    number = queries.department(CITY, "market").id
    places.change_department(
        actor=THE_OPERATOR, department_id=number, title=Text("市场局", "Market"), uscc="", now=now
    )
    counter = queries.counters(CITY)[0].id
    places.change_counter(
        actor=THE_OPERATOR, counter_id=counter, title=Text("窗口", "One"), address=Text(""), now=now
    )
    administrator.cookies["django_language"] = "en"

    page = _text(administrator.get(reverse(f"administration:{name}")))

    reader = _Chinese()
    reader.feed(page.replace("管理员", "").replace(">中文<", "><"))
    assert reader.found == ""
    assert '<html lang="en"' in page
    assert " style=" not in page
