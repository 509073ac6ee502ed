"""A supplement as the applicant reads it: what is wrong, an example of right, what is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from banhao.apps.cases import notes
from banhao.apps.cases import queries as cases
from banhao.apps.cases.noting import Shown, shown
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import corrections
from banhao.apps.files import queries as files
from banhao.channels.portal.fields import Field, Sheet, fields_of
from banhao.core.authority.acts import Act, Actor
from banhao.core.cases.case import Case
from banhao.core.cases.dates import answer_due
from banhao.core.cases.events import SupplementAsked
from banhao.core.cases.turns import About, Supplement
from banhao.core.catalogue.values import Element
from banhao.core.clock.local import localdate
from banhao.core.clock.values import Due
from banhao.core.clock.working import working_days_between
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotFound
from banhao.core.forms.values import FormProblem
from banhao.core.messages import Message, Text


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to put right: what several items say of it stands together.

    `field`: of a form element; `uploads`: files of a material since it was asked.
    """

    number: int
    about: str
    title: Text
    lines: Sequence[Shown]
    field: Field | None
    uploads: Sequence[files.Upload]
    done: bool

    @property
    def input(self) -> str:
        """Return the id of its file input."""
        return f"f-{self.about}"


@dataclass(frozen=True, slots=True)
class Answering:
    """The page of a supplement that waits for its answer."""

    case: Case
    plan: Plan
    due: Due
    left: int
    asked: Sequence[Asked]

    @property
    def open(self) -> int:
        """Return how many things are not done yet."""
        return sum(1 for one in self.asked if not one.done)

    @property
    def papers(self) -> Sequence[Asked]:
        """Return what is to be handed in."""
        return [one for one in self.asked if one.field is None]

    @property
    def fields(self) -> Sequence[Asked]:
        """Return what is to be corrected in the form."""
        return [one for one in self.asked if one.field is not None]


def answering(
    actor: Actor, case_id: UUID, now: datetime, problems: Sequence[FormProblem] = ()
) -> Answering:
    """Return the page for the applicant or their clerk. :raises NotFound: nothing waits."""
    case, plan = cases.case(actor, case_id, Act.ANSWER_SUPPLEMENT, now)
    calendar, supplement = catalogues.calendar(), case.turns.supplement
    due = answer_due(case, calendar)
    if due is None or supplement is None:
        raise NotFound(Message("case.not_asked"))
    left = working_days_between(localdate(now), due.on, calendar)
    return Answering(case, plan, due, left, _asked(case, plan, supplement, problems))


def told(page: Answering, problems: Sequence[FormProblem]) -> Sequence[tuple[str, Message]]:
    """Return (input, words) for the summary of what is wrong."""
    titles = {one.about: one.title for one in page.asked}
    return [
        (p.field, Message("portal.problem", what=titles[p.element], why=p.message))
        for p in problems
    ]


def summary(case: Case, plan: Plan, due: date | None) -> dict[str, object] | None:
    """Return what the page of a case says of its supplement; None: none was served."""
    supplement = case.turns.supplement
    if supplement is None or supplement.served_on is None:
        return None
    return {
        "lines": shown(plan, notes.asked(case)),
        "asked_on": supplement.served_on,
        "answered_on": supplement.answered_on,
        "due_on": due,
    }


def _asked(
    case: Case, plan: Plan, supplement: Supplement, problems: Sequence[FormProblem]
) -> Sequence[Asked]:
    grouped: dict[tuple[About, str], list[Shown]] = {}
    ordered = sorted(shown(plan, notes.asked(case)), key=lambda one: one.line.kind, reverse=True)
    for each in ordered:
        grouped.setdefault((each.line.kind, each.line.about), []).append(each)
    fields = _fields(case, plan, supplement, problems)
    corrected, asked_at = corrections.correction(case.id).values, _asked_at(case.id)
    return [
        Asked(
            number,
            about,
            lines[0].title,
            lines,
            fields.get(about) if kind is About.ELEMENT else None,
            _since(case.id, about, asked_at) if kind is About.MATERIAL else (),
            about in (corrected if kind is About.ELEMENT else supplement.supplied),
        )
        for number, ((kind, about), lines) in enumerate(grouped.items(), start=1)
    ]


def _fields(
    case: Case, plan: Plan, supplement: Supplement, problems: Sequence[FormProblem]
) -> Mapping[str, Field]:
    elements: Sequence[Element] = corrections.elements_of(plan, supplement.elements)
    typed = corrections.fields(case.id, elements)
    sheet = Sheet(typed=typed, problems=problems, region=case.region)
    return {field.element.id: field for field in fields_of(elements, sheet)}


def _since(case_id: UUID, material: str, asked_at: datetime) -> Sequence[files.Upload]:
    """Return the files that came since it was asked; those before stay what was filed."""
    return [each for each in files.uploads(case_id, material) if each.at > asked_at]


def _asked_at(case_id: UUID) -> datetime:
    rows = [row.at for row, event in cases.history(case_id) if isinstance(event, SupplementAsked)]
    return rows[-1]
