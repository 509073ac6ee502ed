"""The PDF: a QR code that decodes and verifies, rare names, refusal instead of empty boxes."""

import re
from datetime import date

import pypdfium2
import pytest
import zxingcpp

from banhao.apps.certificates import pages, queries, verification
from banhao.core.certificates import signed
from banhao.core.certificates.values import Holder
from banhao.core.errors import Refusal
from tests.apps.certificates.conftest import FIRM, kind

TODAY = date(2027, 6, 15)


def render(certificate, holder=FIRM):
    row = queries.record(certificate.id)
    return pages.render_pdf(certificate, holder, queries.seal(row))


def text(pdf):
    page = pypdfium2.PdfDocument(pdf)[0]
    return re.sub(r"[\s\u200b\u0002\ufffe]", "", page.get_textpage().get_text_range())


def qr(pdf):
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_the_code_on_the_page_decodes_and_verifies(composite):
    codes = qr(render(composite))

    assert len(codes) == 1
    seal = signed.from_url(codes[0])
    url = signed.to_url("", seal).partition("?f=")[2]
    answer = verification.answer_seal(*url.split("&s="), TODAY)
    assert answer.finding == "true"
    assert answer.certificate.id == composite.id


def test_a_composite_fits_one_page_and_lists_its_parts(composite):
    pdf = render(composite)

    words = text(pdf)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert "行业综合许可证" in words
    assert "本证所载4项许可" in words
    assert "见附载（最早2028年10月15日到期）" in words
    for part in composite.components:
        assert part.identifier in words
    assert "不是经认证的电子印章" in words or "签名不是经认证的电子印章" in words


@pytest.mark.parametrize(
    "name",
    [
        "𠮷田一郎",
        "买买提热依木·阿卜杜拉",
        "㐂䶮龘",
        "阿" * 58,
        "abdurahman·" * 5 + "abc",
        "测试区" + "特别长的名字" * 9 + "有限公司",
    ],
)
def test_rare_and_long_names_stand_whole_on_one_page(issue, name):
    pdf = render(issue(), Holder(name, "99999919900101123X"))

    assert name in text(pdf)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert len(qr(pdf)) == 1


def test_a_character_that_no_font_has_is_named_instead_of_printed_as_a_box(issue):
    with pytest.raises(Refusal) as refused:
        render(issue(), Holder("测\U000f1234", "99999919900101123X"))

    assert refused.value.message.code == "certificate.glyph_missing"
    assert "f1234" in str(refused.value.message.params["glyph"])


def test_the_same_certificate_gives_the_same_bytes(composite):
    assert render(composite) == render(composite)


def test_a_person_s_code_is_masked_on_the_paper(issue):
    person = Holder("张三", "99999919900101123X", "测试区学林路 2 号")

    words = text(render(issue(holder=person), person))
    assert "张三" in words
    assert "9999**********123X" in words
    assert person.code not in words


def test_words_cannot_become_code_of_the_template(issue):
    name = '#panic("x") $ ] } \\ " 测试'
    pdf = render(issue(kind=kind("x", "测试证")), Holder(name, "99999919900101123X"))

    assert '#panic("x")$]}\\"测试' in text(pdf)
