from datetime import date

import pytest

from banhao.core.clock.statutory import statutory_days
from banhao.core.clock.tables import announced_calendar


def test_a_year_has_thirteen_statutory_days():
    assert list(statutory_days(2027).items()) == [
        (date(2027, 1, 1), "元旦"),
        (date(2027, 2, 5), "春节"),  # 除夕
        (date(2027, 2, 6), "春节"),
        (date(2027, 2, 7), "春节"),
        (date(2027, 2, 8), "春节"),
        (date(2027, 4, 5), "清明节"),
        (date(2027, 5, 1), "劳动节"),
        (date(2027, 5, 2), "劳动节"),
        (date(2027, 6, 9), "端午节"),
        (date(2027, 9, 15), "中秋节"),
        (date(2027, 10, 1), "国庆节"),
        (date(2027, 10, 2), "国庆节"),
        (date(2027, 10, 3), "国庆节"),
    ]


def test_mid_autumn_on_national_day_is_one_day_with_two_names():
    days = statutory_days(2020)

    assert len(days) == 12
    assert days[date(2020, 10, 1)] == "国庆节、中秋节"


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_notice_of_a_year_contains_its_statutory_days(year):
    assert statutory_days(year).keys() <= announced_calendar().off.keys()
