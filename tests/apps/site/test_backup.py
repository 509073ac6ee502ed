"""Back up an installation with running cases, restore it into an empty one, and go on there."""

import json
import tarfile
from pathlib import Path

from tests.apps.installation import installation


def test_a_restored_installation_is_the_same_and_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    with installation(tmp_path / "one") as one, installation(tmp_path / "two") as two:
        made = json.loads(one.run("prepare", "1"))
        one.banhao("worker", "--once")
        before = one.state()
        one.banhao("backup", str(file))

        two.banhao("restore", str(file))

        assert two.state() == before
        assert "as written" in two.banhao("audit", "verify")
        line = f"{made['drafts'][0]} later {made['person']}\n"
        process = two.start("file")
        told, _ = process.communicate(line, timeout=60)
        assert "told YJS" in told
        assert len(two.state()["cases"]) == len(before["cases"]) + 1
        assert file.stat().st_mode & 0o077 == 0


def test_what_cannot_be_restored_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    file, torn, other = (tmp_path / name for name in ("backup.tar.gz", "torn.gz", "other.gz"))
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    with installation(tmp_path / "one") as one, installation(tmp_path / "two") as two:
        one.run("prepare", "0")
        one.banhao("backup", str(file))
        torn.write_bytes(file.read_bytes()[:-2000])
        swap(file, other)

        assert "not overwritten" in one.banhao("backup", str(file), code=2)
        assert "does not exist" in one.banhao("backup", str(tmp_path / "no" / "b.gz"), code=2)
        assert "empty installation" in one.banhao("restore", str(file), code=2)
        assert "Nothing was restored" in two.banhao("restore", str(torn), code=2)
        assert "not as it was written" in two.banhao("restore", str(other), code=2)
        assert "Nothing was restored" in two.banhao("restore", str(tmp_path / "none"), code=2)

        two.banhao("migrate")
        assert two.state()["cases"] == {}
        two.banhao("restore", str(file))
        assert two.state() == one.state()


def swap(file: Path, other: Path) -> None:
    """Copy a backup with one table emptied."""
    with tarfile.open(file) as old, tarfile.open(other, "w:gz") as new:
        for member in old.getmembers():
            if member.name == "tables/cases.branchrecord.jsonl":
                new.addfile(tarfile.TarInfo(member.name))
            else:
                new.addfile(member, old.extractfile(member))
