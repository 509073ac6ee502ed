"""Why a date: few sentences, in which no day is forgotten."""

from datetime import date

from banhao.channels.portal.gist import gist, start_of
from banhao.core.clock.limits import due
from banhao.core.clock.tables import announced_calendar
from banhao.core.clock.values import Stretch, Unit
from banhao.ui.messages import render

CALENDAR = announced_calendar()


def said(end, lang="zh-hans"):
    return [render(line, lang) for line in gist(end)]


def test_the_days_of_each_festival_are_added_up_and_worked_weekends_named() -> None:
    end = due(date(2026, 9, 17), 14, Unit.WORKING_DAY, CALENDAR)

    assert said(end) == [
        "中秋节 3 天、国庆节 7 天和周末不计（国务院办公厅节假日安排）。",
        "9月20日（周日）、10月10日（周六）调休上班，计入。",
        "所以第 14 个工作日是2026年10月13日（周二）。",
    ]
    assert "Mid-autumn Festival (3 days), National Day (7 days)" in said(end, "en")[0]


def test_it_says_from_which_event_it_counts() -> None:
    end = due(date(2026, 9, 17), 14, Unit.WORKING_DAY, CALENDAR)

    assert "受理" in render(start_of("promised", end), "zh-hans")
    assert "9月18日" in render(start_of("promised", end), "zh-hans")
    assert start_of("promised", due(date(2026, 9, 17), 0, Unit.WORKING_DAY, CALENDAR)) is None


def test_each_stop_of_the_clock_is_told_by_itself() -> None:
    off = (Stretch(date(2026, 11, 4), date(2026, 11, 5)),)
    lines = said(due(date(2026, 11, 2), 3, Unit.WORKING_DAY, CALENDAR, off))

    assert any("停止计时" in line for line in lines)
    assert lines[-1] == "所以第 3 个工作日是2026年11月9日（周一）。"


def test_a_limit_within_a_week_has_nothing_to_leave_out() -> None:
    assert len(gist(due(date(2026, 11, 2), 2, Unit.WORKING_DAY, CALENDAR))) == 1
