"""What a register says: put into inputs, and compared with the form."""

from datetime import date
from decimal import Decimal

import pytest

from banhao.core.catalogue.values import Element, ElementType, Option
from banhao.core.forms.registers import inputs_of, is_same
from banhao.core.forms.values import Facts
from banhao.core.messages import Text

FACTS = Facts(date(2026, 9, 17))
T = ElementType


def element(kind, **more):
    return Element(id="x", title=Text("某项", "A thing"), type=kind, section="item", **more)


LEASED = element(T.CHOICE, options=(Option("leased", Text("租赁", "Leased")),))


@pytest.mark.parametrize(
    ("one", "fact", "inputs"),
    [
        (element(T.TEXT), " 测试市饮品店 ", {"x": ["测试市饮品店"]}),
        (element(T.ADDRESS), "和平路4号", {"x-text": ["和平路4号"]}),
        (element(T.PERSON), "李思远", {"x-name": ["李思远"]}),
        (element(T.DATE), "2031年3月31日", {"x": ["2031-03-31"]}),
        (element(T.NUMBER), "1,243.60", {"x": ["1243.6"]}),
        (LEASED, "租赁", {"x": ["leased"]}),
        (LEASED, "借用", {}),
        (element(T.NUMBER, maximum=Decimal(9)), "10", {}),
        (element(T.USCC), "not a code", {}),
        (element(T.TABLE), "李思远", {}),
        (element(T.TEXT), "  ", {}),
    ],
)
def test_a_fact_becomes_what_its_inputs_hold(one, fact, inputs):
    assert inputs_of(one, fact, FACTS) == inputs


@pytest.mark.parametrize(
    ("one", "value", "fact", "same"),
    [
        (element(T.TEXT), "测试市　饮品店", "测试市饮品店", True),
        (element(T.TEXT), "ＡＢ店", "ab店", True),
        (element(T.TEXT), "甲店", "乙店", False),
        (element(T.ADDRESS), {"text": "和平路4号", "region": "999999"}, "和平路4号", True),
        (element(T.ADDRESS), {"text": "和平路5号", "region": "999999"}, "和平路4号", False),
        (element(T.PERSON), {"name": "李思远", "id_number": "", "mobile": ""}, "李思远", True),
        (element(T.NUMBER), "1260", "1260.00", True),
        (element(T.NUMBER), "1260", "1243.6", False),
        (element(T.NUMBER), "1260", "约一千", False),
        (LEASED, "leased", "租赁", True),
        (element(T.BOOLEAN), True, "yes", True),
        (element(T.TABLE), [{"a": "b"}], "什么", True),
    ],
)
def test_a_value_is_compared_by_what_it_means(one, value, fact, same):
    assert is_same(one, value, fact) is same
