"""Uploads: what is taken in, what is refused with words, how it is kept, whom it is served to."""

import io
import zlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from banhao.apps.drafts import operations, queries
from banhao.apps.evidence import queries as evidence
from banhao.apps.files import intake, jobs, store
from banhao.apps.files import queries as files
from banhao.apps.files.models import UploadRecord
from banhao.apps.people.models import AccessLogRecord, AccountRecord
from banhao.core.errors import BadInput, NotFound
from banhao.core.evidence.slots import Outcome
from banhao.ui.messages import render
from tests.apps import small_city
from tests.apps.small_city import NOW, a_draft, a_person


def picture(form="JPEG", size=(60, 40), **more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, form, **more)
    return out.getvalue()


def pdf(pages=1, change=None) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if change:
        change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def action(kind: str, **more: str):
    def change(writer: PdfWriter) -> None:
        plain = {NameObject("/S"): NameObject(kind)}
        plain |= {NameObject(f"/{k}"): TextStringObject(v) for k, v in more.items()}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(plain)

    return change


def named_script(writer: PdfWriter) -> None:
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    names = ArrayObject([TextStringObject("a"), writer._add_object(DictionaryObject(script))])
    tree = DictionaryObject({NameObject("/Names"): names})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): tree})


def huge_png(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has very many pixels."""
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    chunks = b"".join(
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 30)), (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


def refused(content: bytes) -> str:
    with pytest.raises(BadInput) as found:
        intake.take_in(content)
    assert found.value.field == "file"
    for lang in ("zh-hans", "en"):
        words = render(found.value.message, lang)
        assert words not in {"", found.value.message.code}
        assert "{" not in words
    return found.value.message.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "files.empty"),
        (b"x" * (intake.LARGEST + 1), "files.too_large"),
        (b"<html><script>alert(1)</script>", "files.wrong_kind"),
        (b"PK\x03\x04", "files.wrong_kind"),
        (b"GIF89a", "files.wrong_kind"),
        (b"\xff\xd8\xff\xe0 no picture", "files.broken_picture"),
        (picture()[:200], "files.broken_picture"),
        (huge_png(30_000, 30_000), "files.too_many_pixels"),
        (huge_png(30_000, 10), "files.too_many_pixels"),
        (huge_png(9_000, 9_000), "files.too_many_pixels"),
        (b"%PDF-1.7 no paper", "files.broken_pdf"),
        (pdf(201), "files.too_many_pages"),
        (pdf(change=lambda w: w.encrypt("secret")), "files.encrypted"),
        (pdf(change=named_script), "files.active_pdf"),
        (pdf(change=lambda w: w.add_attachment("a.exe", b"MZ")), "files.active_pdf"),
        (pdf(change=action("/Launch", F="calc.exe")), "files.active_pdf"),
        (pdf(change=action("/SubmitForm", F="http://example.com")), "files.active_pdf"),
        (pdf(change=action("/JavaScript", JS="app.alert(1)")), "files.active_pdf"),
    ],
)
def test_what_is_refused_says_why_in_both_languages(content, code):
    assert refused(content) == code


def test_a_renamed_file_is_what_its_content_is():
    assert intake.take_in(picture("PNG")).content_type == "image/png"
    assert intake.clean_name("../../etc/passwd.exe", intake.PNG) == "passwd.png"
    assert intake.clean_name("C:\\照片\\平面图.JPG", intake.JPEG) == "平面图.jpg"
    assert intake.clean_name("\x00\r\n", intake.PDF) == "file.pdf"


def test_a_picture_loses_its_metadata_and_what_hides_behind_it():
    exif = Image.Exif()
    exif[0x010F] = "SECRET CAMERA"
    hidden = picture(exif=exif) + b"<script>alert(1)</script>"

    clean = intake.take_in(hidden)

    assert b"SECRET" not in clean.content
    assert b"script" not in clean.content
    assert not Image.open(io.BytesIO(clean.content)).getexif()


def test_a_png_loses_its_text_and_keeps_its_transparency():
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "SECRET")
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG", pnginfo=told)

    clean = intake.take_in(out.getvalue())

    assert b"SECRET" not in clean.content
    assert Image.open(io.BytesIO(clean.content)).mode == "RGBA"


def test_a_picture_taken_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6

    clean = intake.take_in(picture(size=(60, 40), exif=exif))

    assert Image.open(io.BytesIO(clean.content)).size == (40, 60)


def test_a_large_picture_has_a_smaller_one_to_look_at():
    clean = intake.take_in(picture(size=(4000, 3000)))

    assert Image.open(io.BytesIO(clean.preview)).size == (1600, 1200)


def test_a_paper_is_kept_byte_by_byte_with_its_pages_counted():
    content = pdf(3)

    clean = intake.take_in(content)

    assert (clean.content, clean.pages, clean.preview) == (content, 3, b"")


@pytest.fixture
def actor(db):
    small_city.publish()
    return a_person()


def supply(actor, draft, content=None, name="平面图.jpg", material="layout"):
    file = SimpleUploadedFile(name, picture() if content is None else content)
    return operations.supply_material(
        actor=actor, draft_id=draft.id, material=material, file=file, now=NOW
    )


def layout(draft):
    return next(slot for slot in evidence.slots(draft.id) if slot.material == "layout")


def test_an_upload_supplies_its_material_with_a_digest(actor):
    draft = a_draft(actor)

    upload_id = supply(actor, draft)

    (upload,) = files.uploads(draft.id, "layout")
    assert (upload.id, upload.name, upload.has_preview) == (upload_id, "平面图.jpg", True)
    assert layout(draft).outcome is Outcome.SUPPLIED
    assert layout(draft).digest == upload.digest == files.digest_of(draft.id, "layout")


def test_several_pages_have_one_digest_over_all(actor):
    draft = a_draft(actor)
    supply(actor, draft)
    first = layout(draft).digest

    supply(actor, draft, picture(size=(30, 30)))

    assert layout(draft).digest not in {first, ""}
    assert layout(draft).digest == files.digest_of(draft.id, "layout")


def test_with_the_last_upload_taken_back_the_material_is_open_again(actor):
    draft = a_draft(actor)
    upload_id = supply(actor, draft)

    operations.remove_upload(actor=actor, draft_id=draft.id, upload_id=upload_id, now=NOW)

    assert layout(draft).outcome is Outcome.NOT_TRIED
    assert files.uploads(draft.id) == ()


def test_a_refused_file_leaves_nothing_behind(actor):
    draft = a_draft(actor)

    with pytest.raises(BadInput):
        supply(actor, draft, b"MZ", name="plan.pdf")

    assert layout(draft).outcome is Outcome.NOT_TRIED
    assert not UploadRecord.objects.exists()


def test_files_lie_sealed_under_names_that_say_nothing(actor):
    draft = a_draft(actor)
    supply(actor, draft, pdf(), name="赵文博身份证.pdf")

    row = UploadRecord.objects.get()

    sealed = store.read(row.stored)
    assert sealed is not None
    assert b"%PDF" not in sealed
    assert "赵文博".encode() not in bytes(row.name)
    assert store.folder().stat().st_mode & 0o077 == 0
    with pytest.raises(ValueError, match="not a name"):
        store.read("../../banhao.sqlite3")


def test_nobody_adds_files_to_a_draft_or_for_a_paper_that_is_not_theirs(actor):
    draft, stranger = a_draft(actor), a_person("stranger")

    with pytest.raises(NotFound):
        supply(stranger, draft)
    with pytest.raises(NotFound):
        supply(actor, draft, material="no-such-paper")
    assert not UploadRecord.objects.exists()


def test_too_many_files_for_one_paper_are_refused(actor):
    draft = a_draft(actor)
    for _ in range(20):
        supply(actor, draft, picture(size=(8, 8)))

    with pytest.raises(BadInput) as found:
        supply(actor, draft)

    assert found.value.message.code == "files.too_many_files"


def test_a_material_that_comes_back_into_the_plan_finds_its_uploads(actor):
    draft = a_draft(actor, answers={"music": True, "stall_area": 20})
    supply(actor, draft, material="noise-report")

    for music in (False, True):
        operations.save_answers(
            actor=actor,
            draft_id=draft.id,
            answers={"music": music, "stall_area": 20},
            now=NOW,
        )

    outcomes = {slot.material: slot.outcome for slot in evidence.slots(draft.id)}
    assert outcomes["noise-report"] is Outcome.SUPPLIED


def test_files_without_a_row_are_swept_after_a_day(actor, settings, tmp_path):
    settings.HOME = tmp_path  # other tests leave files behind: their rows are rolled back
    draft = a_draft(actor)
    upload_id = supply(actor, draft)
    row = UploadRecord.objects.get()
    tomorrow = NOW.replace(year=2126)

    jobs.sweep_files(tomorrow)
    assert store.read(row.stored) is not None
    operations.remove_upload(actor=actor, draft_id=draft.id, upload_id=upload_id, now=NOW)
    assert jobs.sweep_files(NOW.replace(year=2000)) == 0
    assert jobs.sweep_files(tomorrow) == 2  # the picture and the smaller one
    assert store.read(row.stored) is None


def sign_in(client, actor):
    client.force_login(
        AccountRecord.objects.get(pk=actor.person),
        backend="banhao.apps.people.backend.AccountBackend",
    )


def test_an_owner_gets_the_file_to_save_under_a_sandbox(client, actor):
    draft = a_draft(actor)
    content = pdf()
    upload_id = supply(actor, draft, content, name='平面图 "终".pdf')
    sign_in(client, actor)

    answer = client.get(f"/files/{upload_id}/")

    assert (answer.status_code, answer.content) == (200, content)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E5%B9%B3")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "no-store" in answer["Cache-Control"]
    assert AccessLogRecord.objects.get().whose == f"case:{draft.id}"


def test_a_picture_can_be_looked_at_and_a_paper_has_no_picture(client, actor):
    draft = a_draft(actor)
    shown, paper = supply(actor, draft), supply(actor, draft, pdf(), name="a.pdf")
    sign_in(client, actor)

    answer = client.get(f"/files/{shown}/preview/")

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert client.get(f"/files/{paper}/preview/").status_code == 404


def test_for_anybody_else_there_is_no_such_file_and_the_try_is_logged(client, actor):
    upload_id = supply(actor, a_draft(actor))
    sign_in(client, a_person("stranger"))

    assert client.get(f"/files/{upload_id}/").status_code == 404
    assert client.get(f"/files/{upload_id}/preview/").status_code == 404
    assert AccessLogRecord.objects.filter(result="not-found").count() == 2
    client.logout()
    assert client.get(f"/files/{upload_id}/").status_code == 302


def test_with_the_key_of_a_deleted_draft_its_files_are_gone(client, actor):
    draft = a_draft(actor)
    upload_id = supply(actor, draft)
    operations.delete_draft(actor=actor, draft_id=draft.id, now=NOW + timedelta(days=1))
    sign_in(client, actor)

    assert client.get(f"/files/{upload_id}/").status_code == 404
    assert queries.open_drafts(actor) == ()
