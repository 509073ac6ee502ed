"""Form against register: compared as the form stands, by what the values mean, both in words."""

import pytest

from banhao.apps.cases.operations.acceptance import accept_case
from banhao.channels.office.opened import opened
from tests.apps.city import signed_in
from tests.apps.office.pages import MINE, read, url

ADDRESS = {"op_loc-text": ["测试区没有登记过的路9号"], "op_loc-region": ["999999"]}


@pytest.fixture
def disputed(city, now):
    """A case whose applicant wrote another address after the register had answered."""
    case = city.filed(now, later=ADDRESS)
    accept_case(actor=city.clerk, case_id=case, now=now)
    return case


def test_what_was_changed_after_the_answer_stands_first_with_both_values(city, disputed, now):
    first = opened(city.examiner, disputed, MINE, now).facts[0]

    assert first.element == "op_loc"
    assert first.value.zh == ADDRESS["op_loc-text"][0]
    assert {register.value.zh for register in first.registers if register.differs} == {
        city.applicant.firm.address
    }


@pytest.mark.parametrize(
    ("lang", "word", "register"),
    [("zh-hans", "与登记不一致", "登记："), ("en", "Differs from the register", "Register: ")],
)
def test_the_page_says_it_in_a_word_with_the_registers_value(city, disputed, lang, word, register):
    page = read(signed_in(city.examiner, lang).get(url("branch", disputed, MINE)))

    assert word in page
    assert f"{register}{city.applicant.firm.address}" in page


def test_it_is_a_point_to_be_looked_at(city, disputed, now):
    points = [key for key, _ in opened(city.examiner, disputed, MINE, now).points]

    assert "fact-op_loc" in points


def test_the_same_address_written_otherwise_is_no_difference(city, now):
    typed = {**ADDRESS, "op_loc-text": [f" {city.applicant.firm.address} "]}
    case = city.filed(now, later=typed)

    assert not any(fact.differs for fact in opened(city.examiner, case, MINE, now).facts)
