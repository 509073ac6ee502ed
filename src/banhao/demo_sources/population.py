"""Made-up people and firms of the test area 999999: the same for everybody, by number.

`person(n)` for n in 0..199 and `firm(n)` for n in 0..99, whose legal representative is `person(n)`.
In the registers of the demo sources are all of them except numbers 24, 49, 74, 99, 124, …: those
answer "missing". A demo that wants its applicants found takes any other number from here.
Nobody is real: region 999999 is nowhere, phones begin with 1990000.
"""

from dataclasses import dataclass
from datetime import date, timedelta

AREA = "999999"
PEOPLE, FIRMS = 200, 100
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶"
_GIVEN = ("文博", "雨桐", "建国", "思远", "秀兰", "浩然", "佳宁", "志强", "梓涵", "海燕", "明哲")
_TRADE = ("大药房", "餐饮", "烘焙", "书店", "酒店", "健身", "洗车", "影城", "娱乐", "食品")
_STREET = ("柳泉路", "人民路", "新华街", "和平路", "青年路", "文化街", "东风路")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person."""

    number: int
    name: str
    id_number: str
    mobile: str


@dataclass(frozen=True, slots=True)
class Firm:
    """A made-up firm; `representative` signs for it."""

    number: int
    name: str
    uscc: str
    address: str
    representative: Person


def person(number: int) -> Person:
    """Return the made-up person with this number (0..199). :raises ValueError: for another."""
    if not 0 <= number < PEOPLE:
        raise ValueError(f"people are 0..{PEOPLE - 1}")
    name = _FAMILY[number % len(_FAMILY)] + _GIVEN[number % len(_GIVEN)]
    born = date(1968, 1, 5) + timedelta(days=number * 61)
    body = f"{AREA}{born:%Y%m%d}{number + 100:03d}"
    check = "10X98765432"[sum(int(d) * w for d, w in zip(body, _ID_WEIGHTS, strict=True)) % 11]
    return Person(number, name, body + check, f"1990000{number:04d}")


def firm(number: int) -> Firm:
    """Return the made-up firm with this number (0..99). :raises ValueError: for another."""
    if not 0 <= number < FIRMS:
        raise ValueError(f"firms are 0..{FIRMS - 1}")
    boss = person(number)
    name = f"测试市{boss.name}{_TRADE[number % len(_TRADE)]}有限公司"
    address = f"测试区{_STREET[number % len(_STREET)]}{number + 1}号"
    return Firm(number, name, _uscc(f"MA0T{number:04d}"), address, boss)


def is_registered(number: int) -> bool:
    """Return whether the registers hold this person or firm."""
    return number % 25 != 24


def _uscc(organisation: str) -> str:
    """Return the uscc of a firm from its eight organisation characters (GB 32100, GB 11714)."""
    total = sum(int(c, 36) * w for c, w in zip(organisation, _ORG_WEIGHTS, strict=True))
    body = f"91{AREA}{organisation}{'0123456789X0'[(11 - total % 11) % 12]}"
    weighted = sum(_USCC.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + _USCC[(31 - weighted % 31) % 31]
