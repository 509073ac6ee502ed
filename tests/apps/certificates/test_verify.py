"""/verify: is it real, is it valid now; what each way of asking may show."""

from datetime import date
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from banhao.apps.certificates import operations, queries, signing
from banhao.apps.certificates.models import CertificateRecord
from banhao.core.authority.acts import Act, Actor
from banhao.core.certificates import signed
from tests.apps.certificates.conftest import FIRM, NOW, compose

OWNER = Actor(person=1)


def ask(client, path, lang="zh-hans", **data):
    client.cookies["django_language"] = lang
    return client.get(reverse(f"certificates:{path}"), data)


def seal_of(certificate):
    return queries.seal(queries.record(certificate.id))


def qr(client, seal, lang="zh-hans"):
    query = signed.to_url("", seal).partition("?")[2]
    facts, _, signature = query.removeprefix("f=").partition("&s=")
    return ask(client, "verify-qr", lang, f=facts, s=signature)


def upload(client, content):
    file = SimpleUploadedFile("x.pdf", content, "application/pdf")
    return client.post(reverse("certificates:verify-file"), {"file": file})


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh-hans", "这张证是真的吗"), ("en", "Is this certificate genuine")],
)
def test_the_page_asks_in_both_languages(client, db, lang, words):
    assert words in ask(client, "verify", lang).content.decode()


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh-hans", ["有这个编号的证", "有效"]), ("en", ["certificate with this number", "Valid"])],
)
def test_the_number_alone_shows_kind_and_state_and_nobody(client, composite, lang, words):
    page = ask(client, "verify", lang, id=composite.identifier).content.decode()

    assert all(word in page for word in [*words, composite.identifier])
    assert composite.title.zh in page or composite.title.en in page
    for hidden in (composite.holder, composite.holder_code, composite.components[0].identifier):
        assert hidden not in page


def test_the_code_shows_the_masked_holder_and_the_components(client, composite):
    page = qr(client, seal_of(composite)).content.decode()

    assert "这张证是真的" in page
    assert "4 项许可，4 项有效" in page
    assert composite.holder in page
    assert all(part.identifier in page for part in composite.components)
    assert FIRM.name not in page
    assert FIRM.code not in page


def test_a_suspended_part_is_said_in_the_second_line(client, composite):
    pool = composite.components[2]
    CertificateRecord.objects.filter(pk=pool.id).update(state="suspended")

    page = qr(client, seal_of(composite)).content.decode()
    english = qr(client, seal_of(composite), "en").content.decode()

    assert "这张证是真的" in page
    assert "4 项许可，3 项有效" in page
    assert f"「{pool.title.zh}」暂扣，这一项现在不能经营。" in page
    assert "4 licences, 3 valid" in english
    assert "Suspended. This activity is not allowed now." in english


def test_a_revoked_certificate_is_real_but_not_valid(client, issue):
    issued = issue()
    CertificateRecord.objects.filter(pk=issued.id).update(state="revoked")

    page = qr(client, seal_of(issued)).content.decode()

    assert "这张证是真的" in page
    assert "现在不能用：撤销" in page


@pytest.mark.parametrize("place", [0, 5, 20, 40])
def test_a_changed_code_is_false_and_shows_nothing(client, issue, place):
    issued = issue()
    seal = seal_of(issued)
    facts = bytearray(seal.facts)
    facts[place] ^= 1

    page = qr(client, signed.Seal(bytes(facts), seal.signature)).content.decode()

    assert "签名不对" in page
    assert issued.holder not in page
    assert issued.identifier not in page


def test_a_signature_of_another_key_is_false(client, issue):
    seal = seal_of(issue())
    forged = Ed25519PrivateKey.generate().sign(seal.facts)

    assert "签名不对" in qr(client, signed.Seal(seal.facts, forged)).content.decode()


def test_a_row_changed_behind_our_back_no_longer_agrees(client, issue):
    issued = issue()
    seal = seal_of(issued)
    CertificateRecord.objects.filter(pk=issued.id).update(valid_until=date(2099, 1, 1))

    page = qr(client, seal).content.decode()

    assert "和登记的内容不一致" in page
    assert issued.holder not in page


def test_a_signed_certificate_that_the_register_lost_is_said_so(client, db):
    facts = signed.to_bytes(signed.Facts(uuid4(), 1, bytes(16), date(2026, 1, 1), None))

    page = qr(client, signed.Seal(facts, signing.sign(facts))).content.decode()

    assert "登记里没有这张证" in page


def test_the_file_as_handed_out_is_true_and_one_byte_more_is_changed(client, issue):
    issued = issue()
    content = operations.open_page(
        actor=OWNER, act=Act.SEE_OWN_CASE, certificate_id=issued.id, now=NOW
    )

    assert "这张证是真的" in upload(client, content).content.decode()
    changed = upload(client, content + b"\n").content.decode()
    assert "这个文件被改动过" in changed
    assert issued.holder in changed


def test_a_file_of_others_is_not_ours(client, db):
    page = upload(client, b"%PDF-1.7 nothing").content.decode()

    assert "这不是我们发出的文件" in page


def test_a_file_with_a_forged_seal_is_not_ours(client, issue):
    seal = seal_of(issue())
    forged = signed.Seal(seal.facts, bytes(64))
    mark = b"banhao-seal:" + signed.to_url("", forged).partition("?")[2].encode()

    assert "这不是我们发出的文件" in upload(client, b"%PDF " + mark).content.decode()


def test_a_missing_or_huge_file_is_refused_with_words(client, db):
    nothing = client.post(reverse("certificates:verify-file"))
    huge = upload(client, bytes(5 * 1024 * 1024 + 1))

    assert nothing.status_code == huge.status_code == 400
    assert "还没有选文件" in nothing.content.decode()
    assert "5 MB" in huge.content.decode()


def test_wrong_guesses_make_the_next_one_wait(client, issue):
    issued = issue()
    for _ in range(10):
        assert "没有这个编号的证" in ask(client, "verify", id="LOCAL.X").content.decode()

    late = ask(client, "verify", id=issued.identifier)

    assert late.status_code == 429
    assert int(late["Retry-After"]) in {1, 2, 3}
    assert "秒后可以再查" in late.content.decode()


def test_right_questions_never_wait(client, issue):
    issued = issue()

    pages = [ask(client, "verify", id=issued.identifier) for _ in range(15)]

    assert {page.status_code for page in pages} == {200}


def test_the_public_key_is_published_and_checks_a_code_without_us(client, issue):
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    seal = seal_of(issue())
    answer = client.get(reverse("certificates:keys")).json()

    key = load_pem_public_key(answer["keys"][0]["pem"].encode())
    key.verify(seal.signature, seal.facts)
    assert "not a certified seal system" in answer["note"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh-hans", ["真的", "已被第 2 版替换"]), ("en", ["genuine", "version 2 has replaced it"])],
)
def test_the_code_of_a_replaced_version_says_by_what(client, issue, composite, lang, words):
    old = seal_of(composite)
    parts = [part.id for part in composite.components[:2]]

    newer = compose(issue, composite.case, parts, replaces=composite.id)

    page = qr(client, old, lang).content.decode()
    assert all(word in page for word in [*words, newer.identifier])
    assert (newer.version, newer.state.value) == (2, "valid")
    serial = composite.identifier.split(".")[3]
    assert queries.by_number(serial).id == newer.id
    page = ask(client, "verify", lang, id=composite.identifier).content.decode()
    assert newer.identifier in page
