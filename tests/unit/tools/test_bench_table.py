"""The table of the benches: bounds, verdicts, what has slowed."""

import json
from pathlib import Path

import pytest

from bench._table import ROWS, Row, read, table, tell
from tools.bench import add, history, slower


def test_a_row_says_whether_it_reaches_its_bounds() -> None:
    assert [Row("a", value, "ms", 50, 20).verdict for value in (60, 50, 20)] == [
        "MISSED",
        "must",
        "aim",
    ]
    assert [Row("a", value, "/s", 250, 500, True).verdict for value in (249, 250, 500)] == [
        "MISSED",
        "must",
        "aim",
    ]
    assert (Row("a", 3, "ms").verdict, Row("a", 3, "ms").kept) == ("", True)


def test_rows_go_from_a_bench_to_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ROWS, str(tmp_path / "rows"))
    rows = [Row("fast", 1.5, "x", 1.3, ratio=1.5), Row("small", 12_345, "bytes")]

    assert tell(rows[1:]) == 0
    assert tell(rows[:1]) == 1  # it misses what it must

    assert read(tmp_path / "rows") == [rows[1], rows[0]]
    assert "12,345 bytes" in capsys.readouterr().out
    assert "≤ 1.30" in table(rows)


def test_what_slowed_is_told_whichever_way_is_better(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    lines = [json.dumps({"ratios": {"speed": 0.7, "cpu": cpu}}) for cpu in (1.5, 1.4, 1.6)]
    path.write_text("\n".join(lines))
    before = history(path)

    usual = [Row("speed", 0.65, "x", up=True, ratio=0.65), Row("  cpu", 1.7, "x", ratio=1.7)]
    worse = [Row("speed", 0.5, "x", up=True, ratio=0.5), Row("  cpu", 2.0, "x", ratio=2.0)]
    assert slower(usual, before) == []
    assert [line.split(":")[1].strip() for line in slower(worse, before)] == ["speed", "cpu"]
    assert slower([Row("new", 9, "x", ratio=9)], before) == []


def test_only_ratios_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"

    add(path, [Row("page", 20, "ms")])
    assert not path.exists()
    add(path, [Row("page", 20, "ms"), Row("  cpu", 1.2345, "x", ratio=1.2345)])

    assert history(path) == {"cpu": [1.234]}
