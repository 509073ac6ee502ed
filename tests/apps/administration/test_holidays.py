"""The notice on days off: page and command, what they say before and after, what they refuse."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from banhao.apps.catalogues import calendars, queries
from banhao.apps.organisations.operations import places, posts
from banhao.cli import main
from banhao.core.authority.acts import THE_OPERATOR, Role
from banhao.core.clock.working import is_working_day
from banhao.core.messages import Text

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data"
NOTICE = DATA / "notices" / "2027-made-up.json"
PASSWORD, PAGE = "lotus-pond-42", "/administration/holidays/"


def signed_in(client, region):
    now = timezone.now()
    account = posts.create_person(
        actor=THE_OPERATOR,
        email="admin@example.com",
        display_name="赵管理",
        region=region,
        password=PASSWORD,
        must_change_password=False,
        now=now,
    ).account
    posts.appoint(
        actor=THE_OPERATOR,
        account_id=account,
        role=Role.ADMINISTRATOR,
        region=region,
        since=date(2026, 1, 1),
        now=now,
    )
    client.post("/sign-in/", {"email": "admin@example.com", "password": PASSWORD})
    return client


def file(content, name="2027.json"):
    return {"file": SimpleUploadedFile(name, content)}


def text(answer):
    return answer.content.decode()


def test_the_administrator_sees_the_days_then_imports_them(client):
    admin = signed_in(client, "")
    assert PAGE in text(admin.get("/administration/"))

    look = admin.post(PAGE, file(NOTICE.read_bytes()))

    assert "2027年：导入前看一看" in text(look)
    assert "2027年1月1日至2027年1月4日" in text(look)
    assert calendars.notices() == []

    sent = {"document": look.context["notice"].document, "sure": "1"}
    done = admin.post(PAGE, sent, follow=True)

    assert "正在重算" in text(done)
    assert "赵管理" in text(done)
    assert not is_working_day(date(2027, 1, 4), queries.calendar())
    assert "不用再导入" in text(admin.post(PAGE, file(NOTICE.read_bytes())))
    assert "不用再导入" in text(admin.post(PAGE, sent))
    assert len(calendars.notices()) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "不是 UTF-8 的文本"),
        (b"{\n  oops", "第 2 行：从第 3 个字符起不是 JSON"),
        ((DATA / "holidays" / "2027.json").read_bytes(), "第 6 行：2027年的文件里没有日子"),
        (b" " * 300_000, "文件太大"),
    ],
)
def test_a_wrong_file_is_told_with_its_line_and_what_to_do(client, content, said):
    answer = signed_in(client, "").post(PAGE, file(content))

    assert said in text(answer)
    assert calendars.notices() == []


def test_no_file_is_told_beside_the_field(client):
    assert "选一个年份文件" in text(signed_in(client, "").post(PAGE, {}))


def test_an_administrator_of_a_region_neither_sees_the_link_nor_the_page(client):
    places.create_region(
        actor=THE_OPERATOR,
        code="370300",
        slug="zhongshi",
        title=Text("中市", "City"),
        now=timezone.now(),
    )
    admin = signed_in(client, "370300")

    assert PAGE not in text(admin.get("/administration/"))
    answer = admin.get(PAGE)
    assert answer.status_code == 403
    assert "管全部地区的管理员" in text(answer)


def test_the_command_looks_then_imports_and_lists(capsys):
    assert main(["holidays", "import", str(NOTICE), "--look", "--json"]) == 0
    (looked,) = json.loads(capsys.readouterr().out)
    assert (looked["year"], looked["off"], looked["done"]) == (2027, 28, False)
    assert calendars.notices() == []

    assert main(["holidays", "import", str(NOTICE)]) == 0
    assert "已导入 / imported" in capsys.readouterr().out
    assert main(["holidays", "list", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["year"], row["by"], row["settled"]) == (2027, None, False)


def test_a_folder_leaves_out_what_is_known_and_what_is_not_announced(capsys):
    assert main(["holidays", "import", str(DATA / "holidays")]) == 0

    assert "没有新的 / nothing new" in capsys.readouterr().out


def test_the_command_names_file_and_line_in_both_languages(capsys, tmp_path):
    wrong = tmp_path / "2027.json"
    wrong.write_text(NOTICE.read_text("utf-8").replace("2027-01-09", "2027-01-06"), "utf-8")

    assert main(["holidays", "import", str(wrong)]) == 2

    line = next(n for n, t in enumerate(wrong.read_text("utf-8").splitlines(), 1) if "01-06" in t)
    said = capsys.readouterr().err
    assert f"{wrong}: 第 {line} 行：2027年1月6日（周三）不是周末" in said
    assert f"Line {line}: " in said
    assert main(["holidays", "import", str(tmp_path / "none.json")]) == 2
    assert "none.json" in capsys.readouterr().err
