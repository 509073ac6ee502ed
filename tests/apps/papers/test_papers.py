"""Papers: one an event, numbered, in the words of law, opened by whom they concern, served."""

import re
from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp

from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.operations.acceptance import deem_accepted, refuse_to_accept
from banhao.apps.deliveries import operations
from banhao.apps.deliveries import queries as deliveries
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.papers import making, queries
from banhao.apps.papers.cover import cover_sheet
from banhao.apps.papers.models import PaperRecord
from banhao.apps.papers.operations.papers import make_all, make_paper, open_paper, serve_paper
from banhao.apps.people.models import AccessLogRecord
from banhao.apps.vault.models import KeyRecord
from banhao.core.authority.acts import Act, Actor, Role
from banhao.core.cases.case import Channel
from banhao.core.errors import Conflict, NotFound
from banhao.core.papers.kinds import Kind, Service
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import CLERK, LATER, NOW
from tests.apps.papers.conftest import ARTICLE, REASON, REMEDY, TOLD, ended

pytestmark = pytest.mark.django_db
EVERY = ["received", "accepted", "granted", "refused", "delivered"]


def opened(actor, case, seq, act=Act.SEE_OWN_CASE):
    return open_paper(actor=actor, act=act, case_id=case, seq=seq, now=TOLD)


def text(pdf):
    pages = pypdfium2.PdfDocument(pdf)
    words = "".join(page.get_textpage().get_text_range() for page in pages)
    return re.sub(r"[\s\u200b\u0002\ufffe]", "", words)


def codes(pdf):
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil()
    return {code.format.name: code.text for code in zxingcpp.read_barcodes(picture)}


def paper(case, kind):
    return next(each for each in queries.papers_of(case) if each.kind == kind)


def test_every_event_that_calls_for_a_paper_has_one_with_a_number_of_its_series(owner):
    case = ended(owner)

    papers = queries.papers_of(case)

    assert [each.kind for each in papers] == EVERY
    assert [re.sub(r"\d{6}号", "…", each.number) for each in papers] == [
        "999999收〔2026〕…", "999999受〔2026〕…", "999999准〔2026〕…", "999999不准〔2026〕…",
        "999999送〔2026〕…",
    ]  # fmt: skip
    assert len({each.number for each in papers}) == 5


def test_hearing_an_event_twice_makes_one_paper(owner, case):
    tell_subscribers(TOLD)
    make_paper(case_id=case, seq=1, now=TOLD)
    make_all(actor=CLERK, case_id=case, now=TOLD)

    assert PaperRecord.objects.count() == 1


def test_a_refusal_says_reason_article_remedy_and_what_one_may_do(owner):
    case = ended(owner)
    number, pdf = opened(owner, case, paper(case, Kind.REFUSED).seq)

    words = text(pdf)
    for said in (number, REASON, REMEDY, ARTICLE, "申请行政复议或者提起行政诉讼", "卫健局"):
        assert said.replace(" ", "") in words
    assert town.FORM["firm_name"] + "：" in words
    assert "Decisiontorefuse" in words
    assert "第1页，共1页" in words


def test_the_receipt_names_the_last_day_and_what_was_received(owner, case):
    tell_subscribers(TOLD)

    words = text(opened(owner, case, 1)[1])

    assert "2026年9月23日前告知您是否受理" in words
    assert "自收到之日起即为受理" in words
    assert "平面图已提交" in words
    assert "管理制度已作书面承诺" in words


def test_silence_is_put_on_paper_as_of_the_day_of_receipt(owner, case):
    deem_accepted(case_id=case, now=NOW + timedelta(days=14))
    tell_subscribers(NOW + timedelta(days=15))

    words = text(opened(owner, case, paper(case, Kind.ACCEPTED).seq)[1])

    assert "依法自收到之日2026年9月17日起即为受理" in words
    assert "2026年10月1日" in words  # the day of the paper itself


@pytest.mark.parametrize(
    ("not_needed", "title"), [(True, "不受理告知书"), (False, "不予受理决定书")]
)
def test_not_accepted_has_two_papers(owner, case, not_needed, title):
    refuse_to_accept(
        actor=CLERK, case_id=case, not_needed=not_needed, article=ARTICLE, reason=REASON, now=NOW
    )
    tell_subscribers(TOLD)

    words = text(opened(owner, case, queries.papers_of(case)[-1].seq)[1])

    assert title in words
    assert REASON in words


def test_the_code_on_a_paper_leads_to_the_case(owner, case):
    tell_subscribers(TOLD)

    found = codes(opened(owner, case, 1)[1])["QRCode"]

    assert re.search(r"/cases/find\?number=YJS999999\d{14}$", found)


def test_the_cover_sheet_has_the_number_as_barcode_and_as_qr_code_and_no_name(owner, case):
    number, pdf = cover_sheet(CLERK, case, TOLD)

    assert codes(pdf) == {"Code128": number, "QRCode": number}
    assert "赵文博" not in text(pdf)
    assert town.FORM["firm_name"] not in text(pdf)


@pytest.mark.parametrize(
    "name",
    ["𠮷田一郎", "买买提热依木·阿卜杜拉", "测试区" + "特别长的名字" * 9 + "有限公司", "阿" * 58],
)
def test_rare_and_long_names_stand_whole_on_a_paper(owner, name):
    draft = town.ready_draft(owner, firm_name=name)
    case = town.submit_case(actor=owner, draft_id=draft.id, key="k", now=NOW).case_id
    tell_subscribers(TOLD)

    assert name in text(opened(owner, case, 1)[1])


def test_a_paper_with_a_character_that_no_font_has_waits_for_a_person_instead(owner):
    draft = town.ready_draft(owner, firm_name="小城\U000f1234百货")
    case = town.submit_case(actor=owner, draft_id=draft.id, key="k", now=NOW).case_id

    for day in range(operations.LAST_ATTEMPT):
        tell_subscribers(NOW + timedelta(days=day))
    make_all(actor=CLERK, case_id=case, now=TOLD)

    assert queries.papers_of(case) == []
    assert [row.subscriber for row in deliveries.dead()] == ["papers"]
    assert "glyph" in deliveries.dead()[0].error


def test_what_was_served_stays_when_the_words_of_papers_change(owner, case, monkeypatch):
    tell_subscribers(TOLD)
    before = opened(owner, case, 1)

    monkeypatch.setattr(making, "paper_of", None)
    monkeypatch.setattr("banhao.apps.papers.wording.words", None)

    assert opened(owner, case, 1) == before  # words, number, bytes


def test_a_paper_heard_late_says_what_was_so_at_its_event(owner):
    case = town.accepted(owner)
    early = making.paper_of(case, 1)
    town.visited(case)
    town.granted(case, "fire")

    assert making.paper_of(case, 1) == early


def test_the_content_is_sealed_and_gone_with_the_key(owner, case):
    tell_subscribers(TOLD)
    row = PaperRecord.objects.get()
    assert town.FORM["firm_name"].encode() not in bytes(row.sealed)

    KeyRecord.objects.filter(subject=case).update(wrapped=b"")

    with pytest.raises(NotFound):
        opened(owner, case, 1)


def test_a_paper_takes_little_room(owner):
    case = ended(owner)

    sizes = [len(bytes(row.sealed)) for row in PaperRecord.objects.filter(case=case)]

    assert max(sizes) < 400  # decision 0050: a PDF has 40 to 60 kB


OTHER = small_city.Actor(person=999_999)
FIRE, HEALTH = town.EXAMINERS["fire"], town.EXAMINERS["health"]
AWAY = town.officer(950, Role.CLERK, region="370300")


@pytest.mark.parametrize(
    ("actor", "act", "kind", "sees"),
    [
        (CLERK, Act.SEE_COUNTER, Kind.REFUSED, True),
        (HEALTH, Act.SEE_OFFICE, Kind.REFUSED, True),
        (FIRE, Act.SEE_OFFICE, Kind.RECEIVED, True),
        (FIRE, Act.SEE_OFFICE, Kind.REFUSED, False),
        (AWAY, Act.SEE_COUNTER, Kind.RECEIVED, False),
        (OTHER, Act.SEE_OWN_CASE, Kind.RECEIVED, False),
        (Actor(), Act.SEE_OWN_CASE, Kind.RECEIVED, False),
        (CLERK, Act.SEE_OWN_CASE, Kind.RECEIVED, False),
    ],
)
def test_who_may_open_a_paper_and_that_it_is_noted(owner, actor, act, kind, sees):
    case = ended(owner)
    seq = paper(case, kind).seq

    if sees:
        opened(actor, case, seq, act)
        row = AccessLogRecord.objects.get()
        assert (row.person, row.whose, row.why) == (actor.person, f"case:{case}", act)
    else:
        with pytest.raises(NotFound):
            opened(actor, case, seq, act)


def test_the_applicant_s_own_reads_are_not_noted(owner, case):
    tell_subscribers(TOLD)

    opened(owner, case, 1)

    assert not AccessLogRecord.objects.exists()


def came_to_the_counter(case):
    CaseRecord.objects.filter(id=case).update(channel=Channel.COUNTER)


def test_without_consent_a_paper_waits_until_the_counter_hands_it_over(owner, case):
    came_to_the_counter(case)
    tell_subscribers(TOLD)
    assert paper(case, Kind.RECEIVED).how is None

    serve_paper(actor=CLERK, case_id=case, seq=1, how=Service.COUNTER, now=TOLD + LATER)

    served = paper(case, Kind.RECEIVED)
    assert (served.how, served.served_at) == (Service.COUNTER, TOLD + LATER)
    with pytest.raises(Conflict):
        serve_paper(actor=CLERK, case_id=case, seq=1, how=Service.POST, now=TOLD + 2 * LATER)
    with pytest.raises(NotFound):
        serve_paper(actor=AWAY, case_id=case, seq=1, how=Service.POST, now=TOLD)


def test_with_consent_a_paper_is_served_in_the_inbox(owner):
    from banhao.apps.people.operations import change_account

    change_account(actor=owner, display_name="赵文博", phone="", consent_to_e_service=True, now=NOW)
    case = town.filed(owner).case_id
    came_to_the_counter(case)
    tell_subscribers(TOLD)

    assert (paper(case, Kind.RECEIVED).how, paper(case, Kind.RECEIVED).served_at) == (
        Service.INBOX, TOLD,
    )  # fmt: skip


def test_signing_on_the_portal_is_consent_too(owner, case):
    tell_subscribers(TOLD)

    assert paper(case, Kind.RECEIVED).how is Service.INBOX


def test_a_proof_of_service_waits_for_the_signature_of_who_came(owner):
    case = ended(owner)  # filed on the portal, handed out at the counter

    assert paper(case, Kind.REFUSED).how is Service.INBOX
    assert paper(case, Kind.DELIVERED).how is None
