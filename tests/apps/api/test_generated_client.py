"""A client generated from the description alone files a pharmacy."""

from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from banhao.apps.catalogues.operations import load_draft, publish_version
from banhao.apps.organisations.operations import firms
from banhao.apps.people import queries as people
from banhao.core.authority.acts import THE_OPERATOR
from banhao.core.catalogue.values import Catalogue
from banhao.core.clock.local import localdate
from banhao.demo_sources.population import firm
from banhao.site.demo.filling import filled
from tests.apps import small_city
from tests.apps.api.callers import filing_token
from tests.apps.api.client import City
from tests.apps.pictures import a_picture
from tests.journeys.errands import FOLDER, catalogue

pytestmark = pytest.mark.django_db
PHARMACY = "zibo/open-a-pharmacy"


def a_filing_system() -> str:
    """Publish the shipped catalogue; a firm lets somebody act for it, whose system gets a token."""
    texts = {p.relative_to(FOLDER).as_posix(): p.read_text("utf-8") for p in FOLDER.rglob("*.toml")}
    version = load_draft(actor=THE_OPERATOR, texts=texts, now=timezone.now())
    publish_version(actor=THE_OPERATOR, version=version, now=timezone.now())
    owner, one = small_city.a_person("owner"), firm(4)
    firms.register_firm(actor=owner, uscc=one.uscc, name=one.name, now=timezone.now())
    return filing_token(people.actor(owner.person or 0), "agent", firm=one.uscc)


def test_a_generated_client_files_a_pharmacy(generated: ModuleType) -> None:
    city = City(generated, a_filing_system())
    known = catalogue()
    answers = _answers(known)
    plan = city.call(
        "themes", "plan_for_answers", *PHARMACY.split("/"),
        body=city.models.AnswersIn.from_dict({"answers": answers}),
    )  # fmt: skip
    assert plan.promise

    body = city.models.DraftIn.from_dict({"theme": PHARMACY, "answers": answers})
    draft = city.call("drafts", "start_draft", body=body)
    draft = _filled_in(city, known, draft.id)
    receipt, again = (_filed(city, draft.id) for _ in range(2))

    assert receipt.number == again.number
    case = city.call("cases", "read_case", receipt.case)
    assert (case.state, case.number) == ("submitted", receipt.number)
    assert {branch.item for branch in case.branches} == {branch.item for branch in plan.branches}
    assert [line.number for line in city.call("cases", "list_cases").cases] == [receipt.number]


def _answers(known: Catalogue) -> dict[str, Any]:
    return {q.element: q.reference for q in known.theme(PHARMACY).questions}


def _filled_in(city: City, known: Catalogue, draft: UUID) -> Any:
    """Fill in the form, pledge and upload what the draft says is still missing."""
    for _ in range(2):  # an answer in the form may ask for more of it
        shown = city.call("drafts", "read_draft", draft)
        elements = [known.elements[field.element] for field in shown.form]
        fields = filled(elements, firm(4), localdate(timezone.now()))
        already = set(shown.fields.additional_properties)
        new = {name: value for name, value in fields.items() if name not in already}
        body = city.models.FieldsIn.from_dict({"fields": new})
        assert city.call("drafts", "fill_in_form", draft, body=body).problems == []
    for slot in city.call("drafts", "read_draft", draft).materials:
        if slot.blocks and "C" in slot.material.ways:
            way = city.models.WayIn.from_dict({"way": "C"})
            city.call("drafts", "choose_way", draft, slot.material.id, body=way)
        elif slot.blocks:
            file = city.types.File(payload=a_picture(), file_name="page.png", mime_type="image/png")
            body = city.models.UploadMaterialFileParams(file=file)
            city.call("drafts", "upload_material", draft, slot.material.id, body=body)
    ready = city.call("drafts", "read_draft", draft)
    assert (ready.ready, ready.problems) == (True, [])
    return ready


def _filed(city: City, draft: UUID) -> Any:
    signed = {"name": "赵文博", "agreed": "true, pledges kept, served by inbox"}
    body = city.models.SignatureIn.from_dict(signed)
    return city.call("drafts", "file_case", draft, body=body, idempotency_key="one-pharmacy")
