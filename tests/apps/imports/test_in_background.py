"""A long table: the worker takes it in some rows at a time; how far, stopped, gone on with."""

import pytest
from django.utils import timezone

from banhao.apps.certificates.models import CertificateRecord
from banhao.apps.imports.jobs import take_in_batches
from banhao.apps.imports.models import BatchRecord
from banhao.apps.imports.operations import in_background
from banhao.apps.organisations.models import OfficeRecord, OfficerRecord
from tests.apps.imports.books import LICENCES, PEOPLE, licence, read, workbook
from tests.apps.imports.test_imports import look, said, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Four rows are a long table here, taken in three at a time."""
    monkeypatch.setattr(in_background, "AT_ONCE", 3)
    monkeypatch.setattr(in_background, "SOME", 3)


def people(count):
    rows = [
        (f"o{n}@example.org", f"李{n}", "", "999999", "审查", "office", "") for n in range(count)
    ]
    return workbook(PEOPLE, *rows)


def work():
    return take_in_batches(timezone.now())


def test_the_page_says_how_far_it_is_and_the_report_comes_at_the_end(admin):
    address = look(admin, "people", people(7))

    page = take_in(admin, address)
    assert "正在导入：7 行里的 0 行" in page
    assert work() == 3
    assert "正在导入：7 行里的 3 行" in said(admin, address)
    part = admin.get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'value="3"' in part
    assert "<html" not in part
    assert [work(), work(), work()] == [3, 1, 0]

    over = admin.get(address, headers={"HX-Request": "true"})
    assert over["HX-Refresh"] == "true"
    assert "下载报告" in said(admin, address)
    assert OfficerRecord.objects.filter(account__email__endswith="@example.org").count() == 8
    passwords = [row[4] for row in read(admin.get(f"{address}report.xlsx").content)[1:]]
    assert len({*passwords}) == 7


def test_a_stopped_import_keeps_what_it_has_and_the_same_table_goes_on(admin):
    address = look(admin, "people", people(7))
    take_in(admin, address)
    work()

    stopped = admin.post(f"{address}stop/", follow=True).content.decode()

    assert "停在 7 行里的第 3 行" in stopped
    assert work() == 0
    assert OfficerRecord.objects.filter(account__email__startswith="o").count() == 3
    assert admin.post(f"{address}stop/").status_code == 409
    again = look(admin, "people", people(7))
    take_in(admin, again)
    assert [work(), work(), work()] == [3, 3, 1]
    row = BatchRecord.objects.order_by("-made_at").first()
    assert (row.new, row.same, row.refused) == (4, 3, 0)


def test_it_is_told_once_and_a_stranger_cannot_stop_it(admin, stranger):
    address = look(admin, "people", people(4))
    take_in(admin, address)

    assert "已经导入" in take_in(admin, address)
    assert stranger.post(f"{address}stop/").status_code == 404
    assert [work(), work(), work()] == [3, 1, 0]


def test_rows_that_the_look_refused_are_passed_over(admin):
    table = workbook(LICENCES, *(licence(f"A00{n}") for n in range(4)), licence("A001"))
    address = look(admin, "licences", table)

    take_in(admin, address, "good")
    while work():
        pass

    assert CertificateRecord.objects.filter(identifier__startswith="A").count() == 4
    row = BatchRecord.objects.get()
    assert (row.new, row.refused) == (4, 1)
    assert row.done_at is not None


def test_whoever_may_administer_no_more_takes_nothing_in(admin):
    address = look(admin, "people", people(4))
    take_in(admin, address)
    OfficeRecord.objects.filter(account=BatchRecord.objects.get().made_by).delete()

    work()

    row = BatchRecord.objects.get()
    assert row.stopped_at is not None
    assert row.reached == 0
