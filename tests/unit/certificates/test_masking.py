"""Masks: enough to recognise, too little to know."""

import pytest

from banhao.core.certificates import masking
from banhao.core.certificates.values import HolderKind


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("欧阳测试", "欧*"),
        ("买买提热依木·阿卜杜拉", "买*"),
        ("𠮷田", "𠮷*"),
        ("葛\U000e0100城", "葛\U000e0100*"),  # a variation selector stays with its character
        ("", ""),
    ],
)
def test_a_person_keeps_the_first_character(name, masked):
    assert masking.name(name, HolderKind.PERSON) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("云州跃动健身有限公司", "云州****有限公司"),
        ("测试药房有限公司", "测试****有限公司"),
        ("测试药店", "测****店"),
        ("测试", "测*"),
    ],
)
def test_a_firm_keeps_two_letters_and_its_legal_form(name, masked):
    assert masking.name(name, HolderKind.FIRM) == masked


def test_a_code_keeps_four_at_each_end():
    assert masking.code("99999919900101123X") == "9999**********123X"
    assert masking.code("12345678") == "********"


def test_a_long_name_of_58_characters_tells_nothing_of_its_length():
    assert len(masking.person_name("阿" * 58)) == 2
