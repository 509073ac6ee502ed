"""Names of firms, for lists of cases."""

from collections.abc import Collection, Mapping

from banhao.apps.organisations.models import FirmRecord


def firm_names(codes: Collection[str]) -> Mapping[str, str]:
    """Return uscc → name of those firms that are known here."""
    return dict(FirmRecord.objects.filter(uscc__in=codes).values_list("uscc", "name"))
