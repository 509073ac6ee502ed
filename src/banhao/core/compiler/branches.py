"""The branches of a plan: each chosen item with its times, limits, materials and elements."""

from collections.abc import Iterable, Mapping

from banhao.core.catalogue.values import Catalogue, Region
from banhao.core.compiler.layout import Layout
from banhao.core.compiler.plan import Branch, FormElement
from banhao.core.compiler.select import Chosen
from banhao.core.compiler.visits import decision_after_visit


def branches(
    layout: Layout, form: Iterable[FormElement], catalogue: Catalogue
) -> tuple[Branch, ...]:
    """Return one branch per chosen item, in the theme's order."""
    region = catalogue.region_of(layout.course.theme.id)
    on_form = _elements_by_item(form)
    return tuple(
        _branch(each, tuple(on_form.get(each.id, ())), region, layout) for each in layout.chosen
    )


def _branch(each: Chosen, elements: tuple[str, ...], region: Region, layout: Layout) -> Branch:
    item, authority, times = each.item, each.implementation.authority, layout.times
    return Branch(
        item=item.id,
        title=item.title,
        kind=item.kind,
        department=authority,
        department_title=region.departments[authority].title,
        mode=each.mode,
        variant=each.variant,
        inspection=each.inspection,
        starts=times.starts[item.id],
        ends=times.ends[item.id],
        slack=times.slack[item.id],
        needs=layout.course.needs[item.id],
        gate=each.within.gate,
        listed=each.within.listed,
        limit=item.limit,
        after_inspection=item.after_inspection,
        results=each.results,
        materials=tuple(material.id for material in each.materials),
        elements=elements,
        off_clock=item.off_clock,
        basis=item.basis,
        remedies=item.remedies,
        after_visit=decision_after_visit(
            item.id, item.after_inspection, layout.visits, layout.course
        ),
    )


def _elements_by_item(form: Iterable[FormElement]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in form:
        for reader in element.readers:
            found.setdefault(reader, []).append(element.element)
    return found
