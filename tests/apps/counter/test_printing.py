"""Papers at the counter: to print at once, to hand over, a cover sheet for the scanner."""

import pytest
from django.urls import reverse

from banhao.apps.cases.models import CaseRecord
from banhao.apps.papers import queries
from banhao.core.cases.case import Channel
from tests.apps.counter.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_counter(case):
    """The applicant came to the counter: nothing is served in an inbox."""
    CaseRecord.objects.filter(id=case).update(channel=Channel.COUNTER)


def url(name, *args):
    return reverse(f"counter:{name}", args=args)


def words(response):
    return response.content.decode()


def test_the_receipt_is_there_to_print_although_no_worker_runs(clerk, case):
    browser = signed_in(clerk)

    page = words(browser.get(url("receipt", case)))

    assert "收件凭证" in page
    assert url("paper", case, 1) in page
    answer = browser.get(url("paper", case, 1))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "attachment" in answer["Content-Disposition"]


def test_after_accepting_both_papers_wait_to_be_handed_over(clerk, case):
    browser = signed_in(clerk)

    page = words(browser.post(url("accept", case), follow=True))

    assert "受理通知书" in page
    assert page.count("已当面交，已签收") == 2


def test_handing_over_is_noted_once(clerk, case):
    browser = signed_in(clerk)
    browser.get(url("receipt", case))

    for _ in range(2):
        page = words(browser.post(url("serve", case, 1), {"how": "counter"}, follow=True))

    assert "当面送达" in page
    assert "已当面交，已签收" not in page
    assert queries.papers_of(case)[0].how == "counter"


@pytest.mark.parametrize("how", ["", "pigeon", "inbox"])
def test_any_other_way_is_refused_and_the_ways_are_said(clerk, case, how):
    browser = signed_in(clerk)
    browser.get(url("receipt", case))

    answer = browser.post(url("serve", case, 1), {"how": how})

    assert answer.status_code == 400
    assert "选一种送达方式" in words(answer)
    assert queries.papers_of(case)[0].how is None


def test_the_cover_sheet_is_a_pdf(clerk, case):
    answer = signed_in(clerk).get(url("cover", case))

    assert answer.content.startswith(b"%PDF")


def test_the_page_speaks_english(clerk, case):
    page = words(signed_in(clerk, "en").get(url("receipt", case)))

    assert "Handed over and signed for" in page
    assert "Cover sheet" in page
    assert "Receipt" in page


SCANNED = ("{number}", " {number} ", "http://hall.example/cases/find?number={number}")


@pytest.mark.parametrize("scanned", SCANNED)
def test_a_scanned_code_opens_its_case(clerk, case, scanned):
    number = CaseRecord.objects.get(id=case).number

    answer = signed_in(clerk).get(url("home"), {"number": scanned.format(number=number)})

    assert answer["Location"] == url("case", case)


def test_a_number_of_nobody_or_of_another_region_is_said_to_be_unknown(clerk, stranger, case):
    number = CaseRecord.objects.get(id=case).number

    for browser, typed in ((signed_in(clerk), "YJS1"), (signed_in(stranger), number)):
        page = words(browser.get(url("home"), {"number": typed}))
        assert f"没有找到「{typed}」" in page
