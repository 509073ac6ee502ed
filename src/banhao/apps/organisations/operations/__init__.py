"""Writing about organisations. Here: what publishing a catalogue brings; errands in the files."""

from banhao.apps.organisations.models import CounterRecord, DepartmentRecord, RegionRecord
from banhao.core.catalogue.values import Region


def bring_region(*, region: Region) -> None:
    """Make the region of a published catalogue, its departments and counters exist as rows.

    Call it inside a transaction. What exists keeps the names an administrator gave it; only a
    department's missing uscc is filled in.
    """
    row, _ = RegionRecord.objects.get_or_create(
        code=region.code,
        defaults={"slug": region.id, "title_zh": region.title.zh, "title_en": region.title.en},
    )
    for department in region.departments.values():
        titles = {"title_zh": department.title.zh, "title_en": department.title.en}
        place, made = DepartmentRecord.objects.get_or_create(
            region=row, slug=department.id, defaults={**titles, "uscc": department.uscc}
        )
        if not made and department.uscc and not place.uscc:
            DepartmentRecord.objects.filter(pk=place.pk).update(uscc=department.uscc)
    for counter in region.counters.values():
        titles = {"title_zh": counter.title.zh, "title_en": counter.title.en}
        address = {"address_zh": counter.address.zh, "address_en": counter.address.en}
        CounterRecord.objects.get_or_create(
            region=row, slug=counter.id, defaults={**titles, **address}
        )
