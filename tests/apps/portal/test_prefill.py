"""Prefilled values: source and date, "this is wrong", and what the official sees of both."""

from datetime import timedelta

import pytest
from django.urls import reverse

from banhao.apps.drafts import operations, queries
from banhao.apps.drafts.models import DraftRecord
from banhao.apps.evidence.jobs import ask_at
from banhao.apps.evidence.sources import Answer
from banhao.apps.organisations.operations.firms import register_firm
from banhao.core.evidence.slots import Outcome
from banhao.demo_sources.population import firm
from tests.apps import small_city
from tests.apps.portal.test_way_in import text

FIRM = firm(3)
OTHER = "别的名字的店"


class Register:
    """A source that knows one firm."""

    def ask(self, source, question, at):
        facts = {"holder-code": FIRM.uscc, "holder-name": FIRM.name}
        return Answer(Outcome.ANSWERED, facts, {}, at=at, milliseconds=1)


@pytest.fixture
def draft(person, now):
    """A draft whose form names the firm, and whose sources have answered."""
    made = small_city.a_draft(person)
    save(person, made, now, firm_code=FIRM.uscc)
    operations.ask_sources(
        actor=person, draft_id=made.id, consents=["licences", "id-cards"], now=now
    )
    while ask_at(Register(), now + timedelta(seconds=1)):
        pass
    return made


def save(person, draft, now, **typed):
    fields = {name: [value] for name, value in typed.items()}
    operations.save_section(actor=person, draft_id=draft.id, fields=fields, now=now)


def form(draft, **query):
    return reverse("portal:section", args=[draft.id, "enterprise"])


def test_what_a_register_knows_stands_in_the_field_with_source_and_date(signed_in, draft):
    page = text(signed_in.get(form(draft)))

    assert f'value="{FIRM.name}"' in page
    assert "prefilled" in page
    assert "来自电子营业执照（" in page
    assert "不对？" in page
    assert "登记本身错了，找市监更正" in page


def test_it_speaks_english(signed_in, draft):
    signed_in.cookies["django_language"] = "en"

    page = text(signed_in.get(form(draft)))

    assert "Wrong?" in page
    assert "Just change it above: yours counts." in page


def test_a_prefilled_part_asks_to_be_checked(signed_in, draft):
    page = text(signed_in.get(reverse("portal:draft", args=[draft.id])))

    assert "已预填，请核对" in page


def test_nothing_is_taken_before_it_is_saved(signed_in, draft):
    signed_in.get(form(draft))
    assert "firm_name" not in queries.form_values(draft.id)

    signed_in.post(form(draft), {"firm_name": FIRM.name, "firm_code": FIRM.uscc})
    assert queries.form_values(draft.id)["firm_name"] == FIRM.name


def test_a_disputed_value_is_taken_and_the_registers_stands_beside_it(signed_in, draft):
    signed_in.post(form(draft), {"firm_name": OTHER, "firm_code": FIRM.uscc})

    page = text(signed_in.get(form(draft)))

    assert queries.form_values(draft.id)["firm_name"] == OTHER
    assert f"写的是「{FIRM.name}」，与您填的不同" in page
    assert "改用这个" in page


def test_the_registers_value_can_be_taken_back_with_one_button(signed_in, draft):
    typed = {"firm_name": OTHER, "firm_code": FIRM.uscc}
    signed_in.post(form(draft), typed)

    answer = signed_in.post(form(draft), typed | {"take": "firm_name"})

    assert answer["Location"] == form(draft) + "#firm_name"
    assert queries.form_values(draft.id)["firm_name"] == FIRM.name


def test_a_button_about_nothing_known_changes_nothing(signed_in, draft):
    typed = {"firm_name": OTHER, "firm_code": FIRM.uscc}

    signed_in.post(form(draft), typed | {"take": "nothing"})

    assert queries.form_values(draft.id)["firm_name"] == OTHER


def test_the_account_and_the_firm_fill_in_what_they_know(signed_in, person, now):
    register_firm(actor=person, uscc=FIRM.uscc, name=FIRM.name, now=now)
    made = small_city.a_draft(person)
    DraftRecord.objects.filter(id=made.id).update(firm=FIRM.uscc)

    enterprise = text(signed_in.get(form(made)))
    people = text(signed_in.get(reverse("portal:section", args=[made.id, "people"])))

    assert f'value="{FIRM.name}"' in enterprise
    assert "来自您登记的单位（" in enterprise
    assert "来自您的账户（" in people


def test_sources_that_would_fill_in_the_form_can_be_agreed_to_first(signed_in, person, now):
    made = small_city.a_draft(person)
    page = reverse("portal:draft", args=[made.id])
    assert "少填一些" not in text(signed_in.get(page))  # about whom?

    save(person, made, now, firm_code=FIRM.uscc)
    assert "少填一些：先让我们去取" in text(signed_in.get(page))

    consent = {"source": ["licences"], "back": "1"}
    answer = signed_in.post(reverse("portal:consent", args=[made.id]), consent)
    assert answer.url == page
    assert "正在取登记里的内容" in text(signed_in.get(page))
