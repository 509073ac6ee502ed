"""Second pass: the one form. Each element once, in its section, with the items that read it."""

from collections.abc import Mapping, Sequence

from banhao.core.catalogue.values import Catalogue, Element
from banhao.core.compiler.plan import FormElement
from banhao.core.compiler.select import Chosen
from banhao.core.compiler.situation import Situation
from banhao.core.messages import Text

BEFORE_ITEMS = ("enterprise", "premises", "people", "equipment")
AFTER_ITEMS = ("delivery",)
OWN_SECTION = "item"


def one_form(chosen: Sequence[Chosen], situation: Situation) -> tuple[FormElement, ...]:
    """Return the union of the items' elements, grouped by section, as first asked inside one."""
    readers: dict[str, list[str]] = {}
    for each in chosen:
        for element in each.item.elements:
            readers.setdefault(element, []).append(each.id)
    catalogue = situation.catalogue
    shown = [id_ for id_ in readers if _asked(catalogue.elements[id_], situation)]
    form = [
        FormElement(id_, section_of(catalogue.elements[id_], readers[id_][0]), tuple(readers[id_]))
        for id_ in shown
    ]
    order = {section: place for place, section in enumerate(_sections(chosen, catalogue))}
    return tuple(sorted(form, key=lambda element: order[element.section]))


def section_of(element: Element, first_reader: str) -> str:
    """Return the section an element stands in; an item's own one is named after the item."""
    return f"item:{first_reader}" if element.section == OWN_SECTION else element.section


def section_titles(
    chosen: Sequence[Chosen], form: Sequence[FormElement], catalogue: Catalogue
) -> Mapping[str, Text]:
    """Return section → title of the sections that have an element, in the order of the form."""
    titles = {f"item:{each.id}": each.within.section_title for each in chosen}
    own = {f"item:{each.id}": each.item.title for each in chosen}
    used = dict.fromkeys(element.section for element in form)
    return {s: catalogue.sections.get(s) or _own_title(s, titles, own) for s in used}


def _own_title(section: str, titles: Mapping[str, Text], own: Mapping[str, Text]) -> Text:
    return titles[section] if titles[section].zh else own[section]


def _asked(element: Element, situation: Situation) -> bool:
    """An element whose condition is still open stands on the form: it opens while filling it."""
    return situation.says(element.when) is not False


def _sections(chosen: Sequence[Chosen], catalogue: Catalogue) -> list[str]:
    """The usual headings, a catalogue's further ones by id, then each item's, then the delivery."""
    further = sorted(catalogue.sections.keys() - {*BEFORE_ITEMS, *AFTER_ITEMS})
    return [*BEFORE_ITEMS, *further, *(f"item:{each.id}" for each in chosen), *AFTER_ITEMS]
