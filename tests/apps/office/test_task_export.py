"""The task list as a spreadsheet: what the filter shows, of one's own departments, masked."""

import io
from dataclasses import replace

from django.urls import reverse
from openpyxl import load_workbook

from banhao.apps.cases.operations.branches import claim_branch
from banhao.apps.people.models import AccessLogRecord
from banhao.channels.office import export
from tests.apps.city import signed_in
from tests.apps.office.many import copies
from tests.apps.office.pages import MINE, read

EXPORT, TASKS = reverse("office:export"), reverse("office:tasks")


def rows(answer) -> list[tuple]:
    sheet = load_workbook(io.BytesIO(answer.content)).active
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_it_holds_ones_own_rows_with_titles_and_masked_names(city, case):
    answer = signed_in(city.examiner).get(EXPORT)
    title, *found = rows(answer)

    assert answer["Content-Disposition"].startswith('attachment; filename="tasks-')
    assert title[:5] == ("灯", "还剩", "到期", "编号", "申请人（脱敏）")
    assert len(found) == 2
    assert all("****" in row[4] for row in found)
    assert city.applicant.firm.name not in str(found)


def test_it_shows_what_the_filter_shows_and_speaks_english(city, case, now):
    claim_branch(actor=city.examiner, case_id=case, item=MINE, now=now)

    title, *found = rows(signed_in(city.examiner, "en").get(EXPORT, {"show": "mine"}))

    assert title[3] == "Number"
    assert len(found) == 1
    assert found[0][8] == "me"


def test_other_cities_and_strangers_get_nothing(city, case, client):
    assert len(rows(signed_in(city.stranger).get(EXPORT))) == 1
    assert signed_in(city.clerk).get(EXPORT).status_code == 403
    assert client.get(EXPORT).status_code == 302


def test_the_list_leads_to_it_with_its_filter(city, case):
    found = read(signed_in(city.examiner).get(TASKS, {"show": "free"}))

    assert f"{EXPORT}?show=free" in found


def test_it_goes_beyond_the_page(city, case):
    copies(case, 120)

    assert len(rows(signed_in(city.examiner).get(EXPORT))) == 1 + 122


def test_each_export_is_noted_as_a_read(city, case):
    signed_in(city.examiner).get(EXPORT)

    note = AccessLogRecord.objects.latest("at")
    assert (note.person, note.why, note.result) == (city.examiner.person, "export", "read")
    assert note.whose == "tasks:2"


def test_text_that_looks_like_a_formula_stays_text(city, case, now):
    row = export.rows(city.examiner, export.Wanted(), now)[0]

    content = export.workbook([replace(row, applicant="=1+1")])
    cell = load_workbook(io.BytesIO(content)).active["E2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
