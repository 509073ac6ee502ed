"""From the plan to the receipt: begin, form, materials, check and sign, without JavaScript."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from banhao.apps.files import queries as files
from banhao.apps.vault import queries as vault
from banhao.demo_sources.population import firm
from tests.apps import small_city
from tests.apps.pictures import a_picture
from tests.apps.portal.test_way_in import QUESTIONS, THEME, text

FIRM = firm(3)
ENTERPRISE = {"firm_name": FIRM.name, "firm_code": FIRM.uscc}
PEOPLE = {"boss": FIRM.representative.name, "boss_id": FIRM.representative.id_number}


@pytest.fixture
def draft(person):
    return small_city.a_draft(person)


def url(name, draft, *more):
    return reverse(f"portal:{name}", args=[draft.id, *more])


def complete(client, draft):
    client.post(url("section", draft, "enterprise"), ENTERPRISE)
    client.post(url("section", draft, "people"), PEOPLE)
    client.post(url("section", draft, "item:stall"), {"music": "no", "stall_area": "20"})
    client.post(url("consent", draft), {"source": ["id-cards", "licences"]})
    client.post(url("way", draft, "rules"), {"kind": "C"})
    client.post(url("upload", draft, "layout"), {"file": a_picture()})


def key_in(page):
    return re.search(r'name="key" value="([^"]+)"', page)[1]


def test_answers_become_a_draft(signed_in):
    signed_in.post(QUESTIONS, {"ask": "music", "answer": "no"})
    signed_in.post(QUESTIONS, {"ask": "stall_area", "answer": "20"})
    begin = text(signed_in.get(THEME + "begin"))
    assert "为谁办" in begin

    none = signed_in.post(THEME + "begin", {})
    assert none.status_code == 400

    names = re.findall(
        r'name="(pledge|e_licences|premises_registered|by_agent)" value="yes"', begin
    )
    response = signed_in.post(THEME + "begin", dict.fromkeys(names, "yes"))
    assert response.url.startswith("/drafts/")
    assert "smallcity/open-a-stall" not in signed_in.session["answers"]


def test_the_draft_lists_its_parts_with_their_state(signed_in, draft):
    page = text(signed_in.get(url("draft", draft)))

    assert "待填" in page
    assert "核对和签名" in page


@pytest.mark.parametrize("name", ["draft", "materials", "check", "discard", "refresh"])
@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_every_page_of_a_draft_speaks_both_languages(signed_in, draft, name, lang):
    signed_in.cookies["django_language"] = lang
    response = signed_in.get(url(name, draft))

    assert response.status_code == 200
    assert "portal." not in re.sub(r'(href|src|action|id|hx-[a-z]+)="[^"]*"', "", text(response))


def test_a_section_saves_and_goes_on(signed_in, draft):
    response = signed_in.post(url("section", draft, "enterprise"), ENTERPRISE)

    assert response.url == url("section", draft, "people")
    assert FIRM.name in text(signed_in.get(url("section", draft, "enterprise")))


def test_what_is_wrong_is_said_at_the_top_and_beside_the_field_and_stays_as_typed(signed_in, draft):
    response = signed_in.post(
        url("section", draft, "enterprise"), {"firm_name": "", "firm_code": "12"}
    )
    page = text(response)

    assert response.status_code == 400
    assert "有 2 处要改" in page
    assert 'href="#firm_code"' in page
    assert 'value="12"' in page
    assert "<title>错误：" in page


def test_autosave_answers_with_the_time(signed_in, draft):
    response = signed_in.post(
        url("section", draft, "enterprise"), {"firm_name": "甲"}, headers={"HX-Request": "true"}
    )

    assert "已保存" in text(response)
    assert "<html" not in text(response)


def test_rows_are_added_and_deleted_without_javascript(signed_in, draft):
    people = url("section", draft, "people")
    signed_in.post(people, {"helpers": "", "helpers-0-name": "小王", "stay": "1"})
    signed_in.post(
        people,
        {"helpers": "", "helpers-0-name": "小王", "helpers-1-name": "小李", "stay": "1"},
    )
    page = text(signed_in.get(people))
    assert "小王" in page
    assert "小李" in page

    signed_in.post(
        people,
        {
            "helpers": "",
            "helpers-0-name": "小王",
            "helpers-1-name": "小李",
            "drop": "helpers-0",
        },
    )
    page = text(signed_in.get(people))
    assert "小王" not in page
    assert "小李" in page


def test_materials_stand_in_three_groups(signed_in, draft):
    page = text(signed_in.get(url("materials", draft)))

    for words in ["您需要提供", "我们替您取", "可以承诺，以后再补", "没做到会怎样"]:
        assert words in page


def test_a_refused_file_is_said_beside_its_material(signed_in, draft):
    bad = SimpleUploadedFile("plan.pdf", b"no pdf at all")
    response = signed_in.post(url("upload", draft, "layout"), {"file": bad})
    nothing = signed_in.post(url("upload", draft, "layout"), {})

    assert response.status_code == nothing.status_code == 400
    assert 'id="f-layout-e"' in text(response)


def test_all_pages_of_a_scan_are_uploaded_at_once_up_to_a_wrong_one(signed_in, draft):
    bad = SimpleUploadedFile("third.pdf", b"no pdf", "application/pdf")
    pages = [a_picture(), a_picture(), bad, a_picture()]

    answer = signed_in.post(url("upload", draft, "layout"), {"file": pages})

    assert answer.status_code == 400
    assert "third.pdf" in text(answer)
    assert "排在它前面的已经上传" in text(answer)
    assert len(files.uploads(draft.id, "layout")) == 2


def test_an_upload_can_be_taken_back(signed_in, draft):
    signed_in.post(url("upload", draft, "layout"), {"file": a_picture()})
    page = text(signed_in.get(url("materials", draft)))
    remove = re.search(r'action="(/drafts/[^"]+/remove/[^"]+)"', page)[1]

    signed_in.post(remove)

    assert remove not in text(signed_in.get(url("materials", draft)))


def test_live_state_of_sources_is_a_part_of_the_page(signed_in, draft):
    signed_in.post(url("section", draft, "enterprise"), ENTERPRISE)
    signed_in.post(url("consent", draft), {"source": ["licences"]})
    part = signed_in.get(url("materials", draft), headers={"HX-Request": "true"})

    assert "正在取" in text(part)
    assert "<html" not in text(part)


def test_nothing_can_be_signed_before_it_is_complete(signed_in, draft):
    page = text(signed_in.get(url("check", draft)))

    assert "签名并提交" not in page
    assert "平面图" in page


def test_sign_once_and_receive(signed_in, draft):
    complete(signed_in, draft)
    page = text(signed_in.get(url("check", draft)))
    assert "告知承诺书" in page

    unsigned = signed_in.post(url("check", draft), {"key": key_in(page)})
    assert unsigned.status_code == 400
    assert "勾选后才能提交" in text(unsigned)

    signed = {"key": key_in(page), "agree": "yes", "name": "赵文博"}
    first = signed_in.post(url("check", draft), signed)
    again = signed_in.post(url("check", draft), signed)

    assert first.url == again.url == reverse("portal:received", args=[draft.id])
    received = text(signed_in.get(first.url))
    assert "接下来会怎样" in received
    assert signed_in.get(url("check", draft)).url == first.url


def test_signing_in_a_second_window_leads_to_the_case_that_is_there(signed_in, draft):
    complete(signed_in, draft)
    page = text(signed_in.get(url("check", draft)))
    signed_in.post(url("check", draft), {"key": key_in(page), "agree": "yes", "name": "赵文博"})

    other = {"key": "from-another-window", "agree": "yes", "name": "赵文博"}
    response = signed_in.post(url("check", draft), other)

    assert response.url == reverse("portal:received", args=[draft.id])


def test_a_draft_is_deleted_only_after_a_warning(signed_in, draft):
    assert "不能恢复" in text(signed_in.get(url("discard", draft)))

    signed_in.post(url("discard", draft))

    assert signed_in.get(url("draft", draft)).status_code == 404


def test_a_stranger_finds_no_page_of_a_draft(client, draft):
    from banhao.apps.people.models import AccountRecord

    stranger = small_city.a_person("stranger")
    client.force_login(AccountRecord.objects.get(pk=stranger.person))

    for name in ["draft", "materials", "check", "discard"]:
        assert client.get(url(name, draft)).status_code == 404
    assert client.get(url("section", draft, "people")).status_code == 404


def test_an_answer_that_asks_more_shows_the_new_field_and_is_no_error(signed_in, draft):
    stall = url("section", draft, "item:stall")
    sent = {"music": "yes", "stall_area": "20", "shown": "music,stall_area"}

    response = signed_in.post(stall, sent)
    live = signed_in.post(stall, sent, headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert "还要填" in text(response)
    assert "音量" in text(response)
    assert "要填的变了" in text(live)


def test_what_holds_for_the_applicant_can_be_changed_and_says_what_follows(signed_in, draft):
    asked = text(signed_in.get(url("standing", draft)))
    names = re.findall(r'name="(\w+)" value="yes" checked', asked)
    assert "pledge" in names

    assert signed_in.post(url("standing", draft), {}).status_code == 400
    sent = {**dict.fromkeys(names, "yes"), "by_agent": "no", "pledge": "no"}
    changed = text(signed_in.post(url("standing", draft), sent))

    assert "改为由您交" in changed
    assert "您不用承诺" in changed
    assert "管理制度" in changed
    assert "方案没有变" in text(signed_in.post(url("standing", draft), sent))


def test_the_check_page_tells_blanks_from_what_is_wrong(signed_in, draft):
    signed_in.post(url("section", draft, "enterprise"), {"firm_name": "", "firm_code": "12"})
    page = text(signed_in.get(url("check", draft)))

    assert "填的要改" in page
    assert "没有填" in page


def test_the_signature_is_sealed_with_the_case(signed_in, draft, person):
    complete(signed_in, draft)
    page = text(signed_in.get(url("check", draft)))
    signed_in.post(url("check", draft), {"key": key_in(page), "agree": "yes", "name": "赵文博"})

    signed = json.loads(vault.unseal(draft.id, "signature", "application"))
    assert (signed["name"], signed["account"]) == ("赵文博", person.person)
    assert signed["pledged"] == ["rules"]


def test_the_draft_leads_to_what_is_next(signed_in, draft):
    assert "接着填第 1 部分" in text(signed_in.get(url("draft", draft)))

    complete(signed_in, draft)

    assert "去签名提交" in text(signed_in.get(url("draft", draft)))
