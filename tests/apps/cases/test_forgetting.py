"""What is kept only so that the same request is answered again is forgotten after a month."""

from datetime import timedelta

import pytest

from banhao.apps.cases import queries
from banhao.apps.cases.jobs import forget_old_requests
from banhao.apps.cases.models import NumberRecord, RequestRecord
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.drafts.jobs import forget_filed_drafts
from banhao.apps.drafts.models import DraftRecord
from banhao.apps.drafts.queries import form_values
from banhao.core.authority.acts import Act
from banhao.core.errors import NotFound
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.small_city import NOW, a_person

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


def forget(now) -> int:
    return forget_filed_drafts(now) + forget_old_requests(now)


@pytest.fixture
def applicant():
    small_city.publish(town.FOLDER)
    return a_person()


def test_within_a_month_the_same_request_is_answered_with_the_same_receipt(applicant):
    receipt = town.filed(applicant)

    assert forget(NOW + MONTH - timedelta(days=1)) == 0
    again = submit_case(actor=applicant, draft_id=receipt.case_id, key="key", now=NOW + MONTH)
    assert again == receipt


def test_afterwards_the_case_stands_and_the_rest_is_gone_but_the_last_number(applicant):
    first, second = town.filed(applicant), town.filed(applicant, key="other")
    open_draft = small_city.a_draft(applicant, theme=town.THEME)
    later = NOW + MONTH + timedelta(days=1)

    assert forget(later) == 5  # two drafts, two requests, the first of two numbers

    assert forget(later) == 0
    assert [row.id for row in DraftRecord.objects.all()] == [open_draft.id]
    assert not RequestRecord.objects.exists()
    assert NumberRecord.objects.count() == 1
    for receipt in (first, second):
        assert queries.case_row(applicant, receipt.case_id, Act.SEE_OWN_CASE, later)
        assert form_values(receipt.case_id)["firm_code"] == town.FORM["firm_code"]
    with pytest.raises(NotFound):
        submit_case(actor=applicant, draft_id=first.case_id, key="key", now=later)
