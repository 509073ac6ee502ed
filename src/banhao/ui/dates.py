"""Dates and times in words of both languages, always local time of China."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
_ZH_DAYS = "一二三四五六日"
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EN_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def local(value: date) -> date:
    """Return the day in China of a date or an aware datetime."""
    return value.astimezone(CHINA).date() if isinstance(value, datetime) else value


def weekday(value: date, lang: str) -> str:
    """周五 / Fri."""
    index = local(value).weekday()
    return _EN_DAYS[index] if lang == "en" else f"周{_ZH_DAYS[index]}"


def plain_day(value: date, lang: str) -> str:
    """2026年10月16日 / 16 October 2026."""
    d = local(value)
    if lang == "en":
        return f"{d.day} {_EN_MONTHS[d.month - 1]} {d.year}"
    return f"{d.year}年{d.month}月{d.day}日"


def day(value: date, lang: str) -> str:
    """2026年10月16日（周五） / Fri 16 October 2026: for a day on which somebody must act."""
    d = local(value)
    if lang == "en":
        return f"{weekday(d, lang)} {plain_day(d, lang)}"
    return f"{plain_day(d, lang)}（{weekday(d, lang)}）"


def short_day(value: date, lang: str) -> str:
    """10月16日 / 16 Oct: in lists that say the year elsewhere."""
    d = local(value)
    return f"{d.day} {_EN_MONTHS[d.month - 1][:3]}" if lang == "en" else f"{d.month}月{d.day}日"


def clock(value: datetime) -> str:
    """10:42, local time."""
    return value.astimezone(CHINA).strftime("%H:%M")


def moment(value: datetime, lang: str) -> str:
    """2026年10月16日 10:42 / 16 October 2026, 10:42."""
    comma = "," if lang == "en" else ""
    return f"{plain_day(value, lang)}{comma} {clock(value)}"
