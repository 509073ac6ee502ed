"""A photo of a draft is turned upright and cut, without a script; what cannot be is said."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from banhao.apps.drafts import operations as drafts
from banhao.apps.evidence import queries as evidence
from banhao.apps.files import queries as files
from banhao.apps.people.models import AccountRecord
from tests.apps import small_city
from tests.apps.cases.town import NOW
from tests.apps.files.test_uploads import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    small_city.publish()
    return small_city.a_person()


@pytest.fixture
def draft(owner):
    return small_city.a_draft(owner)


@pytest.fixture
def browser(client, owner):
    client.force_login(AccountRecord.objects.get(pk=owner.person))
    return client


def photo(form="JPEG"):
    """100 × 60 pixels, the left half red."""
    made = Image.new("RGB", (100, 60), "white")
    made.paste("red", (0, 0, 50, 60))
    out = io.BytesIO()
    made.save(out, form)
    return out.getvalue()


def supplied(owner, draft, content, name="平面图.jpg"):
    file = SimpleUploadedFile(name, content, "image/jpeg")
    return drafts.supply_material(
        actor=owner, draft_id=draft.id, material="layout", file=file, now=NOW
    )


def opened(owner, upload):
    _, content = files.content(owner, upload, NOW)
    return Image.open(io.BytesIO(content))


def page(draft, upload):
    return reverse("portal:picture", args=[draft.id, upload])


def is_red(pixel):
    return pixel[0] > 200 and pixel[1] < 80


def test_a_photo_is_turned_and_the_official_sees_it_so(browser, owner, draft):
    upload = supplied(owner, draft, photo())
    before = files.uploads(draft.id)[0]
    materials = browser.get(reverse("portal:materials", args=[draft.id])).content.decode()
    assert page(draft, upload) in materials
    assert "向左转" in browser.get(page(draft, upload)).content.decode()

    assert browser.post(page(draft, upload), {"turn": "right"}).status_code == 302

    turned = opened(owner, upload)
    assert turned.size == (60, 100)
    assert is_red(turned.getpixel((30, 10)))
    after = files.uploads(draft.id)[0]
    assert (after.id, after.name) == (before.id, before.name)
    assert after.digest != before.digest
    [slot] = [slot for slot in evidence.slots(draft.id) if slot.material == "layout"]
    assert slot.digest == after.digest


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_edges_are_cut_off(browser, owner, draft, form):
    upload = supplied(owner, draft, photo(form))

    browser.post(page(draft, upload), {"left": "50", "top": "10", "right": "", "bottom": "0"})

    cut = opened(owner, upload)
    assert cut.size == (50, 54)
    assert not is_red(cut.getpixel((20, 20)))
    assert cut.format == form


@pytest.mark.parametrize(
    "edges", [{"left": "60", "right": "40"}, {"top": "-5"}, {"left": "half"}, {"bottom": "100"}]
)
def test_what_would_leave_nothing_is_refused_and_kept_as_it_was(browser, owner, draft, edges):
    upload = supplied(owner, draft, photo())

    answer = browser.post(page(draft, upload), edges)

    assert answer.status_code == 400
    assert "裁得太多" in answer.content.decode()
    assert opened(owner, upload).size == (100, 60)


def test_a_pdf_is_not_turned(browser, owner, draft):
    upload = supplied(owner, draft, pdf(), "a.pdf")

    answer = browser.post(page(draft, upload), {"turn": "left"})

    assert "只有照片" in answer.content.decode()


def test_nobody_else_and_nothing_that_is_filed(browser, client, owner, draft):
    upload = supplied(owner, draft, photo())
    other = small_city.a_person("qian")
    client.force_login(AccountRecord.objects.get(pk=other.person))
    assert client.post(page(draft, upload), {"turn": "left"}).status_code == 404

    theirs = small_city.a_draft(other)
    assert client.post(page(theirs, upload), {"turn": "left"}).status_code == 404
    assert opened(owner, upload).size == (100, 60)
