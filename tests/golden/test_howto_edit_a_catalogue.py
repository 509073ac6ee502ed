"""docs/howto/edit-a-catalogue.md, done as it is written: every step is good, every figure true."""

import re
import shutil
from pathlib import Path

import pytest

from banhao.commands._folder import read_folder
from banhao.core.catalogue.values import Catalogue
from banhao.core.compiler.answers import reference_answers, reference_standing
from banhao.core.compiler.compile import compile_plan
from banhao.core.errors import CatalogueError

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/howto/edit-a-catalogue.md").read_text("utf-8")
STEP = re.compile(r"<!-- (append|write): (\S+) -->\n```toml\n(.*?)```", re.S)
STEPS = STEP.findall(PAGE)
THEME_IS_THERE = 3
SHOP = "zibo/open-a-corner-shop"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(ROOT / "catalogues", tmp_path / "mine"))


def do(folder: Path, steps) -> Catalogue:
    for how, path, text in steps:
        file = folder / path
        before = file.read_text("utf-8") + "\n" if how == "append" else ""
        file.write_text(before + text, "utf-8")
    return read_folder(folder)


def figures(catalogue: Catalogue, **answers):
    theme = catalogue.theme(SHOP)
    known = reference_answers(theme) | answers
    plan = compile_plan(catalogue, SHOP, known, reference_standing(theme))
    s = plan.savings
    materials = s.materials_naive.value, s.materials_merged.value, s.materials_proof_free.value
    ends = {branch.item: branch.ends / plan.minutes_per_day for branch in plan.branches}
    return materials, s.days_naive.value, s.days_planned.value, s.departments.value, ends


def test_the_corner_shop_has_the_figures_of_the_page(folder):
    catalogue = do(folder, STEPS[:THEME_IS_THERE])

    assert figures(catalogue)[:4] == ((10, 7, 2), 25, 8, 2)
    assert figures(catalogue, sells_tobacco=False)[2:4] == (3, 1)


def test_the_new_item_has_the_figures_of_the_page(folder):
    catalogue = do(folder, STEPS)

    materials, _, days, _, ends = figures(catalogue)
    assert (materials, days, ends["TABLES"]) == ((13, 8, 2), 8, 5)
    assert figures(catalogue, outdoor_tables=4)[-1]["TABLES"] == 3
    assert "TABLES" not in figures(catalogue, outdoor_tables=0)[-1]


def test_what_the_page_says_is_refused_is_refused(folder):
    def codes() -> set[str]:
        with pytest.raises(CatalogueError) as caught:
            read_folder(folder)
        return {problem.message.code for problem in caught.value.problems}

    do(folder, STEPS[:THEME_IS_THERE])
    shop = folder / "zibo/themes/open-a-corner-shop.toml"
    question = '[[questions]]\nelement = "prepackaged_only"\nreference = false\n'
    shop.write_text(shop.read_text("utf-8").replace(question, ""), "utf-8")
    assert codes() == {"catalogue.name_not_asked"}

    shop.unlink()
    fire = folder / "jinan/items/FIRER.toml"
    fire.write_text(fire.read_text("utf-8").replace("promise = 13", "promise = 14"), "utf-8")
    assert codes() == {"catalogue.promise_over_limit"}
