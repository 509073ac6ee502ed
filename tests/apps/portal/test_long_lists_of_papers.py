"""A long list of papers shows one group at a time; nothing wrong is ever folded away."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from banhao.channels.portal.evidenced import A_SCREENFUL
from tests.apps import small_city
from tests.apps.pictures import a_picture

FOLDED = re.compile(r"<summary>([^<]+) <small>")
TURN = re.compile(r'<details class="up" open>.*?id="f-([^"]+)"', re.DOTALL)


def offer(each: int) -> None:
    """Offer a stall that needs so many more papers under each of two headings."""
    more = [(f"{group}-{n}", group) for group in ("enterprise", "people") for n in range(each)]
    base = small_city.BASE + "".join(
        f'\n[[materials]]\nid = "{name}"\ntitle = "材料 {name}"\nissuer = "申请人"\n'
        f'group = "{group}"\n'
        for name, group in more
    )
    names = ", ".join(f'"{name}"' for name, _ in more)
    item = small_city.ITEM.replace('"noise-report"]', f'"noise-report", {names}]')
    small_city.publish({"base/library.toml": base, "base/items/stall.toml": item})


@pytest.fixture
def draft(person):
    offer(A_SCREENFUL // 2)
    return small_city.a_draft(person)


def page(client, draft) -> str:
    return client.get(reverse("portal:materials", args=[draft.id])).content.decode()


def upload(client, draft, name, file):
    return client.post(reverse("portal:upload", args=[draft.id, name]), {"file": file})


def test_one_group_stands_open(signed_in, draft):
    assert FOLDED.findall(page(signed_in, draft)) == ["企业", "人员"]


def test_the_next_opens_when_one_is_ready(signed_in, draft):
    while "企业" in FOLDED.findall(page(signed_in, draft)):
        name = TURN.findall(page(signed_in, draft))[0]
        assert upload(signed_in, draft, name, a_picture()).status_code == 302

    assert FOLDED.findall(page(signed_in, draft)) == ["人员", "其他"]


def test_a_group_with_something_wrong_stands_open(signed_in, draft):
    text = SimpleUploadedFile("notes.txt", b"words", content_type="text/plain")

    answer = upload(signed_in, draft, "people-1", text)

    assert answer.status_code == 400
    assert FOLDED.findall(answer.content.decode()) == ["企业"]


def test_a_short_list_stands_open(signed_in, person):
    offer(2)

    assert FOLDED.findall(page(signed_in, small_city.a_draft(person))) == []
