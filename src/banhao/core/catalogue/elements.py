"""Sections, data sources, kinds of certificate, and the elements of forms (数据元)."""

from banhao.core.catalogue.fields import NAME, Place
from banhao.core.catalogue.library import Library
from banhao.core.catalogue.names import STANDING
from banhao.core.catalogue.places import CertificateType, DataSource
from banhao.core.catalogue.shelf import Shelf
from banhao.core.catalogue.values import Element, ElementType, Option
from banhao.core.messages import Text

ITEM_SECTION = "item"
ROLES = (
    *("holder-name", "holder-code", "holder-address"),
    *("person-name", "person-id", "person-document"),
)
CHOICES = {ElementType.CHOICE, ElementType.MULTI_CHOICE}
NUMBERS = {ElementType.NUMBER, ElementType.MONEY}
PERSONAL = {ElementType.ID_NUMBER, ElementType.MOBILE, ElementType.PERSON}


def read_section(place: Place, library: Library) -> None:
    """Read one heading of the form; "item" (the asking item's own section) always exists."""
    library.sections.put(place, place.id(), place.text("title", required=True))
    place.done()


def read_source(place: Place, library: Library) -> None:
    """Read one data source: an e-licence store or a register that can be asked."""
    source = DataSource(
        place.id(),
        place.text("title", required=True),
        place.text("keeper", required=True),
        place.text("ground"),
    )
    library.sources.put(place, source.id, source)
    place.done()


def read_certificate(place: Place, library: Library) -> None:
    """Read one kind of certificate."""
    kind = CertificateType(
        place.id(),
        place.text("title", required=True),
        place.string("code"),
        place.string("number"),
        place.whole("validity_years"),
        place.flag("composite"),
    )
    if kind.code and (len(kind.code) != 21 or not kind.code.isalnum()):
        place.note("code", "type_code_bad", code=kind.code)
    library.certificates.put(place, kind.id, kind)
    place.done()


def read_element(place: Place, library: Library) -> None:
    """Read one element of the city: a form field with one meaning."""
    element = _element(place, library)
    if element is None:
        return
    if element.id in STANDING:
        place.note("id", "element_is_standing", id=element.id)
    library.elements.put(place, element.id, element)


def _element(place: Place, library: Library) -> Element | None:
    name, title = place.id(pattern=NAME), place.text("title", required=True)
    kind = place.one_of("type", ElementType)
    if kind is None:
        return None
    section = place.string("section") or ITEM_SECTION
    if section != ITEM_SECTION:
        library.sections.look(place, "section", section)
    element = Element(
        id=name,
        title=title,
        type=kind,
        section=section,
        hint=place.text("hint"),
        unit=place.text("unit"),
        options=_options(place, kind),
        columns=_columns(place, kind, library),
        minimum=place.decimal("minimum"),
        maximum=place.decimal("maximum"),
        optional=place.flag("optional"),
        personal=place.flag("personal", default=kind in PERSONAL),
        prefill=library.sources.references(place, "prefill"),
        when=library.names.condition(place, "when"),
        role=_role(place),
    )
    _check_numbers(place, element)
    place.done()
    return element


def _role(place: Place) -> str:
    role = place.string("role")
    if role and role not in ROLES:
        place.note("role", "value_unknown", value=role, possible="、".join(ROLES))
    return role


def _options(place: Place, kind: ElementType) -> tuple[Option, ...]:
    shelf: Shelf[Option] = Shelf(Text("选项", "option"))
    for entry in place.tables("options", short="id"):
        option_id = entry.id()
        title = entry.text("title") if entry.has("title") else Text(option_id)
        shelf.put(entry, option_id, Option(option_id, title))
        entry.done()
    options = tuple(shelf.things.values())
    if kind in CHOICES and not options:
        place.note("options", "choice_without_options")
    if kind not in CHOICES and place.has("options"):
        place.note("options", "options_not_for", type=str(kind))
    return options


def _columns(place: Place, kind: ElementType, library: Library) -> tuple[Element, ...]:
    shelf: Shelf[Element] = Shelf(Text("列", "column"))
    for entry in place.tables("columns"):
        column = _element(entry, library)
        if column is not None and column.type is ElementType.TABLE:
            entry.note("type", "table_in_table")
        elif column is not None:
            shelf.put(entry, column.id, column)
    columns = tuple(shelf.things.values())
    if kind is ElementType.TABLE and not place.table.get("columns"):
        place.note("columns", "table_without_columns")
    if kind is not ElementType.TABLE and place.has("columns"):
        place.note("columns", "columns_not_for", type=str(kind))
    return columns


def _check_numbers(place: Place, element: Element) -> None:
    least, most = element.minimum, element.maximum
    if element.type not in NUMBERS:
        for key in ("minimum", "maximum"):
            if place.has(key):
                place.note(key, "range_not_for", type=str(element.type))
    elif least is not None and most is not None and least > most:
        place.note("maximum", "range_empty", least=least, most=most)
