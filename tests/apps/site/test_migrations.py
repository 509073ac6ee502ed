"""The migrations make the tables that the models speak of."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration(capsys) -> None:
    call_command("makemigrations", check=True, dry_run=True)  # exits 1 where one is missing

    assert "No changes detected" in capsys.readouterr().out
