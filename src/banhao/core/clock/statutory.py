"""The 13 days off that law itself fixes, for years the State Council has not announced yet.

《全国年节及纪念日放假办法》 art. 2, as in force since 1 January 2025; it is applied to every year
that no table announces. Which weekends are worked instead is not law but the yearly notice.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from banhao.core.clock.festivals import JOINED

ARTICLE = "《全国年节及纪念日放假办法》第二条"
SINCE = (
    2025  # the first year of the article as it stands; a notice of an earlier one has fewer days
)


@cache
def statutory_days(year: int) -> Mapping[date, str]:
    """Return the statutory days off of a year with their names, in order of the calendar.

    Twelve days instead of thirteen when 中秋节 falls on a day of 国庆节.
    """
    days: dict[date, str] = {}
    for name, day in sorted(_named_days(year), key=lambda pair: pair[1]):
        days[day] = f"{days[day]}{JOINED}{name}" if day in days else name
    return days


def _named_days(year: int) -> list[tuple[str, date]]:
    new_year, clear_and_bright, dragon_boat, mid_autumn = _moving_days(year)
    return [
        ("元旦", date(year, 1, 1)),
        *(("春节", new_year + timedelta(days=n)) for n in range(-1, 3)),  # 除夕、初一至初三
        ("清明节", clear_and_bright),
        *(("劳动节", date(year, 5, n)) for n in (1, 2)),
        ("端午节", dragon_boat),
        *(("国庆节", date(year, 10, n)) for n in (1, 2, 3)),
        ("中秋节", mid_autumn),
    ]


def _moving_days(year: int) -> tuple[date, date, date, date]:
    """Return 正月初一, 清明, 五月初五 and 八月十五 of a year."""
    # Imported here: it takes 70 ms and only years that are not announced need it.
    import lunar_python as lunar  # type: ignore[import-untyped] # noqa: PLC0415 -- no stubs; slow

    midsummer = lunar.Solar.fromYmd(year, 6, 1).getLunar()
    found = (
        lunar.Lunar.fromYmd(year, 1, 1).getSolar(),
        midsummer.getJieQiTable()["清明"],
        lunar.Lunar.fromYmd(year, 5, 5).getSolar(),
        lunar.Lunar.fromYmd(year, 8, 15).getSolar(),
    )
    first, second, third, fourth = (date(s.getYear(), s.getMonth(), s.getDay()) for s in found)
    return first, second, third, fourth
