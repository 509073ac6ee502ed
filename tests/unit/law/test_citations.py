"""Articles are numbered as statutes number them."""

import pytest

from banhao.core.law import cite, numeral


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("1", "一"),
        ("10", "十"),
        ("15", "十五"),
        ("20", "二十"),
        ("82", "八十二"),
        ("100", "一百"),
        ("105", "一百零五"),
        ("110", "一百一十"),
        ("203", "二百零三"),
        ("999", "九百九十九"),
        ("0", "0"),
        ("1260", "1260"),
    ],
)
def test_numerals(number, written):
    assert numeral(number) == written


@pytest.mark.parametrize(
    ("law", "article", "cited"),
    [
        ("消防法", "15", "《消防法》第十五条"),
        ("《消防法》", "15", "《消防法》第十五条"),
        ("药品管理法", "51、52", "《药品管理法》第五十一、五十二条"),
        ("取水条例", "24条2款、25", "《取水条例》第二十四条第二款、第二十五条"),
        ("国办发〔2020〕42号", "", "国办发〔2020〕42号"),
        ("消防法", "", "《消防法》"),
        ("消防法", "附件一", "《消防法》附件一"),
    ],
)
def test_citations(law, article, cited):
    assert cite(law, article) == cited
