"""Tables on the administrator's pages: look, take in, report; own region; nothing half done."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from banhao import cli
from banhao.apps.certificates.models import CertificateRecord
from banhao.apps.imports.jobs import forget_batches
from banhao.apps.imports.models import BatchRecord
from banhao.apps.organisations import queries as organisations
from banhao.apps.organisations.models import DivisionRecord
from banhao.apps.people.models import AccessLogRecord, AccountRecord
from banhao.apps.people.queries import account_by_email
from banhao.apps.vault.models import ContentRecord
from tests.apps.imports.books import LICENCES, PEOPLE, licence, read, upload, workbook
from tests.apps.installation import ROOT

pytestmark = pytest.mark.django_db
DATA = ROOT / "tests" / "data" / "divisions"
LI = ("li@example.org", "李示例", "19900000001", "999999", "审查", "office", "")


def look(browser, kind, content, name="table.xlsx"):
    """Upload a table; return the page of what it would do."""
    answer = browser.post(f"/administration/imports/{kind}/", {"file": upload(content, name)})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def take_in(browser, address, how="whole"):
    return browser.post(address, {"how": how}, follow=True).content.decode()


def said(browser, address):
    return browser.get(address).content.decode()


def test_officers_come_with_posts_and_a_first_password_that_must_be_changed(admin):
    second = (*LI[:4], "踏勘", "office", "")
    clerk = ("wang@example.org", "王示例", "", "999999", "窗口", "", "hall")
    address = look(admin, "people", workbook(PEOPLE, LI, second, clerk))
    assert account_by_email("li@example.org") is None  # a look writes nothing

    take_in(admin, address)

    account = account_by_email("li@example.org")
    assert {o.role.value for o in organisations.offices_of(account.id)} == {"examiner", "inspector"}
    rows = read(admin.get(f"{address}report.xlsx").content)
    password = next(row[4] for row in rows if "li@example.org" in row)
    answer = Client().post("/sign-in/", {"email": "li@example.org", "password": password})
    assert answer["Location"] == "/office/"
    assert AccountRecord.objects.get(pk=account.id).must_change_password


def test_the_same_table_twice_changes_nothing(admin):
    table = workbook(PEOPLE, LI)
    take_in(admin, look(admin, "people", table))
    before = AccountRecord.objects.get(email="li@example.org").password

    address = look(admin, "people", table)

    assert "All of the table is there already" in admin.get(
        address, headers={"accept-language": "en"}
    ).content.decode() or "都已经有了" in said(admin, address)
    take_in(admin, address)
    assert AccountRecord.objects.get(email="li@example.org").password == before
    assert len(organisations.offices_of(account_by_email("li@example.org").id)) == 1


def test_a_batch_is_taken_in_once(admin):
    address = look(admin, "people", workbook(PEOPLE, LI))
    take_in(admin, address)

    assert "已经导入过了" in take_in(admin, address)


WRONG = {
    "地区": ("a@example.org", "甲", "", "510112", "窗口", "", ""),
    "没有部门": ("b@example.org", "乙", "", "999999", "审查", "", ""),
    "别的部门": ("c@example.org", "丙", "", "999999", "审查", "nowhere", ""),
    "不是邮箱": ("d", "丁", "", "999999", "", "", ""),
    "手机": ("e@example.org", "戊", "123", "999999", "", "", ""),
    "岗位": ("f@example.org", "己", "", "999999", "局长", "", ""),
    "同名不同人": ("li@example.org", "别人", "", "999999", "", "", ""),
}


def test_each_wrong_row_is_named_and_nothing_is_written_unless_the_good_rows_are_chosen(admin):
    address = look(admin, "people", workbook(PEOPLE, LI, *WRONG.values()))
    page = said(admin, address)
    assert page.count('<tr><td class="num">') == 1 + len(WRONG)
    assert "只导入没有问题的 1 行" in page

    assert "什么都没有写" in take_in(admin, address, "whole")
    assert account_by_email("li@example.org") is None

    take_in(admin, address, "good")
    assert account_by_email("li@example.org") is not None
    assert not AccountRecord.objects.filter(email__in=["a@example.org", "b@example.org"]).exists()
    outcomes = [row[1].split()[0] for row in read(admin.get(f"{address}report.xlsx").content)[1:]]
    assert outcomes == ["新增"] + ["不能导入"] * len(WRONG)


def test_nobody_else_sees_a_batch_and_after_a_day_it_is_gone(admin, stranger):
    address = look(admin, "people", workbook(PEOPLE, LI))

    assert stranger.get(address).status_code == 404
    assert stranger.get(f"{address}report.xlsx").status_code == 404
    later = timezone.now() + timedelta(hours=25)
    assert forget_batches(later) == 1
    assert forget_batches(later) == 0
    assert not BatchRecord.objects.exists()
    assert not ContentRecord.objects.filter(kind="import").exists()


def test_no_name_and_no_mail_address_stands_in_the_access_log_or_in_the_batch(admin):
    take_in(admin, look(admin, "people", workbook(PEOPLE, LI)))

    logged = json.dumps(list(AccessLogRecord.objects.values()), default=str)
    kept = json.dumps(list(BatchRecord.objects.values()), default=str)
    for word in ("李示例", "li@example.org", "19900000001"):
        assert word not in logged + kept
    assert mail.outbox == []


def test_an_applicants_own_account_is_not_put_in_office(admin):
    from tests.apps.small_city import a_person

    a_person("li")
    row = ("li@example.com", "李示例", "", "999999", "窗口", "", "")

    page = said(admin, look(admin, "people", workbook(PEOPLE, row)))

    assert "不能用来任职" in page


def test_divisions_come_from_the_files_as_they_are_published(capsys):
    for name in ("provinces", "cities", "areas", "streets"):
        assert cli.main(["import", "divisions", str(DATA / f"{name}.csv"), "--do"]) == 0

    assert DivisionRecord.objects.get(code="370303").parent == "3703"
    assert DivisionRecord.objects.filter(parent="370303").count() > 5
    capsys.readouterr()
    assert cli.main(["import", "divisions", str(DATA / "areas.csv"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["changed"], told["done"]) == (0, 0, False)


def test_a_street_without_its_area_stops_all_on_the_command_line_too(tmp_path, capsys):
    file, report = tmp_path / "t.csv", tmp_path / "r.xlsx"
    file.write_bytes("代码,名称\n37,山东省\n370303001,街道\n".encode("gb18030"))

    assert cli.main(["import", "divisions", str(file), "--do", "--report", str(report)]) == 2
    assert "is not there" in capsys.readouterr().out
    assert not DivisionRecord.objects.exists()
    assert read(report.read_bytes())[2][1].startswith("不能导入")

    assert cli.main(["import", "divisions", str(file), "--do", "--good-rows"]) == 0
    assert list(DivisionRecord.objects.values_list("code", flat=True)) == ["37"]


def test_a_regional_administrator_brings_only_their_own_divisions(stranger):
    table = workbook(["code", "name"], ["510112", "龙泉驿区"], [37, "山东省"])

    page = said(stranger, look(stranger, "divisions", table))

    assert "地区 370000 不归您管理" in page


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b"PK\x03\x04 cut", "cut.xlsx"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture.png"),
        (b"a,b\n1,2\n", "other.csv"),
        (workbook(["x"]), "other.xlsx"),
    ],
)
def test_what_is_no_table_is_said_at_the_field(admin, content, name):
    answer = admin.post("/administration/imports/people/", {"file": upload(content, name)})

    assert answer.status_code == 200
    assert (
        'class="err"' in answer.content.decode() or 'aria-invalid="true"' in answer.content.decode()
    )
    assert not BatchRecord.objects.exists()


def test_a_template_is_understood_when_it_comes_back_filled_in(admin):
    header = read(admin.get("/administration/imports/people/template.xlsx").content)[0]
    row = dict(zip(PEOPLE, LI, strict=True))

    page = said(admin, look(admin, "people", workbook(header, [row.get(h, "") for h in header])))

    assert "导入 1 行" in page
    assert admin.get("/administration/imports/nothing/").status_code == 404


def test_what_a_stranger_wrote_is_never_a_formula(admin):
    row = ("=HYPERLINK(1)", "=1+1", "", "999999", "", "", "")
    address = look(admin, "people", workbook(PEOPLE, [f"'{c}" if c[:1] == "=" else c for c in row]))

    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(admin.get(f"{address}report.xlsx").content))
    assert all(c.data_type != "f" for r in book.worksheets[0].iter_rows() for c in r)


def test_licences_of_before_are_in_the_register_and_verified_by_number(admin, client):
    take_in(admin, look(admin, "licences", workbook(LICENCES, licence(), licence("鲁字2号"))))

    page = client.get("/verify/", {"id": "jy 99999900000001"}).content.decode()

    assert CertificateRecord.objects.count() == 2
    assert "摆摊许可证" in page
    assert "本系统启用前颁发" in page
    assert "校验位不对" not in page
    assert licence()[2] not in page  # the number alone names nobody


def test_a_licence_is_changed_by_the_next_table_and_stays_one(admin):
    take_in(admin, look(admin, "licences", workbook(LICENCES, licence())))
    assert "都已经有了" in said(admin, look(admin, "licences", workbook(LICENCES, licence())))

    take_in(admin, look(admin, "licences", workbook(LICENCES, licence(until="2033-01-01", of=4))))

    row = CertificateRecord.objects.get()
    assert row.valid_until.isoformat() == "2033-01-01"


def test_wrong_licences_are_named(admin):
    rows = [
        licence(),
        licence(),
        licence("A1B2", issuer="没有的局"),
        licence("A1B3", region="510112"),
        ("没有的证", *licence("A1B4")[1:]),
        (*licence("A1B5")[:3], "91999999MA00000000", *licence()[4:]),
    ]

    page = said(admin, look(admin, "licences", workbook(LICENCES, *rows)))

    for words in ("第 2 行已经有了", "没有部门", "不归您管理", "没有证照类型", "既不是身份证号"):
        assert words in page
    assert "只导入没有问题的 1 行" in page
