"""Before → after with the derivation of every number, so that a sceptic can recount (四减)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from banhao.core.catalogue.values import Catalogue
from banhao.core.compiler.plan import Figure, Plan, Term
from banhao.core.messages import Message, Text

ONE = Figure(Decimal(1), ())


@dataclass(frozen=True, slots=True)
class Line:
    """One term of a derivation: what it says, about what, how much it adds (signed)."""

    what: Message
    about: Sequence[Text]
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Step:
    """One number of a saving with its lines: "L1", 25, …"""

    title: Message
    value: Decimal
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Saving:
    """One saving: `kind` names its words; `share`: the second bar in per cent of the first."""

    kind: str
    was: Decimal
    now: Decimal
    share: str
    steps: Sequence[Step]

    @property
    def title(self) -> Message:
        """Return what is saved."""
        return Message(f"portal.saving.{self.kind}")

    @property
    def cut(self) -> Message:
        """Return how much less it is, or that nothing changed."""
        if self.was <= self.now:
            return Message("portal.saving.same")
        return Message(f"portal.saving.{self.kind}.cut", n=self.was - self.now)

    @property
    def was_words(self) -> Message:
        """Return the number before with its unit."""
        return Message(f"portal.saving.{self.kind}.was", n=self.was)

    @property
    def now_words(self) -> Message:
        """Return the number now with its unit."""
        return Message(f"portal.saving.{self.kind}.now", n=self.now)


def savings_of(plan: Plan, catalogue: Catalogue) -> Sequence[Saving]:
    """Return materials, days, visits, forms and licences, before and after."""
    s = plan.savings
    titles = titles_of(plan, catalogue)
    before = [("days", s.days_naive)]
    if s.days_naive_with_gaps is not None:
        before.append(("days_gaps", s.days_naive_with_gaps))
    table: list[tuple[str, list[tuple[str, Figure]]]] = [
        ("materials", [("naive", s.materials_naive), ("merged", s.materials_merged),
                       ("proof_free", s.materials_proof_free)]),
        ("days", [*before, ("planned", s.days_planned)]),
        ("visits", [("visits", s.visits_naive), ("visits_planned", s.visits_planned)]),
        ("licences", [("licences", s.licences_naive), ("licences_planned", s.licences_planned)]),
        ("forms", [("forms", s.forms_naive), ("forms_planned", ONE)]),
    ]  # fmt: skip
    return [_saving(kind, figures, titles) for kind, figures in table]


def titles_of(plan: Plan, catalogue: Catalogue) -> Mapping[str, Text]:
    """Return the title of every id that a derivation of this plan can speak of."""
    found: dict[str, Text] = {
        key: value.title
        for group in (catalogue.elements, catalogue.certificates, catalogue.items)
        for key, value in group.items()
    }
    found |= {key: value.title for key, value in catalogue.materials.items()}
    found |= {d.id: d.title for d in catalogue.region_of(plan.theme).departments.values()}
    found |= {visit.id: visit.title for visit in plan.visits}
    return found | {branch.item: branch.title for branch in plan.branches}


def _saving(
    kind: str, figures: list[tuple[str, Figure]], titles: Mapping[str, Text]
) -> Saving:  # fmt: skip
    was = max(figure.value for _, figure in figures[:-1])
    now = figures[-1][1].value
    steps = [
        Step(Message(f"portal.step.{name}"), figure.value, [_line(t, titles) for t in figure.terms])
        for name, figure in figures
    ]
    return Saving(kind, was, now, f"{now / was:.1%}" if was else "100%", steps)


def _line(term: Term, titles: Mapping[str, Text]) -> Line:
    about = [titles.get(each, Text(each)) for each in term.about]
    return Line(Message(f"portal.term.{term.code}"), about, term.amount)
