"""`banhao plan --catalogue DIR` on folders nobody has seen: what is changed, the plan follows."""

import json
import re
import shutil
from pathlib import Path

import pytest

from banhao.cli import main

ROOT = Path(__file__).parents[2]
PHARMACY, GYM, KTV = "zibo/open-a-pharmacy", "longquanyi/open-a-gym", "longquanyi/open-a-ktv"


class Folder:
    """A copy of the catalogue that a test may change, and what the command says of it."""

    def __init__(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.place, self.capsys = place, capsys

    def change(self, path: str, pattern: str, by: str) -> None:
        """Replace the one place in a file that matches."""
        file = self.place / path
        text, times = re.subn(pattern, by, file.read_text("utf-8"), flags=re.M)
        assert times == 1, (path, pattern, times)
        file.write_text(text, "utf-8")

    def add(self, path: str, text: str) -> None:
        file = self.place / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + (file.read_text("utf-8") if file.exists() else ""), "utf-8")

    def plan(self, theme: str, *answers: str):
        assert self.run(theme, *answers, "--json") == 0
        return json.loads(self.capsys.readouterr().out)

    def run(self, theme: str, *words: str) -> int:
        pairs = [w for word in words if "=" in word for w in ("--answer", word)]
        rest = [word for word in words if "=" not in word]
        return main(["plan", theme, "--catalogue", str(self.place), *pairs, *rest])

    def refused(self, theme: str, *words: str) -> str:
        """Return what is said on standard error with exit code 2."""
        assert self.run(theme, *words) == 2
        said = self.capsys.readouterr()
        assert said.out == ""
        return said.err


@pytest.fixture
def folder(tmp_path, capsys):
    shutil.copytree(ROOT / "catalogues", tmp_path / "c")
    return Folder(tmp_path / "c", capsys)


def figures(plan):
    materials = plan["savings"]["materials"]
    return materials["naive"], materials["merged"], materials["proof_free"]


def test_nothing_changed(folder):
    plan = folder.plan(PHARMACY)

    assert figures(plan) == (40, 17, 2)
    assert [(b["starts"], b["ends"], b["needs"]) for b in plan["branches"]] == [
        (0, 3, []), (0, 3, []), (0, 0, []), (0, 3, []),
    ]  # fmt: skip
    assert type(plan["savings"]["working_days"]["planned"]) is int


def test_a_material_more_is_counted_at_every_level(folder):
    folder.change("base/items/FOODS.toml", r"^materials = \[", 'materials = ["SIGNIMG", ')

    plan = folder.plan(PHARMACY)

    assert figures(plan) == (41, 18, 3)
    (added,) = [m for m in plan["materials"] if m["id"] == "SIGNIMG"]
    assert (added["way"], added["for"]) == ("A", ["FOODS"])


def test_another_way_of_a_material_changes_only_what_the_applicant_brings(folder):
    text = (folder.place / "base/materials.toml").read_text("utf-8")
    head, found, tail = text.partition('id = "PLAN"')
    assert found
    changed = re.sub(r'"A"', '"F"', tail, count=1)
    (folder.place / "base/materials.toml").write_text(head + found + changed, "utf-8")

    assert figures(folder.plan(PHARMACY)) == (40, 17, 1)


def test_a_longer_promise_moves_the_critical_path(folder):
    folder.change("zibo/items/DRUG.toml", r"^promise = 3$", "promise = 7.5")

    plan = folder.plan(PHARMACY)

    assert plan["savings"]["working_days"] == {"naive": 50, "naive_with_gaps": 62, "planned": 7.5}
    assert [b["ends"] for b in plan["branches"]] == [7.5, 3, 0, 3]
    assert plan["visits"][0]["at"] == 2


def test_a_promise_over_its_legal_limit_is_refused(folder):
    folder.change("zibo/items/DRUG.toml", r"^promise = 3$", "promise = 21")

    assert "DRUG" in folder.refused(PHARMACY)


def test_a_limit_under_the_promise_is_refused(folder):
    folder.change("base/items/DRUG.toml", r"(?s)(limit.{0,60}?days = )20", r"\g<1>2")

    assert "DRUG" in folder.refused(PHARMACY, "--json")


def test_an_edge_makes_a_branch_wait(folder):
    folder.add(
        "zibo/themes/open-a-pharmacy.toml",
        'edges = [{ before = "DRUG", after = "FOODS", law = "某规定", article = "1" }]\n',
    )

    plan = folder.plan(PHARMACY)

    foods = next(b for b in plan["branches"] if b["item"] == "FOODS")
    assert (foods["needs"], foods["starts"], foods["ends"]) == (["DRUG"], 3, 6)
    assert plan["savings"]["working_days"]["planned"] == 6
    assert plan["visits"][0]["gated"] == ["DRUG", "DEV3"]
    assert plan["visits"][0]["reusing"] == ["FOODS"]
    assert plan["savings"]["visits"]["planned"] == 1


def test_edges_in_a_circle_are_refused(folder):
    folder.add(
        "zibo/themes/open-a-pharmacy.toml",
        'edges = [{ before = "DRUG", after = "FOODS", law = "某规定", article = "1" },\n'
        '  { before = "FOODS", after = "DRUG", law = "某规定", article = "1" }]\n',
    )

    said = folder.refused(PHARMACY)

    assert "DRUG" in said
    assert "FOODS" in said


def test_an_answer_drops_what_it_makes_needless(folder):
    plan = folder.plan(PHARMACY, "sells_class_iii=no")

    assert [b["item"] for b in plan["branches"]] == ["DRUG", "DEV2", "FOODS"]
    assert plan["savings"]["licences"] == {"naive": 3, "planned": 1}
    assert figures(plan) == (28, 16, 2)


def test_standing_decides_the_ways(folder):
    plan = folder.plan(PHARMACY, "e_licences=no", "pledge=false", "premises_registered=否")

    ways = {m["id"]: m["way"] for m in plan["materials"]}
    assert {ways["ID"], ways["LIC"], ways["PREM"], ways["QRULE"]} == {"A"}
    assert figures(plan)[:2] == (40, 17)


def test_without_the_registration_in_the_theme_the_licence_is_fetched(folder):
    ways = {m["id"]: (m["way"], m["from"]) for m in folder.plan(GYM)["materials"]}
    assert ways["LIC"] == ("I", "REG")

    text = (folder.place / "longquanyi/themes/open-a-gym.toml").read_text("utf-8")
    blocks = re.split(r"(?m)^(?=\[)", text)
    kept = [b for b in blocks if not re.search(r'^item = "REG"$', b, re.M)]
    text = re.sub(r"(?m)^REG = .*\n", "", "".join(kept))
    (folder.place / "longquanyi/themes/open-a-gym.toml").write_text(text, "utf-8")

    plan = folder.plan(GYM)
    ways = {m["id"]: (m["way"], m["from"]) for m in plan["materials"]}
    assert ways["LIC"] == ("E", None)
    assert plan["savings"]["working_days"]["planned"] == 13


def test_an_unlawful_answer_gives_the_article(folder):
    plan = folder.plan(KTV, "ent_place=near_school")

    assert plan["unlawful"]["basis"]["article"]
    assert plan["unlawful"]["instead"]["zh"]
    assert plan["unlawful"]["because"] == ["ent_place"]


def test_a_city_of_its_own(tmp_path, capsys):
    folder = Folder(tmp_path, capsys)
    shutil.copytree(ROOT / "catalogues" / "base", tmp_path / "base")
    folder.add("base/items/STALL.toml", STALL)
    region = (ROOT / "catalogues/zibo/region.toml").read_text("utf-8")
    folder.add("yunzhou/region.toml", region)
    folder.add("yunzhou/items/STALL.toml", 'authority = "samr"\npromise = 2\n')
    folder.add("yunzhou/themes/stall.toml", THEME)

    plan = folder.plan("yunzhou/stall")

    assert figures(plan) == (3, 3, 2)
    assert plan["savings"]["working_days"] == {"naive": 9, "naive_with_gaps": None, "planned": 2}
    assert folder.refused("yunzhou/stal").count("yunzhou/stall") == 2


STALL = """
title = "摆摊备案"
title_en = "Stall filing"
kind = "10"
results = ["food-filing"]
materials = ["FRM-FOOD", "ID", "PLAN"]
elements = ["ent_name", "op_loc"]
[[basis]]
origin = "modelling"
"""
THEME = """
title = "我要摆摊"
composite = "industry-licence"
items = ["STALL"]
[baseline]
origin = "modelling"
[baseline.days]
STALL = 9
"""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["zibo/open-a-farmacy"], "zibo/open-a-pharmacy"),
        ([PHARMACY, "colour=red"], "sells_class_iii, "),
        ([PHARMACY, "sells_class_ii=perhaps"], "yes, no"),
        ([PHARMACY, "pledge=perhaps"], "yes, no"),
    ],
)
def test_what_is_unknown_is_refused_with_the_possible_in_both_languages(folder, words, said):
    told = folder.refused(*words)

    assert told.count(said) == 2


def test_a_folder_that_is_not_there_is_refused(tmp_path, capsys):
    folder = Folder(tmp_path / "nowhere", capsys)

    assert "nowhere" in folder.refused(PHARMACY)


def test_the_text_shows_figures_bars_and_what_to_bring(folder):
    assert folder.run(PHARMACY) == 0

    told = folder.capsys.readouterr().out

    assert "40 → 17 → 2" in told
    assert "50 → 3   (含空窗 with gaps 62)" in told
    assert "█" in told
    assert "经营场所平面布置图" in told


def test_a_file_in_another_encoding_is_named(folder):
    (folder.place / "base/items/DRUG.toml").write_bytes("title = '药品'".encode("gb18030"))

    assert "base/items/DRUG.toml" in folder.refused(PHARMACY)
