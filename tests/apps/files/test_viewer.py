"""The viewer: pages of PDFs and pictures as pictures, their order, and who may look."""

import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pypdf import PdfWriter

from banhao.apps.drafts import operations
from banhao.apps.evidence import queries as evidence
from banhao.apps.files import pages
from banhao.apps.files import queries as files
from banhao.apps.files.viewing import Shelf, viewer
from banhao.apps.people.models import AccessLogRecord, AccountRecord
from banhao.core.errors import NotFound
from banhao.core.messages import Text
from tests.apps import small_city
from tests.apps.pictures import a_picture
from tests.apps.small_city import NOW


def pdf(*sizes: tuple[int, int]) -> bytes:
    """Return a PDF with a page of each size, so that one can tell which was drawn."""
    writer, out = PdfWriter(), io.BytesIO()
    for width, height in sizes:
        writer.add_blank_page(width, height)
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def person(db):
    small_city.publish()
    return small_city.a_person()


@pytest.fixture
def draft(person):
    return small_city.a_draft(person)


@pytest.fixture
def browser(client, person):
    client.force_login(AccountRecord.objects.get(pk=person.person))
    return client


def upload(person, draft, content: bytes, name: str):
    file = SimpleUploadedFile(name, content)
    return operations.supply_material(
        actor=person, draft_id=draft.id, material="layout", file=file, now=NOW
    )


def shape(answer) -> tuple[int, int]:
    return Image.open(io.BytesIO(answer.content)).size


def page_url(upload_id, number):
    return reverse("files:page", args=[upload_id, number])


def test_each_page_of_a_pdf_is_a_picture_and_no_page_of_ours(browser, person, draft):
    made = upload(person, draft, pdf((400, 200), (200, 400)), "plan.pdf")

    first, second = browser.get(page_url(made, 1)), browser.get(page_url(made, 2))

    assert shape(first) == (1600, 800)
    assert shape(second) == (800, 1600)
    assert first["Content-Type"] == "image/jpeg"
    assert first["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert first["X-Content-Type-Options"] == "nosniff"


def test_larger_shows_more(browser, person, draft):
    made = upload(person, draft, pdf((400, 200)), "plan.pdf")

    assert shape(browser.get(page_url(made, 1), {"large": "1"})) == (3200, 1600)


@pytest.mark.parametrize("number", [0, 2, 9999])
def test_a_page_that_there_is_not_is_not_found(browser, person, draft, number):
    drawn = upload(person, draft, pdf((400, 200)), "plan.pdf")
    photo = upload(person, draft, a_picture().read(), "photo.png")

    assert browser.get(page_url(drawn, number)).status_code == 404
    assert browser.get(page_url(photo, number)).status_code == 404


def test_every_look_is_noted(browser, person, draft):
    made = upload(person, draft, a_picture().read(), "photo.png")

    browser.get(page_url(made, 1))

    note = AccessLogRecord.objects.latest("at")
    assert (note.whose, note.why) == (f"case:{draft.id}", "file")


def test_a_stranger_sees_no_page(client, person, draft):
    made = upload(person, draft, a_picture().read(), "photo.png")
    other = small_city.a_person("stranger")
    client.force_login(AccountRecord.objects.get(pk=other.person))

    assert client.get(page_url(made, 1)).status_code == 404


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing of a PDF", pdf((1, 1))[:-300]])
def test_what_cannot_be_drawn_ends_only_its_own_process(content):
    with pytest.raises(NotFound):
        pages.page_of(content, "application/pdf", 1, large=False)


def test_drawing_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(pages, "PATIENCE", 0.001)

    with pytest.raises(NotFound):
        pages.page_of(pdf((400, 200)), "application/pdf", 1, large=False)


def test_an_odd_page_is_not_drawn_without_end():
    drawn = pages.page_of(pdf((2, 14_000)), "application/pdf", 1, large=True)

    assert max(Image.open(io.BytesIO(drawn)).size) <= 3201


def test_files_of_a_paper_are_moved_and_the_fingerprint_follows(person, draft):
    one, two, three = (upload(person, draft, pdf((100 + n, 100)), f"{n}.pdf") for n in range(3))
    before = evidence.slots(draft.id)

    operations.move_upload(actor=person, draft_id=draft.id, upload_id=three, by=-1, now=NOW)
    operations.move_upload(actor=person, draft_id=draft.id, upload_id=one, by=-1, now=NOW)

    assert [each.id for each in files.uploads(draft.id, "layout")] == [one, three, two]
    changed = [s for s, old in zip(evidence.slots(draft.id), before, strict=True) if s != old]
    assert [slot.material for slot in changed] == ["layout"]
    assert changed[0].digest == files.digest_of(draft.id, "layout")


def test_a_file_of_somebody_else_is_not_moved(person, draft):
    made = upload(person, draft, a_picture().read(), "photo.png")
    other = small_city.a_draft(person)

    with pytest.raises(NotFound):
        operations.move_upload(actor=person, draft_id=other.id, upload_id=made, by=1, now=NOW)


def test_the_applicant_previews_moves_and_photographs(browser, person, draft):
    materials = reverse("portal:materials", args=[draft.id])
    camera = reverse("portal:upload", args=[draft.id, "layout"])
    browser.post(camera, {"photo": a_picture("camera.png")})
    upload(person, draft, pdf((400, 200), (200, 400)), "plan.pdf")
    photo, plan = files.uploads(draft.id, "layout")

    page = browser.get(materials).content.decode()
    seen = browser.get(reverse("portal:preview", args=[draft.id, "layout"]))
    browser.post(reverse("portal:move", args=[draft.id, plan.id]), {"to": "up"})

    assert 'capture="environment"' in page
    assert "看审批人看到的样子" in page
    assert "第 1 页，共 3 页" in seen.content.decode()
    assert [each.id for each in files.uploads(draft.id, "layout")] == [plan.id, photo.id]


def test_there_is_no_preview_of_a_paper_without_files(browser, draft):
    assert browser.get(reverse("portal:preview", args=[draft.id, "layout"])).status_code == 404
    assert browser.get(reverse("portal:preview", args=[draft.id, "nothing"])).status_code == 404


def shelves(person, draft):
    upload(person, draft, pdf((400, 200), (200, 400)), "plan.pdf")
    upload(person, draft, a_picture().read(), "photo.png")
    found = files.uploads(draft.id, "layout")
    other = [replace(each, material="other") for each in found[:0]]
    return found, [Shelf(Text("平面图"), found), Shelf(Text("没有的"), other)]


def test_next_and_previous_lead_through_all_files_of_a_paper(person, draft):
    (plan, photo), all_shelves = shelves(person, draft)

    first = viewer(all_shelves, {})
    second = viewer(all_shelves, {"view": str(plan.id), "page": "2"})
    last = viewer(all_shelves, {"view": str(photo.id)})

    assert (first.number, first.before) == (1, "")
    assert first.after == f"?view={plan.id}&page=2#viewer"
    assert second.after == f"?view={photo.id}&page=1#viewer"
    assert (last.number, last.pages, last.after) == (3, 3, "")
    assert len(last.tabs) == 1


@pytest.mark.parametrize(
    "query", [{"view": "x"}, {"page": "ⅷ"}, {"page": "-1"}, {"page": "9" * 99}]
)
def test_an_address_that_cannot_be_read_shows_the_first_page(person, draft, query):
    _, all_shelves = shelves(person, draft)

    assert viewer(all_shelves, query).number == 1
    assert viewer([], query) is None
