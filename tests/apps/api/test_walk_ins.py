"""The system of a counter files for who has come, by a client generated from the description."""

from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from django.core import signing
from django.utils import timezone

from banhao.apps.cases.models import CaseRecord
from banhao.apps.people import queries as people
from banhao.apps.people.models import AccessLogRecord
from banhao.channels.api.applicants import STANDS_FOR, account_of, word_of
from banhao.core.errors import NotFound
from tests.apps.api.callers import Callers
from tests.apps.api.client import City
from tests.apps.api.table import ANSWERS
from tests.apps.cases import town
from tests.apps.pictures import a_picture
from tests.apps.trespass import Scene

PERSON = {"name": "赵文博", "phone": "19900000077"}
AGREED = "true, pledges kept, served by inbox"


def begun(known: Callers, applicant: str, **more: str) -> Any:
    body = {"theme": town.THEME, "answers": ANSWERS, "applicant": applicant, **more}
    return known.call("clerk", "POST", "/drafts", body)


def test_a_system_files_and_accepts_for_who_has_come(
    scene: Scene, known: Callers, generated: ModuleType
) -> None:
    city = City(generated, known.secrets["clerk"])
    find = city.models.ContactIn.from_dict({"contact": PERSON["phone"]})
    assert city.call("walk_ins", "find_applicants", body=find).applicants == []
    new = city.models.PersonIn.from_dict(PERSON)
    made = city.call("walk_ins", "register_applicant", body=new)
    assert [
        each.name for each in city.call("walk_ins", "find_applicants", body=find).applicants
    ] == [made.name]

    begin = {"theme": town.THEME, "answers": ANSWERS, "applicant": made.applicant}
    draft = city.call("drafts", "start_draft", body=city.models.DraftIn.from_dict(begin)).id
    fields = city.models.FieldsIn.from_dict({"fields": town.FORM})
    assert city.call("drafts", "fill_in_form", draft, body=fields).problems == []
    for slot in city.call("drafts", "read_draft", draft).materials:
        if slot.blocks:
            file = city.types.File(payload=a_picture(), file_name="p.png", mime_type="image/png")
            body = city.models.UploadMaterialFileParams(file=file)
            city.call("drafts", "upload_material", draft, slot.material.id, body=body)
    signed = city.models.SignatureIn.from_dict({"name": PERSON["name"], "agreed": AGREED})
    receipt = city.call("drafts", "file_case", draft, body=signed, idempotency_key="walk-in")
    case = city.call("counter", "accept_case", receipt.case)

    assert (case.state, case.number) == ("accepted", receipt.number)
    row = CaseRecord.objects.get(id=receipt.case)
    assert row.channel == "counter"
    assert people.account(row.applicant).phone == PERSON["phone"]
    assert known.call("other filer", "GET", f"/cases/{receipt.case}").status_code == 404


def test_a_word_for_an_applicant_is_of_use_to_its_finder_alone(
    scene: Scene, known: Callers
) -> None:
    found = known.call("clerk", "POST", "/counter/applicants", PERSON).json()["applicant"]

    assert begun(known, found).status_code == 201
    for word in ("", "1", found + "x", word_of(scene.people["owner"], 0)):
        assert begun(known, word).status_code in {403, 404}
    by_agent = {"theme": town.THEME, "answers": ANSWERS, "applicant": found}
    agents = known.call("filer", "POST", "/drafts", by_agent).json()
    assert known.call("clerk", "GET", f"/drafts/{agents['id']}").status_code == 404


def test_a_word_for_an_applicant_ends_after_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    word = word_of(7, 9)
    assert account_of(word, 9) == 7

    later = (timezone.now() + timedelta(seconds=STANDS_FOR + 60)).timestamp()
    monkeypatch.setattr(signing.time, "time", lambda: later)

    with pytest.raises(NotFound):
        account_of(word, 9)


def test_only_a_firm_of_the_applicants_own_can_be_named(scene: Scene, known: Callers) -> None:
    mail = {"contact": "owner@example.com"}
    (owner,) = known.call("clerk", "POST", "/counter/applicants/search", mail).json()["applicants"]
    (firm,) = owner["firms"]

    own = begun(known, owner["applicant"], firm=firm["uscc"])
    other = begun(known, owner["applicant"], firm="91999999MA0000000K")

    assert own.status_code == 201
    assert (other.status_code, other.json()["code"]) == (400, "counter.not_their_firm")


def test_a_counter_elsewhere_files_nothing_here_and_sees_no_draft(
    scene: Scene, known: Callers
) -> None:
    made = known.call("clerk away", "POST", "/counter/applicants", PERSON).json()
    here = known.call("clerk", "POST", "/counter/applicants", PERSON | {"phone": "19900000078"})
    draft = begun(known, here.json()["applicant"]).json()["id"]

    body = {"theme": town.THEME, "answers": ANSWERS, "applicant": made["applicant"]}
    assert known.call("clerk away", "POST", "/drafts", body).status_code == 403
    assert known.call("clerk away", "GET", f"/drafts/{draft}").status_code == 404


def test_who_was_looked_up_is_noted(scene: Scene, known: Callers) -> None:
    known.call("clerk", "POST", "/counter/applicants/search", {"contact": "owner@example.com"})

    row = AccessLogRecord.objects.order_by("-pk")[0]
    assert (row.whose, row.why) == (f"account:{scene.people['owner']}", "file-for-walk-in")
