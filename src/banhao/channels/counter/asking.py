"""The questions of a theme on one page, as a clerk reads them out; what was answered comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from banhao.apps.catalogues import queries as catalogues
from banhao.core.authority.acts import Act, Actor
from banhao.core.authority.rules import offices_for
from banhao.core.catalogue.values import Catalogue, ElementType, Question, Region, Theme
from banhao.core.clock.local import localdate
from banhao.core.compiler.answers import STANDING_NAMES, read_answer
from banhao.core.compiler.compile import situate
from banhao.core.compiler.plan import Standing
from banhao.core.compiler.questions import open_names, open_questions
from banhao.core.conditions.tree import Value
from banhao.core.errors import BadInput, NotFound
from banhao.core.messages import Message, Text

YES_NO = (("yes", Text("是", "Yes")), ("no", Text("否", "No")))
STANDING = "s-"  # before the names of what the applicant's standing is


class Posted(Protocol):
    """What was sent: all strings of a name."""

    def getlist(self, key: str) -> list[str]:
        """Return what was sent under a name, none if nothing was."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on the page. `kind`: radio, checkbox or text; `given`: what was sent."""

    name: str
    title: Text | Message
    hint: Text | Message
    kind: str
    choices: Sequence[tuple[str, Text]]
    unit: Text
    given: Sequence[str]
    problem: Message | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """All questions that matter so far. `answers`, `standing`: what was understood."""

    theme: Theme
    region: Region
    asked: Sequence[Asked]
    answers: Mapping[str, Value]
    standing: Standing

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask."""
        return not any(one.problem for one in self.asked)


def offered(actor: Actor, now: datetime) -> Sequence[tuple[Region, Sequence[tuple[str, Theme]]]]:
    """Return the regions that the clerk serves with their themes by name, most used first."""
    return [
        (region, [(theme.id.partition("/")[2], theme) for theme in _by_use(region)])
        for region in catalogues.published().regions.values()
        if region.themes and _serves(actor, region, now)
    ]


def _by_use(region: Region) -> Sequence[Theme]:
    return sorted(region.themes.values(), key=lambda theme: -theme.popular)


def theme_of(actor: Actor, region: str, name: str, now: datetime) -> tuple[Catalogue, Theme]:
    """Return a theme that the clerk may take in. :raises NotFound: if there is none."""
    catalogue = catalogues.published()
    found = catalogue.regions.get(region)
    theme = found.themes.get(f"{region}/{name}") if found else None
    if found is None or theme is None or not _serves(actor, found, now):
        raise NotFound(Message("counter.no_theme"))
    return catalogue, theme


def sheet(catalogue: Catalogue, theme: Theme, posted: Posted, *, sent: bool) -> Sheet:
    """Return the questions with what was sent; `sent`: one that is still open is a problem."""
    answers, problems = _understood(catalogue, theme, posted)
    still = {question.element for question in open_questions(catalogue, theme.id, answers, None)}
    missing = Message("counter.choose_one") if sent else None
    questions = [
        _asked(catalogue, question, posted, problems.get(question.element) or missing)
        if question.element in still
        else _asked(catalogue, question, posted, None)
        for question in theme.questions
        if question.element in still or question.element in answers
    ]
    matters = _matters(catalogue, theme, answers)
    standing = [_standing(name, posted, missing) for name in matters]
    held = {one.name.removeprefix(STANDING): one.given == ["yes"] for one in standing}
    return Sheet(
        theme,
        catalogue.region_of(theme.id),
        [*questions, *standing],
        answers,
        Standing(**{name: held.get(name, False) for name in STANDING_NAMES}),
    )


def _serves(actor: Actor, region: Region, now: datetime) -> bool:
    offices = offices_for(actor, Act.FILE_FOR_WALK_IN, localdate(now))
    return any(office.region in {"", region.code} for office in offices)


def _understood(
    catalogue: Catalogue, theme: Theme, posted: Posted
) -> tuple[dict[str, Value], dict[str, Message]]:
    answers: dict[str, Value] = {}
    problems: dict[str, Message] = {}
    for question in theme.questions:
        sent = ",".join(filter(None, posted.getlist(question.element)))
        if not sent:
            continue
        try:
            answers[question.element] = read_answer(catalogue.elements[question.element], sent)
        except BadInput:
            problems[question.element] = Message("counter.not_an_answer")
    return answers, problems


def _asked(
    catalogue: Catalogue, question: Question, posted: Posted, problem: Message | None
) -> Asked:
    element = catalogue.elements[question.element]
    kinds = {ElementType.BOOLEAN: "radio", ElementType.CHOICE: "radio"}
    kind = "checkbox" if element.type is ElementType.MULTI_CHOICE else kinds.get(element.type)
    options = [(option.id, option.title) for option in element.options]
    return Asked(
        element.id,
        question.title,
        question.hint,
        kind or "text",
        YES_NO if element.type is ElementType.BOOLEAN else options,
        element.unit,
        posted.getlist(element.id),
        problem,
    )


def _matters(catalogue: Catalogue, theme: Theme, answers: Mapping[str, Value]) -> Sequence[str]:
    """Return the names of the standing on which this plan still depends."""
    names = open_names(situate(catalogue, theme, answers, None))
    return [name for name in STANDING_NAMES if name in names]


def _standing(name: str, posted: Posted, missing: Message | None) -> Asked:
    key = STANDING + name
    given = [one for one in posted.getlist(key) if one in {"yes", "no"}][:1]
    return Asked(
        key,
        Message(f"counter.standing.{name}"),
        Message(f"counter.standing.{name}.hint"),
        "radio",
        YES_NO,
        Text(""),
        given,
        None if given else missing,
    )
