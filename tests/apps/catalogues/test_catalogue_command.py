"""`banhao catalogue check|load|publish`: what a person reads, what a program reads, exit codes."""

import json
import shutil
from pathlib import Path

import pytest

from banhao.apps.catalogues import queries
from banhao.cli import main

FOLDER = Path(__file__).parents[3] / "catalogues"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(FOLDER, tmp_path / "catalogues"))


@pytest.fixture(autouse=True)
def fresh_caches():
    queries.catalogue.cache_clear()


def test_check_says_what_a_good_folder_holds(folder, capsys):
    assert main(["catalogue", "check", str(folder)]) == 0

    assert "22 items, 81 materials, 10 themes" in capsys.readouterr().out


def test_check_tells_every_problem_in_both_languages(folder, capsys):
    made = folder / "jinan/items/FIRER.toml"
    text = made.read_text("utf-8").replace('"fire"', '"fires"')
    made.write_text(text.replace("promise = 13", "promise = 14"), "utf-8")
    (folder / "base/latin.toml").write_bytes(b"# caf\xe9")

    assert main(["catalogue", "check", str(folder)]) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert "3 problems" in said.err
    for words in (
        "jinan/items/FIRER.toml: authority: 没有部门 fires。您是不是想写 fire",
        "There is no department fires. Did you mean fire",
        "jinan/items/FIRER.toml: promise: FIRER 承诺 14 个工作日，超过法定的 13 个工作日",
        "base/latin.toml: 文件不是 UTF-8 编码",
    ):
        assert words in said.err


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_folder_without_a_catalogue_is_told(tmp_path, name, capsys):
    (tmp_path / "empty").mkdir()

    assert main(["catalogue", "check", str(tmp_path / name)]) == 2
    assert name in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
def test_publish_without_a_draft_says_what_to_do(capsys):
    assert main(["catalogue", "publish"]) == 2

    assert "banhao catalogue load" in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
def test_load_then_publish_offers_the_draft(folder, capsys):
    main(["catalogue", "publish", str(folder)])
    material = folder / "base/materials.toml"
    material.write_text(
        material.read_text("utf-8").replace("due_days = 20", "due_days = 30", 1), "utf-8"
    )
    capsys.readouterr()

    assert main(["catalogue", "load", str(folder)]) == 0
    assert "added —; removed —; changed LOC." in capsys.readouterr().out
    assert main(["catalogue", "publish", "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert said == {"done": "publish", "version": queries.published_version()}
    assert queries.published().materials["LOC"].ways[0].due_days == 30
