"""A draft as its pages show it: sections with their states, what is still wrong, what changed."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import queries as drafts
from banhao.apps.drafts import tabs
from banhao.apps.drafts.draft import Change, Draft
from banhao.apps.evidence.asking import whom
from banhao.channels.portal.fields import Field, Sheet, fields_of
from banhao.channels.portal.prefilled import Known, known_values
from banhao.core.catalogue.places import DataSource
from banhao.core.catalogue.values import Catalogue, Element
from banhao.core.compiler.plan import Plan
from banhao.core.conditions.tree import Value
from banhao.core.errors import NotFound
from banhao.core.forms.complete import applies, condition_value
from banhao.core.forms.reading import own_fields
from banhao.core.forms.values import Fields, FormProblem, FormValue
from banhao.core.messages import Message, Text

NONE: Fields = {}


@dataclass(frozen=True, slots=True)
class Folder:
    """A draft with its plan, catalogue, values and problems, read once per page."""

    draft: Draft
    plan: Plan
    catalogue: Catalogue
    values: Mapping[str, FormValue]
    problems: Sequence[FormProblem]
    known: Mapping[str, Known]

    @property
    def elements(self) -> Sequence[Element]:
        """Return the elements that are asked now, in the order of the form."""
        known = self._known()
        given = self.catalogue.theme(self.draft.theme).given
        every = [self.catalogue.elements[one.element] for one in self.plan.form]
        return [each for each in every if each.id not in given and applies(each, known)]

    def _known(self) -> dict[str, Value]:
        """Return what conditions of elements may read: answers, standing, and form values."""
        standing = self.draft.standing
        known: dict[str, Value] = {
            name: getattr(standing, name) for name in standing.__dataclass_fields__
        }
        for name, value in self.values.items():
            element = self.catalogue.elements.get(name)
            read = condition_value(element, value) if element else None
            if read is not None:
                known[name] = read
        return {**known, **self.plan.answers}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: its elements, how many are filled, how many problems there are.

    `prefilled`: for all that is still blank something is known, so that it is only to be checked.
    """

    key: str
    number: int
    title: Text
    elements: Sequence[Element]
    filled: int
    problems: Sequence[FormProblem]
    prefilled: bool = False

    @property
    def asks(self) -> Set[str]:
        """Return the ids of its elements."""
        return {element.id for element in self.elements}

    @property
    def state(self) -> Message:
        """Return its state in words; the swatch is of the same code."""
        if not self.problems:
            return Message("portal.section.done")
        if self.prefilled:
            return Message("portal.section.prefilled")
        if self.filled:
            return Message("portal.section.open", n=len(self.problems))
        return Message("portal.section.blank")


def folder(draft: Draft, now: datetime) -> Folder:
    """Return everything the pages of a draft show."""
    plan, catalogue = catalogues.plan(draft.plan), catalogues.catalogue(draft.catalogue_version)
    elements = [catalogue.elements[one.element] for one in plan.form]
    return Folder(
        draft,
        plan,
        catalogue,
        drafts.form_values(draft.id),
        drafts.form_problems(draft, now),
        known_values(draft, elements, catalogue, now),
    )


def sections(open_folder: Folder) -> Sequence[Section]:
    """Return the sections that ask something, in the order of the form, numbered."""
    by_section: dict[str, list[Element]] = {}
    places = {one.element: one.section for one in open_folder.plan.form}
    for element in open_folder.elements:
        by_section.setdefault(places[element.id], []).append(element)
    return [
        _section(key, number, elements, open_folder)
        for number, (key, elements) in enumerate(by_section.items(), start=1)
    ]


def section(open_folder: Folder, key: str) -> Section:
    """Return one section. :raises NotFound: if the form has no such part."""
    for each in sections(open_folder):
        if each.key == key:
            return each
    raise NotFound(Message("portal.no_section"))


def readers(open_folder: Folder, part: Section) -> Sequence[Text]:
    """Return the departments that read a section, each once."""
    own = {element.id for element in part.elements}
    items = {item for one in open_folder.plan.form if one.element in own for item in one.readers}
    branches = [branch for branch in open_folder.plan.branches if branch.item in items]
    return list(dict.fromkeys(branch.department_title for branch in branches))


def fields(
    open_folder: Folder, part: Section, *, show: Sequence[FormProblem], typed_here: Fields = NONE
) -> Sequence[Field]:
    """Return the fields of a section; `show`: the problems that are said beside them.

    `typed_here`: inputs that show what was typed instead of what is saved.
    """
    draft = open_folder.draft
    sheet = Sheet(
        typed={**drafts.form_fields(draft), **typed_here},
        problems=show,
        prefills=open_folder.known,
        region=draft.region,
    )
    return fields_of(part.elements, sheet)


def known_inputs(draft: Draft, element: str, now: datetime) -> Mapping[str, list[str]]:
    """Return the inputs of what a register or the account knows for an element, {} if nothing."""
    catalogue = catalogues.catalogue(draft.catalogue_version)
    elements = [catalogue.elements[element]] if element in catalogue.elements else []
    known = known_values(draft, elements, catalogue, now).get(element)
    return known.inputs if known else {}


def sources_that_fill(open_folder: Folder, sources: Sequence[DataSource]) -> Sequence[DataSource]:
    """Return those of the sources that would fill in a part of the form, once they are asked.

    None while the form does not say about whom they are asked, or when nothing is left to fill in.
    """
    if not any(whom(open_folder.values, open_folder.elements)) or not open_folder.problems:
        return []
    useful = {name for element in open_folder.elements for name in element.prefill}
    return [source for source in sources if source.id in useful]


def seen(
    open_folder: Folder, part: Section, before: str = "", elsewhere: Sequence[FormProblem] = ()
) -> str:
    """Return the marks of what stands in a section (`apps/drafts/tabs.py`), for its hidden input.

    Elements that another page has changed keep the mark of `before`, until somebody has seen it.
    """
    old, late = tabs.read(before), {problem.element for problem in elsewhere}
    found = drafts.marks(open_folder.draft, part.elements)
    return tabs.written({e: old.get(e, mark) if e in late else mark for e, mark in found.items()})


def changed_elsewhere(problems: Sequence[FormProblem]) -> Sequence[FormProblem]:
    """Return those problems that another page has caused."""
    return [problem for problem in problems if problem.message.code == tabs.CHANGED]


def typed_of(part: Section, elsewhere: Sequence[FormProblem], sent: Fields) -> Fields:
    """Return the inputs of the elements that another page has changed, as they were sent here."""
    late = {problem.element for problem in elsewhere}
    found: dict[str, Sequence[str]] = {}
    for element in part.elements:
        found |= own_fields(element, sent) if element.id in late else {}
    return found


def unread(problems: Sequence[FormProblem]) -> Sequence[FormProblem]:
    """Return what was typed and could not be read: said at once; blanks only when asked for."""
    return [problem for problem in problems if problem.message.code != "forms.required"]


def told(
    open_folder: Folder, problems: Sequence[FormProblem]
) -> Sequence[tuple[str, Message]]:  # fmt: skip
    """Return (input, words) for the summary: which field, which row, what is wrong."""
    return [(problem.field, _told(open_folder, problem)) for problem in problems]


def title_of(draft: Draft) -> Text:
    """Return the title of what the draft is for."""
    return catalogues.plan(draft.plan).title


def changes(draft: Draft, change: Change) -> Sequence[tuple[Message, Sequence[Text]]]:
    """Return what a newer catalogue changed, in words with titles; empty lists are left out."""
    catalogue = catalogues.catalogue(draft.catalogue_version)
    newest = catalogues.published()
    titles = {**_titles(catalogue), **_titles(newest)}
    lists = {
        "items_added": change.added_items,
        "items_removed": change.removed_items,
        "materials_added": change.added_materials,
        "materials_removed": change.removed_materials,
        "elements_added": change.added_elements,
        "elements_removed": change.removed_elements,
        "answers_dropped": change.dropped_answers,
    }
    return [
        (Message(f"portal.change.{name}"), [titles.get(one, Text(one)) for one in ids])
        for name, ids in lists.items()
        if ids
    ]


def _titles(catalogue: Catalogue) -> dict[str, Text]:
    elements = {one.id: one.title for one in catalogue.elements.values()}
    materials = {one.id: one.title for one in catalogue.materials.values()}
    return elements | materials | {one.id: one.title for one in catalogue.items.values()}


def _told(open_folder: Folder, problem: FormProblem) -> Message:
    element = open_folder.catalogue.elements[problem.element]
    if not problem.row:
        return Message("portal.problem", what=element.title, why=problem.message)
    column = next((c.title for c in element.columns if c.id == problem.column), Text(""))
    return Message(
        "portal.problem_row", what=element.title, n=problem.row, column=column, why=problem.message
    )


def _section(key: str, number: int, elements: Sequence[Element], of: Folder) -> Section:
    ids = {element.id for element in elements}
    problems = [problem for problem in of.problems if problem.element in ids]
    return Section(
        key,
        number,
        of.plan.sections.get(key, Text(key)),
        elements,
        sum(1 for each in ids if each in of.values),
        problems,
        all(each.element in of.known for each in problems) and not unread(problems),
    )
