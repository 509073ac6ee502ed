"""What people often ask about a theme: told from its plan where that knows, else by its authors.

Nothing here can go stale: other answers, visits, the longest chain and pledges are compiled.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from banhao.apps.catalogues import queries
from banhao.channels.portal import answering
from banhao.channels.portal.planned import day_number, papers_to_bring, promised_days
from banhao.channels.portal.shelf import reference_plan
from banhao.core.catalogue.values import Catalogue, Question, Theme, WayKind
from banhao.core.compiler.answers import read_answer, reference_answers
from banhao.core.compiler.lanes import in_order
from banhao.core.compiler.plan import Plan
from banhao.core.conditions.tree import Value
from banhao.core.messages import Message, Text

Line = Message | Text
Facts = tuple[int, int, int]  # licences, working days, papers to bring


@dataclass(frozen=True, slots=True)
class Told:
    """One question with its answer, a line each; `listed`: the lines are of one kind, a list."""

    question: Line
    lines: Sequence[Line]
    listed: bool = False


@lru_cache(maxsize=64)
def told(version: str, theme_id: str) -> Sequence[Told]:
    """Return questions and answers of a theme; only its authors' where it has no usual plan."""
    catalogue = queries.catalogue(version)
    theme, plan = catalogue.theme(theme_id), reference_plan(version, theme_id)
    written = [Told(each.question, (each.answer,)) for each in theme.faq]
    if plan is None:
        return written
    return [
        *_otherwise(catalogue, theme, plan),
        *written,
        *_visits(plan),
        *_longest(plan),
        *_pledges(plan),
        *_refused(plan),
    ]


def _otherwise(catalogue: Catalogue, theme: Theme, plan: Plan) -> Iterator[Told]:
    """Yield what the plan becomes with each answer that is not the usual one."""
    usual = reference_answers(theme)
    lines = [
        line
        for question in theme.questions
        for line in _other_answers(catalogue, theme, question, usual, plan)
    ]
    if lines:
        yield Told(Message("portal.faq.otherwise"), lines, listed=True)


def _other_answers(
    catalogue: Catalogue, theme: Theme, question: Question, usual: Mapping[str, Value], plan: Plan
) -> Iterator[Message]:
    element = catalogue.elements[question.element]
    for value, title in answering.possible(element):
        answer = read_answer(element, value)
        if answer == usual[question.element]:
            continue
        made = answering.plan_so_far(catalogue, theme, {question.element: answer})
        given = {"question": question.title, "answer": title}
        if not isinstance(made, Plan):
            yield Message("portal.faq.unlawful", **given)
        elif facts(made) != facts(plan):
            licences, days, papers = facts(made)
            code = "portal.faq.other" if days else "portal.faq.other_at_once"
            yield Message(code, licences=licences, days=days, papers=papers, **given)


def facts(plan: Plan) -> Facts:
    """Return what a plan comes to: licences, working days, papers to bring."""
    return len(plan.branches), promised_days(plan), papers_to_bring(plan)


def _visits(plan: Plan) -> Iterator[Told]:
    titles = {branch.item: branch.title for branch in plan.branches}
    lines = [
        Message("portal.faq.visit", visit=visit.title, items=listed(titles[i] for i in members))
        for visit in plan.visits
        if (members := (*visit.gated, *visit.reusing))
    ]
    if lines:
        yield Told(Message("portal.faq.visits"), [*lines, Message("portal.faq.presence")])


def _longest(plan: Plan) -> Iterator[Told]:
    chain = [(branch, day_number(branch.ends - branch.starts, plan)) for branch in in_order(plan)]
    steps = [
        Message("portal.faq.step", item=branch.title, department=branch.department_title, n=days)
        for branch, days in chain
        if branch.slack == 0 and days
    ]
    if steps and len(plan.branches) > 1:
        question = Message("portal.faq.longest", n=promised_days(plan))
        yield Told(question, [Message("portal.faq.chain"), *steps])


def _pledges(plan: Plan) -> Iterator[Told]:
    ways = [
        (material.title, way)
        for material in plan.materials
        if material.way is WayKind.PLEDGE
        for way in material.ways
        if way.kind is WayKind.PLEDGE
    ]
    lines = [Message("portal.faq.pledge", paper=title, then=way.consequence) for title, way in ways]
    if lines:
        yield Told(Message("portal.faq.pledges"), lines, listed=True)


def _refused(plan: Plan) -> Iterator[Told]:
    if len(plan.branches) > 1:
        yield Told(Message("portal.faq.refused"), [Message("portal.faq.refused.then")])


def listed(titles: Iterator[Text]) -> Text:
    """Return titles as one enumeration in both languages."""
    words = tuple(titles)
    return Text("、".join(t.zh for t in words), ", ".join(t.en or t.zh for t in words))
