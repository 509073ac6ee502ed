"""Answers on the way in: kept in the session until sign-in, going back never loses any."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from banhao.core.catalogue.values import Catalogue, Element, ElementType, Question, Theme
from banhao.core.compiler.answers import (
    read_answer,
    reference_answers,
    reference_standing,
)
from banhao.core.compiler.compile import compile_plan
from banhao.core.compiler.plan import Plan, Unlawful
from banhao.core.compiler.questions import open_questions
from banhao.core.conditions.tree import Value
from banhao.core.errors import BadInput
from banhao.core.forms.spoken import with_unit
from banhao.core.messages import Text

SESSION_KEY = "answers"
UNDECIDED = "?"  # kept instead of an answer that is not decided yet; no option can be called so
KEYS = {"yes": "true", "no": "false"}  # how a catalogue writes the answers of a boolean
NOT_YET = Text("还没定", "Not decided yet")
YES_NO = (("yes", Text("是", "Yes")), ("no", Text("否", "No")))


class Session(Protocol):
    """What is needed of a session: the answers of each theme, as written strings."""

    def get(self, key: str, default: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        """Return what is kept."""

    def __setitem__(self, key: str, value: dict[str, dict[str, str]]) -> None:
        """Keep something."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: how it is sent, its words, what follows from it, chosen before."""

    value: str
    title: Text
    consequence: Text | None
    plan: Plan | Unlawful
    chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that was answered: its number, the words of its answer."""

    number: int
    question: Question
    answer: Text


def kept(session: Session, catalogue: Catalogue, theme: Theme) -> dict[str, Value]:
    """Return the answers kept for a theme; what the catalogue no longer asks is left out."""
    found: dict[str, Value] = {}
    written = session.get(SESSION_KEY, {}).get(theme.id, {})
    for question in theme.questions:
        if question.element in written:
            try:
                element = catalogue.elements[question.element]
                found[question.element] = read_answer(element, written[question.element])
            except BadInput:
                continue
    return found


def keep(session: Session, theme: Theme, element: str, value: Value) -> None:
    """Keep one answer."""
    everything = session.get(SESSION_KEY, {})
    session[SESSION_KEY] = {
        **everything,
        theme.id: {**everything.get(theme.id, {}), element: written(value)},
    }


def put_off(session: Session, theme: Theme, element: str) -> None:
    """Note that an answer is not decided yet: the question stays open, and is not in the way."""
    everything = session.get(SESSION_KEY, {})
    session[SESSION_KEY] = {
        **everything,
        theme.id: {**everything.get(theme.id, {}), element: UNDECIDED},
    }


def undecided(
    session: Session, catalogue: Catalogue, theme: Theme, answers: Mapping[str, Value]
) -> Sequence[Question]:
    """Return the open questions that were put off: conditions read them as unknown."""
    written = session.get(SESSION_KEY, {}).get(theme.id, {})
    off = {element for element, text in written.items() if text == UNDECIDED}
    return [each for each in still_open(catalogue, theme, answers) if each.element in off]


def forget(session: Session, theme: Theme) -> None:
    """Drop the answers of a theme: they have become a draft."""
    everything = session.get(SESSION_KEY, {})
    session[SESSION_KEY] = {key: value for key, value in everything.items() if key != theme.id}


def still_open(
    catalogue: Catalogue, theme: Theme, answers: Mapping[str, Value]
) -> Sequence[Question]:
    """Return the questions that can still change the plan, in the order of the theme."""
    return open_questions(catalogue, theme.id, answers, None)


def plan_so_far(
    catalogue: Catalogue, theme: Theme, answers: Mapping[str, Value]
) -> Plan | Unlawful:
    """Return the plan of these answers; what is not answered yet is taken as in the reference."""
    full = {**reference_answers(theme), **answers}
    return compile_plan(catalogue, theme.id, full, reference_standing(theme))


def choices(
    catalogue: Catalogue, theme: Theme, question: Question, answers: Mapping[str, Value]
) -> Sequence[Choice]:
    """Return the possible answers with what each leads to; none for a number or words."""
    element = catalogue.elements[question.element]
    chosen = answers.get(question.element)
    found = []
    for value, title in possible(element):
        answer = read_answer(element, value)
        made = plan_so_far(catalogue, theme, {**answers, question.element: answer})
        told = question.consequences.get(KEYS.get(value, value))
        found.append(Choice(value, title, told, made, chosen == answer))
    return found


def possible(element: Element) -> Sequence[tuple[str, Text]]:
    """Return the possible answers of a yes-no or a choice as (sent value, words)."""
    if element.type is ElementType.BOOLEAN:
        return YES_NO
    if element.type is ElementType.CHOICE:
        return [(option.id, option.title) for option in element.options]
    return []


def written(value: Value) -> str:
    """Return an answer as the string that `read_answer` reads."""
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case tuple():
            return ",".join(value)
        case _:
            return str(value)


def spoken(element: Element, value: Value) -> Text:
    """Return an answer in words."""
    titles = dict(possible(element)) | {option.id: option.title for option in element.options}
    if isinstance(value, tuple):
        parts = [titles.get(each, Text(each)) for each in value]
        return Text("、".join(p.zh for p in parts), ", ".join(p.en or p.zh for p in parts))
    said = titles.get(written(value))
    return said or with_unit(Text(written(value)), element.unit)


def answered(
    catalogue: Catalogue,
    theme: Theme,
    answers: Mapping[str, Value],
    put_off: Sequence[Question] = (),
) -> Sequence[Asked]:
    """Return the answered questions in the order of the theme, numbered; also those put off."""
    asked = [q for q in theme.questions if q.element in answers or q in put_off]
    return [
        Asked(number, q, NOT_YET if q in put_off else _said(catalogue, q, answers))
        for number, q in enumerate(asked, start=1)
    ]


def _said(catalogue: Catalogue, question: Question, answers: Mapping[str, Value]) -> Text:
    return spoken(catalogue.elements[question.element], answers[question.element])
