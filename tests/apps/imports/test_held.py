"""A licence of before is found in our own register before a source outside is asked."""

from datetime import timedelta

import pytest

from banhao.apps.certificates.held import answer_for
from banhao.apps.certificates.models import CertificateRecord
from banhao.apps.drafts import operations as drafts
from banhao.apps.evidence import jobs
from banhao.apps.evidence import queries as evidence
from banhao.apps.evidence.sources import Question
from banhao.apps.imports import operations
from banhao.apps.imports.reading import read_table
from banhao.core.authority.acts import THE_OPERATOR
from banhao.core.evidence.slots import Outcome
from banhao.core.imports.lines import Fate, Kind
from banhao.demo_sources.population import firm
from tests.apps import small_city
from tests.apps.imports.books import LICENCES, licence, workbook
from tests.apps.small_city import NOW, a_draft, a_person, fill_in

pytestmark = pytest.mark.django_db


class Silent:
    """A source outside that must not be asked."""

    def __init__(self):
        self.asked = []

    def ask(self, source, question, at):
        self.asked.append(source)
        raise AssertionError("asked outside")


def bring(*rows):
    table = read_table(Kind.LICENCES, workbook(LICENCES, *rows))
    lines = operations.take_in_rows(
        actor=THE_OPERATOR, kind=Kind.LICENCES, rows=table, firsts={}, whole=True, now=NOW
    )
    assert {line.fate for line in lines} == {Fate.NEW}


def question(number=3, certificate="stall-licence"):
    return Question("", firm(number).uscc, "", certificate)


def test_it_is_found_by_its_holder_and_kind_only():
    small_city.publish()
    bring(licence())

    answer = answer_for(question(), NOW)

    assert answer.outcome is Outcome.ANSWERED
    assert answer.facts["holder-name"] == firm(3).name
    assert answer.document["number"] == "JY99999900000001"
    assert answer_for(question(4), NOW) is None
    assert answer_for(question(certificate="trade-licence"), NOW) is None
    assert answer_for(question(certificate=""), NOW) is None


def test_one_that_has_ended_or_is_revoked_is_not_used():
    small_city.publish()
    bring(licence(until="2026-10-01"))
    assert answer_for(question(), NOW) is not None

    assert answer_for(question(), NOW + timedelta(days=40)) is None
    CertificateRecord.objects.update(state="revoked")
    assert answer_for(question(), NOW) is None


def test_what_is_here_need_not_be_brought_by_the_applicant():
    base = small_city.BASE.replace(
        'source = "licences"', 'source = "licences"\ncertificate = "old-licence"'
    ).replace(
        '{ id = "stall-licence"',
        '{ id = "old-licence", title = "旧证" },\n  { id = "stall-licence"',
    )
    small_city.publish({"base/library.toml": base})
    bring(("旧证", *licence()[1:]))
    actor, of = a_person(), firm(3)
    draft = a_draft(actor)
    fill_in(actor, draft.id, firm_name=of.name, firm_code=of.uscc, boss=of.representative.name)
    drafts.ask_sources(actor=actor, draft_id=draft.id, consents={"licences"}, now=NOW)

    assert jobs.ask_at(Silent(), NOW) == 1

    slot = next(s for s in evidence.slots(draft.id) if s.material == "licence")
    assert slot.outcome is Outcome.ANSWERED
    assert evidence.answer(draft.id, "licence").document["number"] == "JY99999900000001"
