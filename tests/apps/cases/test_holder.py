"""Whom a certificate is for: what the form asks counts, never what is hidden in it.

The holder of a passport is followed from the form to the paper: names that are hard, no uscc.
"""

import pypdfium2
import pytest
from django.test import Client

from banhao.apps.cases.holder import holder
from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.operations import acceptance
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.certificates import queries as certificates
from banhao.apps.certificates.models import CertificateRecord
from banhao.apps.certificates.operations import open_page
from banhao.apps.evidence.queries import Ask, asked_about
from banhao.core.authority.acts import Act
from banhao.core.certificates import signed
from banhao.core.certificates.values import Holder, HolderKind
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import CLERK, FORM, LATER, NOW

pytestmark = pytest.mark.django_db
RESIDENT, PASSPORT = FORM["boss_id"], "TZ1234567"
LONG_NAME = "买买提热依木·阿卜杜拉"
RARE_FIRM = (
    "测试市𠮷祥如意新疆维吾尔风味餐饮文化与体育健身休闲娱乐综合服"
    "务管理咨询（集团）股份有限公司龙泉驿区第一百二十八分公司"
)
assert len(RARE_FIRM) == 58
DOCUMENTS = """
[[elements]]
id = "document"
title = "证件类型"
type = "choice"
section = "people"
options = [{ id = "card", title = "居民身份证" }, { id = "passport", title = "护照" }]

[[elements]]
id = "other_number"
title = "证件号码"
type = "text"
section = "people"
role = "person-document"
personal = true
when = 'document == "passport"'

[[elements]]
id = "registered"
title = "已登记"
type = "boolean"
"""
BASE = (
    small_city.BASE.replace(
        'id = "boss_id"\n', 'id = "boss_id"\nwhen = \'document == "card"\'\n'
    ).replace('id = "firm_code"\n', 'id = "firm_code"\nwhen = "registered"\n')
    + DOCUMENTS
)
MORE = '"boss_id", "document", "other_number", "registered"'
FOLDER = town.FOLDER | {
    "base/library.toml": BASE,
    **{
        f"base/items/{item}.toml": text.replace('"boss_id"', MORE)
        for item, text in (("fire", town.FIRE), ("health", town.HEALTH))
    },
}
ABROAD = {"document": "passport", "other_number": PASSPORT, "boss": LONG_NAME}


@pytest.fixture
def actor():
    small_city.publish(FOLDER)
    return small_city.a_person()


def filed(actor, **fields):
    draft = town.ready_draft(actor, **{"document": "card", "registered": "yes", **fields})
    return submit_case(actor=actor, draft_id=draft.id, key="key", now=NOW).case_id


def holder_of(case_id):
    plan = catalogues.plan(CaseRecord.objects.get(id=case_id).plan)
    return holder(case_id, plan, catalogues.catalogue(plan.catalogue_version))


def test_a_number_typed_before_another_document_was_chosen_is_nobodys(actor):
    case_id = filed(actor, firm_name=RARE_FIRM, registered="no", **ABROAD)

    assert holder_of(case_id) == Holder(RARE_FIRM, PASSPORT, "", HolderKind.NEW_FIRM)


def test_a_register_is_not_asked_about_a_number_that_the_form_does_not_ask(actor):
    hidden = filed(actor, registered="no", **ABROAD)

    asked = asked_about(Ask(hidden, "id-card", 0, "id-cards"))

    assert asked is not None
    assert (asked.question.id_number, asked.question.uscc) == ("", FORM["firm_code"])


def test_the_uscc_of_the_firm_that_a_case_is_filed_for_counts_where_the_form_asks_none(actor):
    case_id = filed(actor, registered="no", **ABROAD)
    CaseRecord.objects.filter(id=case_id).update(firm=FORM["firm_code"])

    found = holder_of(case_id)

    assert (found.code, found.kind) == (FORM["firm_code"], HolderKind.FIRM)


def test_a_firm_with_uscc_and_a_resident_are_as_before(actor):
    found = holder_of(filed(actor))

    assert found == Holder(FORM["firm_name"], FORM["firm_code"], "", HolderKind.FIRM)


def issued(actor):
    case_id = filed(actor, firm_name=RARE_FIRM, registered="no", **ABROAD)
    acceptance.accept_case(actor=CLERK, case_id=case_id, now=NOW + LATER)
    town.visited(case_id)
    town.granted(case_id, "health")
    return certificates.certificates_of(case_id)[0]


def test_the_holder_of_a_passport_from_the_form_to_the_paper(actor):
    certificate = issued(actor)

    assert certificate.holder_kind is HolderKind.NEW_FIRM
    assert certificate.holder == f"测试****{RARE_FIRM[-4:]}"
    assert certificate.holder_code == "TZ12*4567"
    page = open_page(
        actor=actor, act=Act.SEE_OWN_CASE, certificate_id=certificate.id, now=NOW + LATER
    )
    printed = "".join(
        sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(page)
    )
    flat = "".join(printed.split())
    assert RARE_FIRM in flat
    assert "负责人证件号码TZ12*4567" in flat
    assert PASSPORT not in flat
    assert RESIDENT not in flat


@pytest.mark.parametrize(
    ("lang", "label"), [("zh-hans", "负责人证件号码"), ("en", "Identity number of its head")]
)
def test_who_scans_it_sees_a_firm_masked_as_a_firm(actor, lang, label):
    certificate = issued(actor)
    seal = certificates.seal(CertificateRecord.objects.get(id=certificate.id))
    client = Client()
    client.cookies["django_language"] = lang

    verified = client.get(signed.to_url("", seal)).content.decode()

    assert label in verified
    assert f"测试****{RARE_FIRM[-4:]}" in verified
    assert "TZ12*4567" in verified
    for hidden in (RARE_FIRM, PASSPORT, RESIDENT, LONG_NAME):
        assert hidden not in verified
