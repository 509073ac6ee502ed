"""Files of licences issued before: by their numbers, out of a zip or a folder, known by /verify."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from banhao import cli
from banhao.apps.certificates.models import CertificateRecord, PageRecord
from banhao.apps.files import queries as files
from tests.apps.files.test_uploads import pdf as a_pdf
from tests.apps.imports.books import LICENCES, licence, workbook
from tests.apps.imports.test_imports import look, take_in

pytestmark = pytest.mark.django_db
NUMBER = "JY99999900000001"
ADDRESS = "/administration/imports/licences/files/"


def packed(**named):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in named.items():
            zipped.writestr(name.replace("_", "."), content)
    return SimpleUploadedFile("files.zip", out.getvalue(), "application/zip")


def bring(browser):
    take_in(browser, look(browser, "licences", workbook(LICENCES, licence(NUMBER))))
    return CertificateRecord.objects.get(identifier=NUMBER)


def send(browser, file):
    return browser.post(ADDRESS, {"file": file}).content.decode()


def test_a_file_named_by_the_number_is_kept_with_its_licence_and_known_by_verify(admin, client):
    row, pdf = bring(admin), a_pdf()

    page = send(admin, packed(**{f"licences/{NUMBER.lower()}_pdf": pdf}))

    assert "1 个文件" in page
    [kept] = files.uploads(row.case, "page")
    assert kept.content_type == "application/pdf"
    file = SimpleUploadedFile("x.pdf", pdf, "application/pdf")
    answer = client.post(reverse("certificates:verify-file"), {"file": file}).content.decode()
    assert NUMBER in answer
    send(admin, packed(**{f"{NUMBER}_pdf": pdf}))  # twice is as once
    assert (len(files.uploads(row.case)), PageRecord.objects.count()) == (1, 1)


def test_what_is_wrong_with_a_file_is_said_and_stops_no_other(admin):
    bring(admin)

    page = send(
        admin,
        packed(
            **{"JY404_pdf": a_pdf(), f"{NUMBER}_pdf": a_pdf(), "x_pdf": a_pdf(), "JY9_exe": b"MZ"}
        ),
    )

    assert "没有编号是JY404的存量证照" in page
    assert page.count("<tr>") >= 4
    assert PageRecord.objects.count() == 1


def test_what_is_no_zip_is_said_beside_the_field(admin):
    page = send(admin, SimpleUploadedFile("x.zip", b"PK nothing", "application/zip"))

    assert "这不是 zip 文件" in page


def test_an_administrator_of_elsewhere_keeps_and_sees_nothing(admin, stranger):
    row = bring(admin)

    send(stranger, packed(**{f"{NUMBER}_pdf": a_pdf()}))
    assert files.uploads(row.case) == ()
    send(admin, packed(**{f"{NUMBER}_pdf": a_pdf()}))
    [kept] = files.uploads(row.case)
    address = reverse("files:download", args=[kept.id])
    assert admin.get(address).status_code == 200
    assert stranger.get(address).status_code == 404


def test_the_command_takes_a_folder(city, tmp_path, capsys):
    table, folder = tmp_path / "licences.xlsx", tmp_path / "files"
    table.write_bytes(workbook(LICENCES, licence(NUMBER)))
    folder.mkdir()
    (folder / f"{NUMBER}.pdf").write_bytes(a_pdf())
    words = ["import", "licences", str(table), "--do", "--files", str(folder)]

    assert cli.main(words) == 0

    assert f"{NUMBER}.pdf: new" in capsys.readouterr().out
    (folder / "JY404.pdf").write_bytes(a_pdf())
    assert cli.main(words) == 2
    assert "No licence of before has the number JY404" in capsys.readouterr().out
