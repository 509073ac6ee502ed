"""The ten rows of the headline table, counted from the catalogue by hand: no compiler is used.

L0 sum of the lists · L1 one form for all forms, each material once, a sibling's result 0 ·
L2 L1 minus what comes without the applicant. Source: the tables of catalogue.md §1–§4, whose
reference answers are: in person by an agent, central air conditioning, own premises in the
register, pool, devices of class II and III.
"""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from banhao.core.catalogue.load import read_folder_texts
from banhao.core.catalogue.values import Catalogue, Material, Theme

FOLDER = Path(__file__).parents[2] / "catalogues"
TAKEN_WITHOUT_APPLICANT = set("ESICF")

# theme: items, L0, L1, L2, days one after the other, days on the critical path, departments, visits
ROWS = {
    "longquanyi/open-a-gym": (5, 41, 25, 19, 43, 14, 5, 5),
    "zibo/open-a-pharmacy": (4, 40, 17, 2, 50, 3, 2, 4),
    "jinan/open-a-restaurant": (4, 34, 23, 13, 63, 13, 4, 4),
    "jinan/open-a-bakery": (3, 26, 19, 10, 50, 10, 3, 3),
    "jinan/open-a-bookshop": (3, 24, 17, 6, 53, 13, 3, 3),
    "jinan/open-a-hotel": (4, 40, 23, 9, 63, 14, 4, 4),
    "longquanyi/open-a-car-wash": (5, 29, 14, 10, 46, 11, 5, 5),
    "longquanyi/open-a-cinema": (4, 33, 21, 9, 63, 13, 4, 4),
    "longquanyi/open-a-ktv": (5, 49, 25, 13, 68, 14, 5, 5),
    "longquanyi/open-a-shop": (4, 24, 13, 9, 46, 11, 3, 4),
}
LISTED = {
    "longquanyi/open-a-gym": 4,
    "zibo/open-a-pharmacy": 4,
    "longquanyi/open-a-car-wash": 2,
    "longquanyi/open-a-shop": 3,
    "longquanyi/open-a-ktv": 5,
}


@cache
def catalogue() -> Catalogue:
    texts = {
        path.relative_to(FOLDER).as_posix(): path.read_text("utf-8")
        for path in FOLDER.rglob("*.toml")
    }
    return read_folder_texts(texts)


class Count:
    """One theme with its reference answers, counted."""

    def __init__(self, theme: Theme) -> None:
        self.theme, self.region = theme, catalogue().region_of(theme.id)
        answers = {one.element: one.reference for one in theme.questions}
        self.known = {**theme.given, **theme.reference_standing, **answers}
        self.chosen = [one for one in theme.items if one.when is None or one.when.holds(self.known)]
        self.items = [one.item for one in self.chosen]

    def listed(self, item: str) -> list[Material]:
        listed = [catalogue().materials[one] for one in catalogue().items[item].materials]
        return [m for m in listed if m.needed_when is None or m.needed_when.holds(self.known)]

    def naive(self) -> int:
        return sum(len(self.listed(item)) for item in self.items)

    def made_here(self) -> set[str]:
        return {result for item in self.items for result in catalogue().items[item].results}

    def different(self) -> dict[str, Material]:
        """Each material once, without forms and without what a sibling makes."""
        found = {m.id: m for item in self.items for m in self.listed(item)}
        made = self.made_here()
        return {
            id_: m
            for id_, m in found.items()
            if not m.form_of_application and m.certificate not in made
        }

    def merged(self) -> int:
        return 1 + len(self.different())

    def proof_free(self) -> int:
        brought = [m for m in self.different().values() if self.first_way(m) == "A"]
        return 1 + len(brought)

    def first_way(self, material: Material) -> str:
        ways = [w for w in material.ways if w.when is None or w.when.holds(self.known)]
        return next(str(w.kind) for w in ways if w.kind != "I")

    def promise(self, item: str) -> Decimal:
        named = next(one.variant for one in self.chosen if one.item == item)
        made = self.region.implementations[item]
        variants = [v for v in made.variants if v.id == named and v.promise is not None]
        return variants[0].promise or Decimal(0) if variants else made.promise

    def end(self, item: str) -> Decimal:
        papers = {m.certificate for m in self.listed(item) if m.certificate}
        before = [
            other
            for other in self.items
            if other != item and papers & set(catalogue().items[other].results)
        ]
        return self.promise(item) + max((self.end(other) for other in before), default=Decimal(0))

    def days(self) -> Decimal:
        return max(self.end(item) for item in self.items)

    def days_naive(self) -> Decimal:
        return sum((self.theme.baseline.days[item] for item in self.items), Decimal(0))

    def departments(self) -> set[str]:
        return {self.region.implementations[item].authority for item in self.items}


@pytest.mark.parametrize("theme", ROWS)
def test_a_theme_reproduces_its_row(theme):
    count = Count(catalogue().theme(theme))

    visits = sum(count.theme.baseline.visits[item] for item in count.items)
    materials = count.naive(), count.merged(), count.proof_free()
    days = count.days_naive(), count.days()
    assert (len(count.items), *materials, *days, len(count.departments()), visits) == ROWS[theme]


def test_these_are_all_themes():
    assert {name for region in catalogue().regions.values() for name in region.themes} == {*ROWS}


@pytest.mark.parametrize("theme", LISTED)
def test_the_composite_lists_the_licences_of_the_source(theme):
    count = Count(catalogue().theme(theme))

    assert sum(one.listed for one in count.chosen) == LISTED[theme]


def test_only_the_pharmacy_models_idle_days_between_licences():
    gaps = {
        name: theme.baseline.gap_days
        for region in catalogue().regions.values()
        for name, theme in region.themes.items()
        if theme.baseline.gap_days is not None
    }

    assert gaps == {"zibo/open-a-pharmacy": 3}
    pharmacy = Count(catalogue().theme("zibo/open-a-pharmacy"))
    assert pharmacy.days_naive() + 3 * len(pharmacy.items) == 62


def test_the_removed_materials_of_the_gym_are_those_of_the_source():
    gym = Count(catalogue().theme("longquanyi/open-a-gym"))
    listed = [m.id for item in gym.items for m in gym.listed(item)]

    assert len([one for one in listed if catalogue().materials[one].form_of_application]) - 1 == 4
    surplus = {one: listed.count(one) - 1 for one in ("ID", "PREM", "PLAN")}
    assert surplus == {"ID": 4, "PREM": 2, "PLAN": 2}
    assert listed.count("LIC") == 4


def test_every_theme_has_one_joint_visit_for_all_its_inspected_items():
    for region in catalogue().regions.values():
        for theme in region.themes.values():
            seen = {
                one.item
                for one in theme.items
                if region.implementations[one.item].inspection == "before"
            }
            assert [set(visit.members) for visit in theme.inspections] == [seen], theme.id


def test_law_that_was_not_found_in_its_text_is_marked():
    unverified = {"DRUG", "FOODS", "FOODC", "HYGR", "DEV2", "EIA"}
    items = catalogue().items

    assert {i for i in items if items[i].limit and items[i].limit.basis.origin == "modelling"} == (
        unverified
    )
    assert {i for i in items if items[i].limit is None} == {"ENTBA", "WATER"}
    assert {i for i in items if items[i].limit and items[i].limit.basis.origin == "guide"} == {
        "HYG",
        "HOTEL",
    }


def test_everything_people_read_is_in_both_languages():
    found = catalogue()
    titles = [
        *(one.title for one in found.items.values()),
        *(one.title for one in found.materials.values()),
        *(one.title for one in found.elements.values()),
        *(option.title for one in found.elements.values() for option in one.options),
        *(one.title for one in found.certificates.values()),
        *found.sections.values(),
        *(way.promise for one in found.materials.values() for way in one.ways if way.kind == "C"),
    ]
    for region in found.regions.values():
        titles += [one.title for one in region.departments.values()]
        for theme in region.themes.values():
            titles += [theme.title, theme.summary]
            titles += [words for one in theme.questions for words in (one.title, one.why)]

    assert [one.zh for one in titles if not (one.zh and one.en)] == []
