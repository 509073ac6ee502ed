"""`banhao due` as a person at a terminal meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from banhao import cli

DATA = Path(__file__).parents[2] / "data" / "holidays"


def answer(capsys, *words):
    assert cli.main(["due", *words]) == 0
    return capsys.readouterr().out


def test_json_has_the_date_and_its_reasons_and_nothing_else(capsys):
    found = json.loads(answer(capsys, "2026-09-28", "5", "--json"))

    assert found.keys() == {"due", "provisional", "reasons"}
    assert (found["due"], found["provisional"]) == ("2026-10-10", False)
    assert found["reasons"][-1] == {
        "rule": "clock.adjusted",
        "article": "《行政许可法》第八十二条",
        "first": "2026-10-10",
        "last": "2026-10-10",
        "days": 1,
        "name": "国庆节",
    }


@pytest.mark.parametrize(
    ("words", "due"),
    [
        (("2026-09-28", "5", "--holidays", str(DATA)), "2026-10-10"),
        (("2026-09-28", "5", "--holidays", str(DATA / "2026.json")), "2026-10-10"),
        (("2026-09-22", "10", "--unit", "day"), "2026-10-08"),
        (("2026-10-09", "3", "--off", "2026-10-12..2026-10-16"), "2026-10-20"),
        (
            (
                "2026-10-09",
                "3",
                "--off",
                "2026-10-12..2026-10-16",
                "--off",
                "2026-10-14..2026-10-20",
            ),
            "2026-10-22",
        ),
        (("2026-12-28", "5"), "2027-01-05"),
        (("2026-11-01", "0"), "2026-11-01"),
    ],
)
def test_the_date_follows_the_words(capsys, words, due):
    assert json.loads(answer(capsys, *words, "--json"))["due"] == due


def test_a_person_reads_the_date_and_numbered_reasons_in_chinese(capsys):
    lines = answer(capsys, "2026-09-28", "5").splitlines()

    assert lines[0] == "2026年10月10日（周六）到期。"
    assert [line.split(".")[0] for line in lines[1:]] == ["1", "2", "3", "4", "5"]
    assert lines[3] == "3. 2026年10月1日（周四）至2026年10月7日（周三）：国庆节放假，不计。"


def test_or_in_english(capsys):
    lines = answer(capsys, "2026-12-31", "1", "--lang", "en").splitlines()

    assert lines[0].startswith("Due on Mon 4 January 2027 (provisional")
    assert "New Year's Day" in lines[2]


@pytest.fixture
def broken(tmp_path):
    (tmp_path / "not.json").write_text("days: none", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "about"),
    [
        (("2026-02-30", "5"), "DATE: “2026-02-30”"),
        (("20260928", "5"), "DATE: “20260928”"),
        (("2026-09-28", "five"), "N: “five”"),
        (("2026-09-28", "2.5"), "N: “2.5”"),
        (("2026-09-28", "-1"), "N: 天数不能是负数"),
        (("2026-09-28", "3661"), "N: 3661 天太长"),
        (("2026-09-28", "9" * 6000), "天太长"),
        (("2026-09-28", "5", "--unit", "week"), "--unit: "),
        (("2026-09-28", "5", "--off", "2026-10-01"), "--off: “2026-10-01”"),
        (("2026-09-28", "5", "--off", "2026-10-09..2026-10-01"), "--off: 停止计时的结束日期"),
        (("2026-09-28", "5", "--holidays", "{broken}/missing"), "--holidays: 找不到"),
        (("2026-09-28", "5", "--holidays", "{broken}/empty"), "没有年份文件"),
        (("2026-09-28", "5", "--holidays", "{broken}/not.json"), "不是 JSON"),
        (("2026-09-28", "5", "--holidays", "{broken}/list.json"), "这不是年份文件"),
        (("2026-09-28", "5", "--holidays", str(DATA), "--holidays", str(DATA)), "给了两次"),
    ],
)
def test_a_wrong_input_is_named_in_both_languages(capsys, broken, words, about):
    code = cli.main(["due", *(word.format(broken=broken) for word in words)])

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    chinese, english = said.err.splitlines()
    assert about in chinese
    assert chinese.endswith("。")
    assert english.endswith(".")


def test_it_answers_without_loading_django():
    program = (
        "import sys; from banhao import cli; code = cli.main(['due', '2026-09-28', '5']);"
        "sys.exit(code or any(name.split('.')[0] == 'django' for name in sys.modules))"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(Path(cli.__file__).parents[1])},
        capture_output=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
