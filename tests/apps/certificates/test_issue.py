"""What issuing leaves behind: numbers, validity, and no holder outside the vault."""

import json
from dataclasses import asdict
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from banhao.apps.certificates import queries, signing
from banhao.apps.certificates.models import CertificateRecord
from banhao.apps.vault import operations as vault
from banhao.apps.vault.models import ContentRecord
from banhao.core.certificates.values import CertificateState, Validity
from banhao.core.errors import NotFound
from tests.apps.certificates.conftest import FIRM, PERSON, compose, kind


def test_a_licence_is_valid_as_long_as_its_type_says(issue):
    issued = issue(kind=kind("hygiene", "卫生许可证", 4))

    assert issued.validity == Validity(date(2026, 10, 16), date(2030, 10, 15))
    assert issued.state is CertificateState.VALID
    assert issued == queries.certificate(issued.id)


def test_a_composite_carries_its_components_and_says_as_listed(composite):
    assert composite.components[0].title.zh == "公共场所卫生许可证"
    assert len(composite.components) == 4
    assert composite.validity.as_listed
    assert composite.validity.until == date(2028, 10, 15)


def test_a_composite_lists_only_what_has_been_issued(issue):
    case = uuid4()
    part = issue(case=case)

    assert [p.id for p in compose(issue, case, [uuid4(), part.id]).components] == [part.id]


def test_no_column_holds_the_holder(issue, composite):
    issue(holder=PERSON)

    rows = str(list(CertificateRecord.objects.values()))
    for secret in (FIRM.name, FIRM.code, FIRM.address, PERSON.name, PERSON.code, "学林路"):
        assert secret not in rows
    with connection.cursor() as cursor:
        cursor.execute("select sealed from vault_content")
        assert all(FIRM.name.encode() not in bytes(row[0]) for row in cursor.fetchall())


def test_the_holder_comes_back_from_the_vault_and_is_gone_with_the_key(issue):
    issued = issue(holder=PERSON)

    assert queries.holder(issued) == PERSON
    vault.destroy_key(subject=issued.case)
    with pytest.raises(NotFound):
        queries.holder(issued)


def test_the_holder_of_a_case_is_sealed_once_and_one_sealed_alone_is_read_for_ever(issue):
    first = issue()
    issue(case=first.case, item="fire")
    sealed = ContentRecord.objects.filter(subject=first.case)

    assert sealed.count() == 1
    with transaction.atomic():
        content = json.dumps(asdict(FIRM)).encode()
        vault.seal(subject=first.case, kind="certificate", name=str(first.id), content=content)
    sealed.filter(kind="holder").delete()
    assert queries.holder(first) == FIRM


def test_the_same_certificate_cannot_be_issued_twice(issue):
    issued = issue()

    with pytest.raises(IntegrityError), transaction.atomic():
        issue(certificate=issued.id)


def test_certificates_of_a_case_come_composite_first(issue, composite):
    found = queries.certificates_of(composite.case)

    assert found[0].id == composite.id
    assert len(found) == 5


def test_the_key_is_for_this_user_only(issue, settings):
    issue()

    mode = (settings.HOME / "keys" / "certificates.key").stat().st_mode
    assert mode & 0o777 == 0o600
    assert "PUBLIC KEY" in signing.public_pem()


def test_a_number_is_found_whole_by_serial_and_by_nothing_else(issue):
    issued = issue()
    serial = issued.identifier.split(".")[3]

    assert queries.by_number(f" {issued.identifier.lower()} ").id == issued.id
    assert queries.by_number(serial).id == issued.id
    assert queries.by_number("") is None
    assert queries.by_number("LOCAL") is None
