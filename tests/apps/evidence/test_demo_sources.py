"""The demo sources answer by their register, and otherwise when a test tells them to."""

import httpx
import pytest

from banhao.core.codes import resident_id, uscc
from banhao.demo_sources import population
from tests.apps.demo_process import demo_sources
from tests.apps.small_city import NOW


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    with demo_sources(tmp_path_factory.mktemp("sources")) as running:
        yield running


@pytest.fixture(autouse=True)
def _honest(sources):
    yield
    sources.behave("honest")


def ask(sources, **params):
    return httpx.get(f"{sources.url}/any-register", params=params).json()


def test_made_up_people_and_firms_have_codes_that_pass_their_checks():
    people = [population.person(n) for n in range(population.PEOPLE)]
    firms = [population.firm(n) for n in range(population.FIRMS)]

    today = NOW.date()
    assert all(resident_id.problem(p.id_number, today, {"999999"}) is None for p in people)
    assert all(uscc.problem(f.uscc) is None for f in firms)
    assert len({p.id_number for p in people}) == len(people)
    assert len({f.uscc for f in firms}) == len(firms)


def test_who_is_in_the_register_is_found_with_facts_and_a_document(sources):
    firm = population.firm(3)

    answer = ask(sources, id=firm.representative.id_number, uscc=firm.uscc)

    assert answer["result"] == "found"
    assert answer["facts"]["holder-name"] == firm.name
    assert answer["facts"]["person-name"] == firm.representative.name
    assert answer["document"]["number"].startswith("DEMO-")
    assert answer == ask(sources, id=firm.representative.id_number, uscc=firm.uscc)


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"id": "11010519491231002X"},
        {"uscc": population.firm(24).uscc},
        {"id": population.person(1).id_number, "uscc": "91999999MA0T99999X"},
    ],
)
def test_nobody_and_those_left_out_of_the_register_are_missing(sources, params):
    assert ask(sources, **params) == {"result": "missing"}


def test_a_source_lies_errs_or_misses_when_told_and_only_that_source(sources):
    known = {"id": population.person(1).id_number}
    sources.behave("lie", "any-register")

    assert ask(sources, **known)["facts"]["person-id"] != known["id"]
    other = httpx.get(f"{sources.url}/other-register", params=known).json()
    assert other["facts"]["person-id"] == known["id"]
    sources.behave("missing", "any-register")
    assert ask(sources, **known) == {"result": "missing"}
    sources.behave("error", "any-register")
    assert httpx.get(f"{sources.url}/any-register", params=known).status_code == 500
    sources.behave("honest", "any-register")


def test_a_web_page_cannot_tell_the_sources_to_lie(sources):
    told = '{"source": "*", "answer": "lie"}'
    plain = httpx.post(f"{sources.url}/control", content=told)
    origin = {"Origin": "http://evil.example", "Content-Type": "application/json"}
    page = httpx.post(f"{sources.url}/control", content=told, headers=origin)

    assert (plain.status_code, page.status_code) == (403, 403)
    assert httpx.post(f"{sources.url}/control", json={"answer": "lie"}).status_code == 400
    assert httpx.get(f"{sources.url}/").status_code == 404
