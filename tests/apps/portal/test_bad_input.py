"""Bad input at the portal's doors: refused in words in both languages, and nothing is lost.

The whole list, with the tests of other rooms: docs/reference/bad-input.md.
"""

import io
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from banhao.apps.cases.models import CaseRecord
from banhao.apps.drafts import queries
from banhao.apps.files import queries as files
from tests.apps import small_city
from tests.apps.files.test_uploads import action, huge_png, pdf
from tests.apps.pictures import a_picture

LANGUAGES = ("zh-hans", "en")
MORE = """
[[elements]]
id = "phone"
title = "手机号"
type = "mobile"
section = "people"
optional = true

[[elements]]
id = "opens_on"
title = "开业日期"
type = "date"
section = "people"
optional = true
"""


@pytest.fixture
def draft(person):
    """A draft of a city whose form also asks for a telephone and a date."""
    item = small_city.ITEM.replace('"helpers"]', '"helpers", "phone", "opens_on"]')
    small_city.publish({"base/library.toml": small_city.BASE + MORE, "base/items/stall.toml": item})
    return small_city.a_draft(person)


CELLS = {"name": "张三", "since": "2026-09-01"}


def url(name, draft, *more):
    return reverse(f"portal:{name}", args=[draft.id, *more])


def said(client, lang, send) -> tuple[int, str]:
    client.cookies["django_language"] = lang
    answer = send()
    return answer.status_code, unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("place", "typed", "words"),
    [
        ("enterprise/firm_code", "91999999MA0T0003", ("18", "18")),
        ("enterprise/firm_code", "91999999MA0T00038X", ("校验", "check")),
        ("people/boss_id", "99999919900230001X", ("日期", "date")),
        ("people/boss_id", "123", ("18", "18")),
        ("people/phone", "1990000", ("11", "11")),
        ("people/opens_on", "2026-02-30", ("没有这一天", "no such day")),
        ("people/opens_on", "下个月", ("填日期，例如", "Enter a date, such as")),
        ("item:stall/stall_area", "很大", ("填一个数，例如", "Enter a number")),
        ("item:stall/stall_area", "0", ("不能小于", "cannot be less")),
        ("item:stall/music", "maybe", ("从列出的选项里选", "Choose one of the options")),
    ],
)
def test_a_wrong_value_is_said_beside_its_field_and_stays_as_typed(
    signed_in, draft, place, typed, words
):
    part, field = place.split("/")
    for lang, wanted in zip(LANGUAGES, words, strict=True):
        status, page = said(
            signed_in, lang, lambda: signed_in.post(url("section", draft, part), {field: typed})
        )
        error = page.partition(f'id="{field}-e"')[2].partition("</p>")[0]
        assert status == 400
        assert wanted in error
    if field != "music":  # an option that there is not cannot stand in a group of options
        assert f'value="{typed}"' in page
    assert queries.form_values(draft.id).get(field) != typed


def renamed_program() -> bytes:
    return b"MZ\x90\x00" + b"\x00" * 200


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.png", b"", ("这个文件是空的", "This file is empty")),
        ("plan.pdf", b"%PDF-1.7" + b"0" * (20 * 1024 * 1024), ("超过 20 MB", "larger than 20 MB")),
        (
            "plan.docx",
            b"PK\x03\x04" + b"x" * 99,
            ("只收 PDF、JPEG 和 PNG", "Only PDF, JPEG and PNG"),
        ),
        ("plan.pdf", renamed_program(), ("改文件名不起作用", "renaming does not help")),
        ("plan.svg", b"<svg onload='alert(1)'/>", ("只收 PDF、JPEG 和 PNG", "Only PDF")),
        ("plan.png", b"<html><script>alert(1)</script>", ("改文件名不起作用", "renaming does not")),
        ("plan.pdf", pdf(change=action("/JavaScript", JS="x")), ("有脚本", "holds scripts")),
        ("plan.png", huge_png(30_000, 30_000), ("长边最多 12000 像素", "12000 pixels")),
        ("plan.jpg", b"\xff\xd8\xff\xe0" + b"x" * 50, ("这张图片打不开", "cannot be opened")),
    ],
)
def test_a_wrong_file_is_said_beside_its_paper_and_nothing_is_kept(
    signed_in, draft, name, content, words
):
    for lang, wanted in zip(LANGUAGES, words, strict=True):
        file = SimpleUploadedFile(name, content)
        status, page = said(
            signed_in,
            lang,
            lambda file=file: signed_in.post(url("upload", draft, "layout"), {"file": file}),
        )
        assert status == 400
        assert wanted in page.partition('id="f-layout-e"')[2].partition("</p>")[0]
    assert files.uploads(draft.id) == ()


def test_a_file_named_otherwise_than_what_it_is_gets_its_true_ending(signed_in, draft):
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "PNG")
    file = SimpleUploadedFile("plan.pdf", out.getvalue(), "application/pdf")

    signed_in.post(url("upload", draft, "layout"), {"file": file})

    assert [each.name for each in files.uploads(draft.id)] == ["plan.png"]


@pytest.mark.parametrize(("lang", "words"), [("zh-hans", "申请表还有"), ("en", "The form has")])
def test_signing_what_is_half_finished_files_nothing_and_says_what_is_missing(
    signed_in, draft, lang, words
):
    sent = {"agree": "yes", "name": "赵文博", "key": "k"}
    status, page = said(signed_in, lang, lambda: signed_in.post(url("check", draft), sent))

    assert status == 400
    assert words in page
    assert not CaseRecord.objects.exists()


def test_steps_out_of_order_lead_on_and_lose_nothing(signed_in, draft):
    signed_in.post(url("upload", draft, "layout"), {"file": a_picture()})  # before any form
    told = signed_in.post(url("consent", draft), {"source": ["id-cards"]})
    page = unescape(told.content.decode())

    assert told.status_code == 400
    assert "去填表" in page
    assert len(files.uploads(draft.id)) == 1


@pytest.mark.parametrize(
    ("lang", "asks", "told"),
    [
        ("zh-hans", "在您填表期间，办事规定更新了", "办事规定"),
        ("en", "The rules have changed since you started", "rules"),
    ],
)
def test_a_plan_whose_catalogue_has_moved_on_is_updated_first_and_keeps_what_was_typed(
    signed_in, draft, lang, asks, told
):
    signed_in.post(url("section", draft, "enterprise"), {"firm_name": "甲店"})
    small_city.publish()

    signed_in.cookies["django_language"] = lang
    begun = signed_in.get(url("draft", draft), follow=True)
    signed = signed_in.post(url("check", draft), {"agree": "yes", "name": "赵文博", "key": "k"})
    updated = signed_in.post(url("refresh", draft), follow=True)

    assert asks in unescape(begun.content.decode())
    assert signed.status_code == 409
    assert told in unescape(signed.content.decode())
    assert updated.status_code == 200
    assert queries.form_values(draft.id)["firm_name"] == "甲店"
    assert not CaseRecord.objects.exists()


PASTE = [
    ("张三\t2026-09-01\t多了一格", "1", ("比表多出：「多了一格」", "more cells than the table")),
    ("张三\t很久以前", "1", ("填日期，例如", "Enter a date, such as")),
    ("姓名\t入职日期\n李四\t2026-09-01\n张三\t9月", "2", ("填日期，例如", "Enter a date")),
]


@pytest.mark.parametrize(("pasted", "row", "words"), PASTE)
def test_a_wrong_cell_of_a_pasted_table_is_named_by_its_row(signed_in, draft, pasted, row, words):
    address = url("section", draft, "people")
    for lang, wanted in zip(LANGUAGES, words, strict=True):
        status, page = said(
            signed_in, lang, lambda: signed_in.post(address, {"helpers-paste": pasted})
        )
        summary = page.partition('class="errs"')[2].partition("</ul>")[0]
        assert status == 400
        assert wanted in summary
        assert row in summary
        assert 'value="张三"' in page
    assert "helpers" not in queries.form_values(draft.id)


def test_a_line_of_titles_says_the_order_of_the_columns(signed_in, draft):
    pasted = "入职日期\t姓名\n2026-09-01\t张三"

    signed_in.post(url("section", draft, "people"), {"helpers-paste": pasted, "stay": "1"})

    assert queries.form_values(draft.id)["helpers"] == [{"name": "张三", "since": "2026-09-01"}]


def test_a_table_that_is_too_long_is_refused_and_stays_to_be_cut(signed_in, draft):
    rows = "\n".join(f"帮手{n}\t2026-09-01" for n in range(501))

    status, page = said(
        signed_in,
        "zh-hans",
        lambda: signed_in.post(url("section", draft, "people"), {"helpers-paste": rows}),
    )

    assert status == 400
    assert "一张表最多 500 行" in page
    assert "帮手500" in page
    assert "helpers" not in queries.form_values(draft.id)


def test_pasted_rows_come_after_those_that_are_there(signed_in, draft):
    address = url("section", draft, "people")
    signed_in.post(address, {"helpers-0-name": "张三", "helpers-0-since": "", "stay": "1"})

    answer = signed_in.post(
        address,
        {
            "helpers-0-name": "张三",
            "helpers-paste": "姓名\t入职日期\n李四\t2026/9/1\n王五\t",
            "stay": "1",
        },
    )

    assert answer.status_code == 302
    assert queries.form_values(draft.id)["helpers"] == [
        {"name": "张三"},
        {"name": "李四", "since": "2026-09-01"},
        {"name": "王五"},
    ]


def test_a_full_table_is_saved_again_cell_by_cell(signed_in, draft):
    rows = {f"helpers-{n}-{column}": text for n in range(500) for column, text in CELLS.items()}
    hidden = {"seen": "", "shown": "helpers", "stay": "1"}

    answer = signed_in.post(url("section", draft, "people"), rows | hidden)

    assert answer.status_code == 302
    assert len(queries.form_values(draft.id)["helpers"]) == 500
