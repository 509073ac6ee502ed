"""Everything on one page before signing: values in words, the letter of pledge."""

from collections.abc import Sequence, Set

from banhao.channels.portal.drafting import Folder, Section, sections, unread
from banhao.channels.portal.evidenced import Paper, Papers
from banhao.core.catalogue.values import Element
from banhao.core.compiler.plan import Plan
from banhao.core.forms.spoken import Line, line
from banhao.core.forms.values import FormValue
from banhao.core.messages import Text
from banhao.core.pledges.letter import Letter, Promise, ReadingItem, promise

MISSING = Text("没有填", "Not filled in")
UNREAD = Text("填的要改", "To be put right")


def summary(folder: Folder) -> Sequence[tuple[Section, Sequence[Line]]]:
    """Return each section with its values in words; blanks and what is wrong are said, too."""
    wrong = {problem.element for problem in unread(folder.problems)}
    return [
        (part, [_line(e, folder.values.get(e.id), wrong) for e in part.elements])
        for part in sections(folder)
    ]


def letter(papers: Papers, plan: Plan) -> Letter:
    """Return the letter of pledge: one promise for each material that is pledged."""
    return Letter(tuple(_promise(paper, plan) for paper in papers.pledge))


def _line(element: Element, value: FormValue | None, wrong: Set[str]) -> Line:
    if value is None:
        return Line(element.title, UNREAD if element.id in wrong else MISSING)
    return line(element, value)


def _promise(paper: Paper, plan: Plan) -> Promise:
    items = [
        ReadingItem(branch.item, branch.title, branch.basis)
        for branch in plan.branches
        if branch.item in paper.material.for_items
    ]
    way = paper.material.ways[paper.slot.step]
    return promise(paper.material.id, paper.material.title, way, items)
