"""Migrations of a slice form one line: two of one number would stop every `migrate`."""

from collections import Counter

from tests.house.tree import python_files, shown


def test_no_two_migrations_of_a_slice_have_one_number() -> None:
    migrations = [p for p in python_files("src") if p.parent.name == "migrations"]
    numbers = Counter(
        (shown(path.parent), path.name[:4]) for path in migrations if path.name[0].isdigit()
    )

    assert [place for place, count in numbers.items() if count > 1] == []
