"""Papers of a case's turns: the supplement and its service, the return, an item filed again."""

from datetime import timedelta

import pytest

from banhao.apps.cases.jobs import return_unanswered
from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.operations import refilings, supplement
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.papers import queries
from banhao.apps.papers.operations.papers import serve_paper
from banhao.core.cases.case import Channel
from banhao.core.cases.turns import About, Served
from banhao.core.errors import NotAllowed
from banhao.core.papers.kinds import Kind, Service
from tests.apps.cases import town
from tests.apps.cases.town import CLERK, LATER, NOW
from tests.apps.papers.test_papers import TOLD, opened, paper, text

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WRONG, RIGHT = "没有标出安全出口", "标出两个出口和宽度"


@pytest.fixture
def asked(case):
    """A case whose applicant, who came to the counter, is asked for a drawing and a name."""
    CaseRecord.objects.filter(id=case).update(channel=Channel.COUNTER)
    lines = [("layout", About.MATERIAL, WRONG, RIGHT), ("boss", About.ELEMENT, "与证件不符", "")]
    for about, kind, wrong, example in lines:
        supplement.note_line(
            actor=CLERK, case_id=case, item="fire", kind=kind, about=about,
            wrong=wrong, example=example, now=NOW + LATER,
        )  # fmt: skip
    supplement.ask_supplement(actor=CLERK, case_id=case, now=NOW + 2 * LATER)
    tell_subscribers(TOLD)
    return case


def serve(case):
    supplement.serve_notice(
        actor=CLERK, case_id=case, how=Served.COUNTER, on=TOLD.date(), now=TOLD + LATER
    )
    tell_subscribers(TOLD + 2 * LATER)


def test_a_supplement_lists_all_lines_with_an_example_and_how_long_there_is(owner, asked):
    words = text(opened(owner, asked, paper(asked, Kind.SUPPLEMENT).seq)[1])

    assert "补正告知书" in words
    assert "下列2处需要补正" in words
    assert "平面图" + WRONG + f"（例：{RIGHT}）" in words
    assert "负责人与证件不符" in words
    assert "送达后" in words


def test_the_service_of_a_notice_is_an_event_of_the_case_and_shows_on_its_paper(owner, asked):
    assert paper(asked, Kind.SUPPLEMENT).how is None

    serve(asked)

    assert paper(asked, Kind.SUPPLEMENT).how is Service.COUNTER


def test_its_service_is_not_noted_past_the_case(asked):
    with pytest.raises(NotAllowed):
        serve_paper(
            actor=CLERK, case_id=asked, seq=paper(asked, Kind.SUPPLEMENT).seq,
            how=Service.COUNTER, now=TOLD,
        )  # fmt: skip

    assert paper(asked, Kind.SUPPLEMENT).how is None


def test_a_case_that_nobody_answered_is_returned_in_writing(owner, asked):
    serve(asked)
    assert return_unanswered(NOW + 60 * DAY) == 1
    tell_subscribers(NOW + 61 * DAY)

    words = text(opened(owner, asked, paper(asked, Kind.RETURNED).seq)[1])

    assert "退件告知书" in words
    assert "到期没有收到补正" in words


def test_an_item_filed_again_has_its_own_receipt_and_acceptance(owner):
    case = town.visited(town.accepted(owner))
    town.granted(case, "health")
    town.refused(case, "fire")
    refilings.refile_branch(actor=owner, case_id=case, item="fire", fields={}, now=NOW + 4 * LATER)
    refilings.accept_refiling(actor=CLERK, case_id=case, item="fire", now=NOW + 5 * LATER)
    tell_subscribers(TOLD)

    again = [each for each in queries.papers_of(case) if each.item == "fire"]

    assert [each.kind for each in again] == [Kind.REFUSED, Kind.RECEIVED, Kind.ACCEPTED]
    assert "重新提交的「消防检查」" in text(opened(owner, case, again[1].seq)[1])
    assert "自2026年9月17日起受理" in text(opened(owner, case, again[2].seq)[1])
