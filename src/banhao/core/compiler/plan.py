"""What the compiler makes: a plan (套餐) or a refusal with its article.

A plan has no dates: `starts` and `ends` are working minutes after the acceptance of the case,
`minutes_per_day` of them to a working day. Same input → same bytes (`writers.to_json`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from banhao.core.catalogue.places import NOTHING
from banhao.core.catalogue.values import Basis, InspectionWhen, Limit, Mode, OffClock, Way, WayKind
from banhao.core.conditions.tree import Value
from banhao.core.messages import Text


@dataclass(frozen=True, slots=True)
class Standing:
    """申请人条件: pledge wanted and allowed, e-licences held, premises registered, by an agent.

    The field names are names of the condition language, beside the element ids.
    """

    pledge: bool
    e_licences: bool
    premises_registered: bool
    by_agent: bool


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a derivation: what it is about (ids), and how much it adds (may be negative)."""

    code: str
    about: tuple[str, ...]
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that can be recounted: the sum of its terms is the value."""

    value: Decimal
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Savings:
    """四减 against the theme's baseline. `days_naive_with_gaps` None: no gap is modelled."""

    materials_naive: Figure
    materials_merged: Figure
    materials_proof_free: Figure
    forms_naive: Figure
    days_naive: Figure
    days_naive_with_gaps: Figure | None
    days_planned: Figure
    visits_naive: Figure
    visits_planned: Figure
    departments: Figure
    licences_naive: Figure
    licences_planned: Figure


@dataclass(frozen=True, slots=True)
class FormElement:
    """An element on the one form: who reads it (item ids), in which section it stands."""

    element: str
    section: str
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanMaterial:
    """A material on the one list. `way`: the first way open to this standing; `ways`: all open
    ones in order of trial; `for_items`: who reads it; `from_item`: the sibling whose result it is.
    `form_of_application`: the one form replaces it. The ways carry no conditions: these are open.
    """

    id: str
    title: Text
    way: WayKind
    ways: tuple[Way, ...]
    for_items: tuple[str, ...]
    from_item: str = ""
    form_of_application: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch (分办件) of the plan: one item inside the one thing. Times in working minutes.

    `needs`: items that must be granted first. `limit` None: law sets none. `slack` 0 = critical.
    `after_visit`: where `after_inspection` asks for the decision sooner than `ends` if the visit
    takes place as planned: that moment. Information; the limit itself runs from the real visit.
    """

    item: str
    title: Text
    kind: str
    department: str
    department_title: Text
    mode: Mode
    variant: str
    inspection: InspectionWhen
    starts: int
    ends: int
    slack: int
    needs: tuple[str, ...]
    gate: bool
    listed: bool
    limit: Limit | None
    after_inspection: Limit | None
    results: tuple[str, ...]
    materials: tuple[str, ...]
    elements: tuple[str, ...]
    off_clock: tuple[OffClock, ...]
    basis: tuple[Basis, ...]
    remedies: Text = NOTHING
    after_visit: int | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """An inspection: `gated` members decide only after it; `reusing` take over its record.

    An item that is inspected before its decision and is in no joint inspection has one of its own,
    with the item's id. `at`: working minutes after acceptance, inside every gated member's bar;
    planned, not binding.
    """

    id: str
    title: Text
    gated: tuple[str, ...]
    reusing: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One form, one list, one plan (套餐), with its savings. Pinned by a case by content hash."""

    theme: str
    title: Text
    region: str
    catalogue_version: str
    minutes_per_day: int
    answers: Mapping[str, Value]
    standing: Standing
    branches: tuple[Branch, ...]
    visits: tuple[Visit, ...]
    form: tuple[FormElement, ...]
    sections: Mapping[str, Text]
    materials: tuple[PlanMaterial, ...]
    promise: int
    joint_limit: Limit
    composite: str
    composite_lists: tuple[str, ...]
    savings: Savings

    def branch(self, item: str) -> Branch:
        """Return the branch of an item. :raises KeyError: if the plan has none."""
        for branch in self.branches:
            if branch.item == item:
                return branch
        raise KeyError(item)


@dataclass(frozen=True, slots=True)
class Unlawful:
    """No plan: these answers make the thing unlawful; the article, and what else is possible."""

    text: Text
    basis: Basis
    instead: Text
    because: tuple[str, ...]
