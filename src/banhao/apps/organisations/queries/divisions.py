"""Reading administrative divisions: they are public."""

from collections.abc import Mapping

from banhao.apps.organisations.models import DivisionRecord


def division_names() -> Mapping[str, str]:
    """Return code → name of all divisions (some tens of thousands)."""
    return dict(DivisionRecord.objects.values_list("code", "name"))


def division_name(region: str) -> str:
    """Return the name of the division with the code of a region, "" if nobody has brought it."""
    code = region.removesuffix("00").removesuffix("00") if len(region) == 6 else region
    rows = DivisionRecord.objects.filter(code__in=[region, code])
    return rows.order_by("-code").values_list("name", flat=True).first() or ""
