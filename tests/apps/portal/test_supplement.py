"""补正 on the applicant's pages: the list once, saved as it goes, answered once."""

from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from banhao.apps.cases.jobs import return_unanswered
from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.operations import supplement
from banhao.apps.cases.queries import cases_by_id
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.drafts import queries as drafts
from banhao.apps.drafts.jobs import forget_filed_drafts
from banhao.apps.drafts.models import DraftRecord
from banhao.apps.evidence import queries as evidence
from banhao.apps.files import queries as files
from banhao.apps.people.models import AccountRecord
from banhao.core.authority.acts import Role
from banhao.core.cases.case import State
from banhao.core.cases.turns import About
from tests.apps import small_city
from tests.apps.pictures import a_picture
from tests.apps.portal import test_case as cases_before
from tests.apps.portal.test_case import officer
from tests.apps.sessions import posted_too_late, stranger


def url(name, *args):
    return reverse(f"portal:{name}", args=args)


def read(answer):
    return unescape(answer.content.decode())


case = cases_before.case  # the fixture


@pytest.fixture
def asked(case):
    """A case that waits for a drawing and for a field of the form."""
    clerk, now = officer(1, Role.CLERK, ""), timezone.now()
    line = {"actor": clerk, "case_id": case, "item": "stall", "now": now}
    supplement.note_line(
        **line, kind=About.MATERIAL, about="layout", wrong="没有标出口", example="标出两个出口"
    )
    supplement.note_line(**line, kind=About.ELEMENT, about="boss", wrong="与身份证不一致")
    supplement.ask_supplement(actor=clerk, case_id=case, now=now)
    return case


def test_the_case_page_says_until_when_and_leads_to_the_list(signed_in, asked):
    page = read(signed_in.get(url("case", asked)))

    assert url("supplement", asked) in page
    assert "前一次补齐" in page
    assert "没有标出口" in page
    assert "为什么是" in page


def test_the_list_says_what_is_wrong_and_what_is_right_and_shows_what_was_filed(signed_in, asked):
    page = read(signed_in.get(url("supplement", asked)))

    for words in ("没有标出口", "标出两个出口", "与身份证不一致", "李思远", "还有 2 处没补"):
        assert words in page


def test_half_an_answer_is_saved_and_not_handed_in(signed_in, asked):
    signed_in.post(url("supplement-upload", asked, "layout"), {"file": a_picture()})
    early = signed_in.post(url("supplement", asked), {"boss": "", "answer": "1"})
    signed_in.post(url("supplement", asked), {"boss": "赵文宝", "save": "1"})

    page = read(signed_in.get(url("supplement", asked)))
    assert early.status_code == 400
    assert "赵文宝" in page
    assert "都补好了" in page
    assert drafts.form_values(asked)["boss"] == "李思远"
    assert cases_by_id([asked])[asked].state is State.SUPPLEMENT


def test_typing_is_saved_by_itself(signed_in, asked):
    typed, live = {"boss": "赵文宝"}, {"HX-Request": "1"}
    answer = signed_in.post(url("supplement", asked), typed, headers=live)

    assert "已保存" in read(answer)
    assert "赵文宝" in read(signed_in.get(url("supplement", asked)))


def test_the_answer_is_handed_in_once(signed_in, asked):
    signed_in.post(url("supplement-upload", asked, "layout"), {"file": a_picture()})
    done = signed_in.post(url("supplement", asked), {"boss": "赵文宝", "answer": "1"})
    again = signed_in.post(url("supplement", asked), {"boss": "赵文三", "answer": "1"})

    assert done["Location"] == url("case", asked)
    assert again.status_code == 404
    assert drafts.form_values(asked)["boss"] == "赵文宝"
    assert "您已补齐" in read(signed_in.get(url("case", asked)))


def test_incomplete_answers_say_how_much_is_open(signed_in, asked):
    answer = signed_in.post(url("supplement", asked), {"boss": "赵文宝", "answer": "1"})

    assert answer.status_code == 400
    assert "还有 1 条没有补好" in read(answer)


def test_a_wrong_file_is_refused_beside_its_line(signed_in, asked):
    empty = signed_in.post(url("supplement-upload", asked, "layout"), {})
    other = signed_in.post(url("supplement-upload", asked, "rules"), {"file": a_picture()})

    assert empty.status_code == 400
    assert 'id="f-layout-e"' in read(empty)
    assert other.status_code == 404


def test_the_inbox_tells_how_many_lines_and_until_when(signed_in, asked):
    tell_subscribers(timezone.now() + timedelta(minutes=1))

    assert "还要补 2 处" in read(signed_in.get(reverse("portal:inbox")))


def test_what_was_not_answered_is_returned_and_can_be_filed_again(signed_in, asked):
    now = timezone.now() + timedelta(days=40)
    assert return_unanswered(now) == 1
    assert forget_filed_drafts(now) == 1  # the case itself has all that it needs

    page = read(signed_in.get(url("case", asked)))
    answer = signed_in.post(url("again", asked))

    assert "没有按时补齐，已退回" in page
    assert url("again", asked) in page
    assert "没有标出口" in page
    draft = answer["Location"].rstrip("/").rsplit("/", 1)[1]
    assert drafts.form_values(UUID(draft))["boss"] == "李思远"
    assert CaseRecord.objects.count() == 1


def test_files_of_the_returned_case_are_used_again_without_uploading_them(signed_in, asked):
    return_unanswered(timezone.now() + timedelta(days=40))
    forget_filed_drafts(timezone.now() + timedelta(days=40))
    answer = signed_in.post(url("again", asked))
    draft = UUID(answer["Location"].rstrip("/").rsplit("/", 1)[1])
    [before] = files.uploads(asked, "layout")
    materials = reverse("portal:materials", args=[draft])
    reuse = reverse("portal:reuse", args=[draft, "layout"])
    assert "用上次交的 1 个文件" in read(signed_in.get(materials))

    assert signed_in.post(reuse).status_code == 302
    signed_in.post(reuse)  # twice is as once

    [after] = files.uploads(draft, "layout")
    assert (after.name, after.size, after.content_type) == (
        before.name,
        before.size,
        before.content_type,
    )
    assert "layout" not in {slot.material for slot in evidence.blocking(draft)}
    assert reuse not in read(signed_in.get(materials))
    got = signed_in.get(reverse("files:download", args=[after.id]))
    assert b"".join(got.streaming_content) if got.streaming else got.content


def test_nobody_takes_files_of_somebody_elses_case(signed_in, client, asked):
    return_unanswered(timezone.now() + timedelta(days=40))
    answer = signed_in.post(url("again", asked))
    draft = UUID(answer["Location"].rstrip("/").rsplit("/", 1)[1])
    other = small_city.a_person("qian")
    client.force_login(AccountRecord.objects.get(pk=other.person))

    assert client.post(reverse("portal:reuse", args=[draft, "layout"])).status_code == 404
    foreign = small_city.a_draft(other)
    DraftRecord.objects.filter(id=foreign.id).update(again_of=asked)
    assert client.post(reverse("portal:reuse", args=[foreign.id, "layout"])).status_code == 404
    assert files.uploads(foreign.id) == ()


def test_a_stranger_finds_nothing(client, asked):
    other = small_city.a_person("qian").person
    client.force_login(AccountRecord.objects.get(pk=other))

    for answer in (
        client.get(url("supplement", asked)),
        client.post(url("supplement", asked), {"answer": "1"}),
        client.post(url("supplement-upload", asked, "layout"), {"file": a_picture()}),
        client.post(url("again", asked)),
    ):
        assert answer.status_code == 404


def test_the_page_speaks_english(signed_in, asked):
    signed_in.cookies["django_language"] = "en"

    page = read(signed_in.get(url("supplement", asked)))

    assert "asked only once" in page
    assert "Hand in" in page


def test_an_answer_typed_in_a_session_that_was_over_is_saved_and_not_handed_in(person, asked):
    page = posted_too_late(person, url("supplement", asked), {"boss": "赵文宝", "answer": "1"})

    assert "退出前填的已存进申请表" in page
    assert "赵文宝" in page
    assert cases_by_id([asked])[asked].state is State.SUPPLEMENT


def test_typing_in_a_session_that_is_over_keeps_the_page_and_offers_sign_in(asked):
    address = url("supplement", asked)

    answer = stranger().post(address, {"boss": "赵文宝"}, headers={"HX-Request": "true"})

    assert "填的没有丢" in read(answer)
    assert f"next={address.replace('/', '%2F')}" in read(answer)
