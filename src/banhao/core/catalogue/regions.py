"""A region: its code, its departments and counters, its office hours."""

import re

from banhao.core.catalogue.checks import check_promises, check_theme
from banhao.core.catalogue.fields import Place
from banhao.core.catalogue.files import Files
from banhao.core.catalogue.implementations import read_implementation
from banhao.core.catalogue.library import Library
from banhao.core.catalogue.places import (
    SUPPLEMENT_ANSWER_DAYS,
    USUAL_LIGHTS,
    Counter,
    Department,
    Lights,
)
from banhao.core.catalogue.reminding import read_reminders
from banhao.core.catalogue.shelf import Shelf
from banhao.core.catalogue.themes import Ground, read_theme
from banhao.core.catalogue.values import Implementation, Region, Theme
from banhao.core.codes import uscc
from banhao.core.messages import Text

CODE = re.compile(r"\d{6}")  # GB/T 2260
HOURS = re.compile(r"([01]\d|2[0-4]):([0-5]\d)\s*[-–]\s*([01]\d|2[0-4]):([0-5]\d)")
MIDNIGHT = 24 * 60
MOST_PERCENT = 100
ANSWER_DAYS, MOST_ANSWER_DAYS = "supplement_answer_days", 90
DEPARTMENT = Text("部门", "department")


def read_region(name: str, files: Files, library: Library) -> Region | None:
    """Read one region's folder: region.toml, then its items, then its themes."""
    place = files.one(f"{name}/region.toml")
    departments = read_departments(place) if place else Shelf(DEPARTMENT)
    departments.excused = place is None
    ground = _ground(name, files, library, departments)
    themes = _themes(name, files, ground)
    if place is None:
        if not files.any_broken(f"{name}/region.toml"):
            files.note(f"{name}/region.toml", "region_file_missing")
        return None
    region = Region(
        id=name,
        code=read_code(place),
        title=place.text("title", required=True),
        departments=departments.things,
        counters=read_counters(place).things,
        implementations=ground.implementations.things,
        themes=themes.things,
        office_hours=read_hours(place),
        supplement_answer_days=read_answer_days(place),
        reminders=read_reminders(place),
        lights=read_lights(place),
    )
    place.done()
    return region


def _ground(name: str, files: Files, library: Library, departments: Shelf[Department]) -> Ground:
    """Read how the region implements items, and check its promises."""
    shelf: Shelf[Implementation] = Shelf(Text("本地区的事项", "item of the region"))
    shelf.excused = library.items.excused or files.any_broken(f"{name}/items/")
    for item, place in files.folder(name, "items"):
        made = read_implementation(place, item, shelf, departments, library)
        if made is not None:
            check_promises(place, made, library.items.things[made.item])
    return Ground(library, shelf)


def _themes(name: str, files: Files, ground: Ground) -> Shelf[Theme]:
    """Read the themes of the region, and check each as a whole."""
    shelf: Shelf[Theme] = Shelf(Text("主题", "theme"))
    for theme_name, place in files.folder(name, "themes"):
        theme = read_theme(place, name, theme_name, shelf, ground)
        check_theme(place, theme, ground)
    return shelf


def read_code(place: Place) -> str:
    """Read the six digits of the region."""
    code = place.string("code", required=True)
    if code and not CODE.fullmatch(code):
        place.note("code", "region_code_bad", code=code)
    return code


def read_departments(place: Place) -> Shelf[Department]:
    """Read the authorities of the region."""
    shelf: Shelf[Department] = Shelf(DEPARTMENT)
    for entry in place.tables("departments"):
        department = Department(
            entry.id(), entry.text("title", required=True), entry.string("uscc")
        )
        problem = uscc.problem(department.uscc) if department.uscc else None
        if problem is not None:
            entry.note("uscc", "uscc_bad", uscc=department.uscc, reason=problem)
        entry.done()
        shelf.put(entry, department.id, department)
    return shelf


def read_counters(place: Place) -> Shelf[Counter]:
    """Read the hall counters of the region."""
    shelf: Shelf[Counter] = Shelf(Text("窗口", "counter"))
    for entry in place.tables("counters"):
        counter = Counter(entry.id(), entry.text("title", required=True), entry.text("address"))
        entry.done()
        shelf.put(entry, counter.id, counter)
    return shelf


def read_hours(place: Place) -> tuple[tuple[int, int], ...]:
    """Read office hours as minutes after midnight: stretches in order, none empty, none twice."""
    words = place.strings("office_hours")
    if not words:
        place.note("office_hours", "office_hours_missing")
    found: list[tuple[int, int]] = []
    for index, one in enumerate(words):
        match = HOURS.fullmatch(one.strip())
        hours = _minutes(match) if match else None
        if hours is None or (found and hours[0] < found[-1][1]):
            place.note(f"office_hours[{index}]", "office_hours_bad", found=one)
        else:
            found.append(hours)
    return tuple(found)


def read_answer_days(place: Place) -> int:
    """Read how many working days an applicant has to answer a supplement; modelling if absent."""
    if not place.has(ANSWER_DAYS):
        return SUPPLEMENT_ANSWER_DAYS
    days = place.whole(ANSWER_DAYS, default=SUPPLEMENT_ANSWER_DAYS)
    if not 1 <= days <= MOST_ANSWER_DAYS:
        place.note(ANSWER_DAYS, "answer_days_bad", found=days, most=MOST_ANSWER_DAYS)
    return days


def read_lights(place: Place) -> Lights:
    """Read when a light is yellow; the usual ones if absent."""
    inner = place.inner("lights")
    if inner is None:
        return USUAL_LIGHTS
    given = Lights(
        inner.whole("soon_days", default=USUAL_LIGHTS.soon_days),
        inner.whole("soon_percent", default=USUAL_LIGHTS.soon_percent),
    )
    inner.done()
    if given.soon_percent > MOST_PERCENT:
        inner.note("soon_percent", "percent_bad", found=given.soon_percent)
        return USUAL_LIGHTS
    return given


def _minutes(match: re.Match[str]) -> tuple[int, int] | None:
    hour, minute, last_hour, last_minute = (int(part) for part in match.groups())
    start, end = hour * 60 + minute, last_hour * 60 + last_minute
    return (start, end) if start < end <= MIDNIGHT else None
