"""Reading administrative divisions: they are public."""

from collections.abc import Mapping

from banhao.apps.organisations.models import DivisionRecord


def division_names() -> Mapping[str, str]:
    """Return code → name of all divisions (some tens of thousands)."""
    return dict(DivisionRecord.objects.values_list("code", "name"))
