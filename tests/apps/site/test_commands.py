"""Commands at a terminal: a fresh folder, heads that are not there, a catalogue with odd files."""

import json
import os
import subprocess
import sys

import pytest

from banhao import cli
from tests.apps import small_city
from tests.apps.cases import town


@pytest.mark.parametrize(
    "words", ["audit verify", "people list", "organisations list", "backup x.tar.gz", "worker"]
)
def test_before_the_tables_are_made_a_command_says_how_to_make_them(words, tmp_path) -> None:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("BANHAO_")}
    done = subprocess.run(
        [sys.executable, "-m", "banhao.cli", *words.split()],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env=kept | {"BANHAO_HOME": str(tmp_path)},
    )

    assert done.returncode == cli.BAD_INPUT
    assert "banhao migrate" in done.stderr.decode()
    assert done.stdout == b""


@pytest.mark.django_db
def test_a_file_of_heads_that_is_not_there_is_no_good_news(tmp_path, capsys) -> None:
    assert cli.main(["audit", "verify", "--heads", str(tmp_path / "none")]) == cli.BAD_INPUT
    assert "--heads" in capsys.readouterr().err


@pytest.mark.django_db
def test_the_audit_prints_only_json_or_words_and_says_when_no_heads_are_kept(
    settings, tmp_path, capsys
) -> None:
    settings.HEADS = tmp_path / "heads.log"
    small_city.publish(town.FOLDER)
    town.filed(small_city.a_person())

    assert cli.main(["audit", "verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["damages"] == []
    assert cli.main(["audit", "verify"]) == 0
    assert "No heads outside" in capsys.readouterr().out


def test_a_folder_with_the_name_of_a_file_is_not_read(tmp_path, capsys) -> None:
    (tmp_path / "c" / "odd.toml").mkdir(parents=True)

    assert cli.main(["catalogue", "check", str(tmp_path / "c")]) == cli.BAD_INPUT
    assert cli.main(["catalogue", "check", str(tmp_path / "none")]) == cli.BAD_INPUT
    assert "odd.toml" not in capsys.readouterr().err
