"""The viewer on the page of a branch: materials of the item, and only those."""

import pytest
from django.urls import reverse

from banhao.channels.office.opened import opened
from tests.apps.city import signed_in
from tests.apps.office.pages import ALSO_MINE, MINE, read, url


@pytest.fixture
def item_with_files(city, case, now):
    """The item of the office that has an uploaded material, and its file."""
    for item in (MINE, ALSO_MINE):
        for paper in opened(city.examiner, case, item, now).papers:
            if paper.files:
                return item, paper.files[0]
    raise AssertionError("no item with files")


def test_the_first_page_stands_beside_the_decision(city, case, item_with_files):
    item, file = item_with_files

    page = read(signed_in(city.examiner).get(url("branch", case, item)))

    assert f'src="{reverse("files:page", args=[file.id, 1])}"' in page
    assert "放大" in page
    assert "下载原件" in page


def test_the_address_says_what_is_shown_and_how_large(city, case, item_with_files):
    item, file = item_with_files
    query = {"view": str(file.id), "large": "1"}

    page = read(signed_in(city.examiner, "en").get(url("branch", case, item), query))

    assert f"{reverse('files:page', args=[file.id, 1])}?large=1" in page
    assert "Smaller" in page


def test_the_office_may_look_and_others_may_not(city, case, item_with_files):
    address = reverse("files:page", args=[item_with_files[1].id, 1])

    assert signed_in(city.examiner).get(address).status_code == 200
    assert signed_in(city.stranger).get(address).status_code == 404
