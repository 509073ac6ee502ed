"""The scanner's folder: the slot that fits by barcode or name, confirmed by the clerk."""

import os
from uuid import UUID

import pytest
from django.utils import timezone

from banhao.apps.cases import queries as cases
from banhao.apps.cases.operations import supplement
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.evidence import queries as evidence
from banhao.apps.files import queries as files
from banhao.apps.files.scans import number_on
from banhao.apps.papers.cover import printed
from banhao.apps.people import queries as people
from banhao.core.cases.turns import About, Served
from banhao.core.clock.local import localdate
from tests.apps import small_city
from tests.apps.counter.conftest import ELSEWHERE, PDF, REGION, signed_in
from tests.apps.counter.test_supplement import read
from tests.apps.pictures import a_picture

pytestmark = pytest.mark.django_db
PAGE = "/counter/scans/"


@pytest.fixture
def client(clerk):
    return signed_in(clerk)


@pytest.fixture
def folder(tmp_path, settings):
    settings.SCANS = str(tmp_path)
    for region in (REGION, ELSEWHERE):
        (tmp_path / region).mkdir()
    return tmp_path / REGION


def drop(folder, name, content, *, seconds=60):
    path = folder / name
    path.write_bytes(content)
    then = timezone.now().timestamp() - seconds
    os.utime(path, (then, then))
    return path


def helped(clerk):
    person = small_city.a_person("walkin")
    return small_city.a_draft(people.actor(clerk), applicant=person.person)


def test_a_file_named_by_its_material_is_suggested_and_confirmed(client, clerk, folder):
    draft = helped(clerk)
    path = drop(folder, "平面图-001.png", a_picture().read())

    page = read(client.get(PAGE))
    assert f'value="{draft.id}/layout" selected' in page
    assert "按文件名" in page
    client.post(PAGE, {"file": path.name, "place": f"{draft.id}/layout"})

    [kept] = files.uploads(draft.id, "layout")
    assert kept.name == "平面图-001.png"
    assert not path.exists()
    assert "layout" not in {slot.material for slot in evidence.blocking(draft.id)}


def asked(case, clerk):
    now = timezone.now()
    actor = people.actor(clerk)
    supplement.note_line(
        actor=actor, case_id=case, item="stall", kind=About.MATERIAL, about="layout",
        wrong="没有标出口", now=now,
    )  # fmt: skip
    after = supplement.ask_supplement(actor=actor, case_id=case, now=now)
    if after.turns.supplement.served_on is None:
        supplement.serve_notice(
            actor=actor, case_id=case, how=Served.COUNTER, on=localdate(now), now=now
        )
    return cases.cases_by_id([case])[case]


def cover(case):
    return printed(case.number, catalogues.plan(case.plan), case.submitted_on)


def test_the_barcode_of_the_cover_sheet_says_which_case_it_is(client, clerk, case, folder):
    found = asked(case, clerk)
    path = drop(folder, "scan0001.pdf", cover(found))

    page = read(client.get(PAGE))
    assert number_on(path.read_bytes()) == found.number
    assert f'value="{case}/layout" selected' in page
    client.post(PAGE, {"file": path.name, "place": f"{case}/layout"})

    assert [upload.name for upload in files.uploads(UUID(str(case)), "layout")][-1] == path.name
    assert not path.exists()


def test_a_cover_sheet_of_a_case_that_waits_for_nothing_is_said(client, clerk, case, folder):
    found = cases.cases_by_id([case])[case]
    drop(folder, f"{found.number}.pdf", PDF)

    assert f"办件 {found.number} 现在不等材料" in read(client.get(PAGE))


def test_what_is_wrong_is_said_and_the_file_stays(client, clerk, folder):
    draft = helped(clerk)
    path = drop(folder, "平面图.exe", b"MZ nothing")

    nowhere = client.post(PAGE, {"file": path.name, "place": ""})
    foreign = client.post(PAGE, {"file": path.name, "place": f"{draft.id}/none"})
    refused = client.post(PAGE, {"file": path.name, "place": f"{draft.id}/layout"})

    assert "选放到哪里" in read(nowhere)
    assert "选放到哪里" in read(foreign)
    assert refused.status_code == 400
    assert path.exists()


def test_only_the_own_hall_plain_and_finished_files_are_seen(client, clerk, folder, tmp_path):
    drop(tmp_path / ELSEWHERE, "theirs.pdf", PDF)
    drop(folder, "half.pdf", PDF, seconds=0)
    drop(folder, ".hidden.pdf", PDF)
    (folder / "link.pdf").symlink_to(tmp_path / ELSEWHERE / "theirs.pdf")
    drop(folder, "own.pdf", PDF)

    page = read(client.get(PAGE))

    assert "own.pdf" in page
    for name in ("theirs.pdf", "half.pdf", ".hidden.pdf", "link.pdf"):
        assert name not in page
    for name in ("theirs.pdf", f"../{ELSEWHERE}/theirs.pdf", "link.pdf"):
        assert client.post(PAGE, {"file": name, "place": "x"}).status_code == 404


def test_without_a_folder_the_page_says_how_to_get_one(client, clerk, settings):
    settings.SCANS = ""

    assert "BANHAO_SCANS" in read(client.get(PAGE))
    assert "扫描夹" not in read(client.get("/counter/"))
