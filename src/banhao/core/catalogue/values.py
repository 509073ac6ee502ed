"""The catalogue as frozen values. `load.py` makes them from text or says what is wrong.

Two levels (product.md §3): `base` says what law has; a region how it implements items in themes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from banhao.core.catalogue.faq import Faq
from banhao.core.catalogue.lives import Life
from banhao.core.catalogue.places import (
    NO_RULES,
    NOTHING,
    SUPPLEMENT_ANSWER_DAYS,
    USUAL_LIGHTS,
    CertificateType,
    Counter,
    DataSource,
    Department,
    JointInspection,
    Lights,
    Reminders,
)
from banhao.core.catalogue.ratings import RatingRules
from banhao.core.clock.values import Unit
from banhao.core.conditions.tree import Condition, Value
from banhao.core.messages import Text


class Origin(StrEnum):
    """Where a value comes from; MODELLING is shown as 示例数据."""

    STATUTE = "statute"
    GUIDE = "guide"
    MODELLING = "modelling"


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a value is what it is: statute + article, published guide, or modelling; when checked."""

    origin: Origin
    law: str = ""
    article: str = ""
    checked: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: so many days of a unit, and who says so."""

    days: Decimal
    unit: Unit
    basis: Basis


class ElementType(StrEnum):
    """Kinds of form fields (数据元)."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    MULTI_CHOICE = "multi-choice"
    ID_NUMBER = "id-number"
    USCC = "uscc"
    MOBILE = "mobile"
    ADDRESS = "address"
    PERSON = "person"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer of a choice."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Element:
    """A form field with one meaning city-wide; two items that ask for it ask once.

    `section`: enterprise, premises, people, equipment, delivery, or "item" (the asking item's own).
    `columns` only for TABLE; `options` only for choices; `minimum`/`maximum` only for numbers.
    `prefill`: ids of data sources that can fill it, in order of trial.
    `role`: what the product itself uses it for, "" = nothing: "holder-name", "holder-code",
    "holder-address" (on certificates), "person-name", "person-id" (asked of registers),
    "person-document" (who shows another document than a resident id; nobody is asked about it).
    """

    id: str
    title: Text
    type: ElementType
    section: str
    hint: Text = NOTHING
    unit: Text = NOTHING
    options: tuple[Option, ...] = ()
    columns: tuple["Element", ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    optional: bool = False
    personal: bool = False
    prefill: tuple[str, ...] = ()
    when: Condition | None = None
    role: str = ""


class WayKind(StrEnum):
    """办理方式 of a material (catalogue.md §2), in the letters of the field."""

    E_LICENCE = "E"
    SHARED_DATA = "S"
    PLEDGE = "C"
    FOLDED = "F"
    INTERNAL = "I"
    APPLICANT = "A"


@dataclass(frozen=True, slots=True)
class Way:
    """One way of getting a material. E and S name a data `source`; C says what is promised.

    `verifies_only`: the source answers yes or no (核验), it hands nothing over.
    `when`: over elements and standing; the way is open only if it holds. The loader gives E without
    `when` the standing name `e_licences`, and C without `when` the standing name `pledge`.
    `due_days`: working days after the decision until a pledge is checked.
    """

    kind: WayKind
    source: str = ""
    verifies_only: bool = False
    when: Condition | None = None
    promise: Text = NOTHING
    consequence: Text = NOTHING
    due_days: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """A paper or record an item asks for, with its ways in order of trial.

    `form_of_application`: it is an application form (FRM-*), replaced by the combined form.
    `certificate`: id of the certificate type it is, if it is one: a sibling's result then counts 0.
    `needed_when`: not needed where this does not hold. `group`: heading on the materials page.
    """

    id: str
    title: Text
    issuer: Text
    ways: tuple[Way, ...]
    original: bool = False
    form_of_application: bool = False
    certificate: str = ""
    needed_when: Condition | None = None
    may_come_later: bool = False
    group: str = ""
    hint: Text = NOTHING


class Mode(StrEnum):
    """How an item is cleared (办理模式)."""

    ORDINARY = "ordinary"
    PLEDGE = "pledge"
    FILING = "filing"
    SOLE = "sole"
    INSTANT = "instant"


class InspectionWhen(StrEnum):
    """When an item's site inspection (踏勘) is: it gates the decision, follows it, or is not."""

    BEFORE = "before"
    AFTER = "after"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class OffClock:
    """An expected procedure that stops the clock (hearing, notice, survey) and its usual length."""

    id: str
    title: Text
    usual_days: int
    unit: Unit
    basis: Basis


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Answers that make the thing unlawful: no plan, the article, and what else is possible."""

    when: Condition
    text: Text
    basis: Basis
    instead: Text


@dataclass(frozen=True, slots=True)
class Item:
    """A 事项 as law has it. `kind`: GB/T 39046 A.1 (01 permit … 20 public service).

    `limit` None: law sets none (shown as nothing, never 0). `after_inspection`: a decision must
    follow within so many working days of the visit (None: no such rule).
    `family`: items with the same family are variants of one legal item (FIRE/FIRER).
    """

    id: str
    title: Text
    kind: str
    basis: tuple[Basis, ...]
    limit: Limit | None
    results: tuple[str, ...]
    materials: tuple[str, ...]
    elements: tuple[str, ...]
    after_inspection: Limit | None = None
    off_clock: tuple[OffClock, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    remedies: Text = NOTHING
    family: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A way of clearing an item; the first whose `when` holds is used, or the one a theme names.

    `when` None: used only where a theme names it. None elsewhere: as the implementation has it.
    `materials` replaces the item's list. `basis`: who says so.
    """

    id: str
    title: Text
    when: Condition | None
    mode: Mode | None = None
    promise: Decimal | None = None
    inspection: InspectionWhen | None = None
    results: tuple[str, ...] | None = None
    materials: tuple[str, ...] | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """What it costs, in yuan, and who says so (行政许可法 58). Not known: None, never 0."""

    amount: Decimal
    basis: Basis
    text: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Implementation:
    """How one region implements one item (实施清单): authority, promise, mode, variants, ways.

    `promise` in working days. `ways` replaces the ways of a material for this item only.
    `task_code`: 实施编码 (31 characters, codes/item_code.py), "" = not known.
    """

    item: str
    authority: str
    mode: Mode
    promise: Decimal
    inspection: InspectionWhen
    basis: Basis
    variants: tuple[Variant, ...] = ()
    ways: Mapping[str, tuple[Way, ...]] | None = None
    fee: Fee | None = None
    task_code: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the way in: asks one element in plain words, says why.

    `reference`: the reference answer of the theme's figures. `consequences`: option id → words.
    """

    element: str
    title: Text
    hint: Text
    why: Text
    reference: Value
    consequences: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class ThemeItem:
    """An item inside a theme; `gate`: the composite waits for it; `listed`: it stands on it."""

    item: str
    when: Condition | None = None
    variant: str = ""
    gate: bool = True
    listed: bool = True
    section_title: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Edge:
    """An order without paper: `after` may start only when `before` is granted; with its article."""

    before: str
    after: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Baseline:
    """What it was before: the theme's comparison; no promise, not validated.

    `days`, `visits`: per item. `gap_days`: idle working days after each item, None = not modelled.
    """

    days: Mapping[str, Decimal]
    visits: Mapping[str, int]
    gap_days: Decimal | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Theme:
    """One "one thing" (一件事) of a region. `id` is "<region>/<name>"."""

    id: str
    title: Text
    summary: Text
    family: str
    stage: str
    items: tuple[ThemeItem, ...]
    questions: tuple[Question, ...]
    given: Mapping[str, Value]
    reference_standing: Mapping[str, bool]
    baseline: Baseline
    composite: str
    edges: tuple[Edge, ...] = ()
    inspections: tuple[JointInspection, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    promise: Decimal | None = None
    popular: int = 0
    online: bool = False
    faq: tuple[Faq, ...] = ()
    trade: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Region:
    """A city or district: code of GB/T 2260, its departments, implementations, themes, hours.

    `office_hours`: pairs of minutes after midnight; their sum is one working day in minutes.
    `supplement_answer_days`: working days to answer a supplement; no law sets them.
    """

    id: str
    code: str
    title: Text
    departments: Mapping[str, Department]
    counters: Mapping[str, Counter]
    implementations: Mapping[str, Implementation]
    themes: Mapping[str, Theme]
    office_hours: tuple[tuple[int, int], ...]
    supplement_answer_days: int = SUPPLEMENT_ANSWER_DAYS
    reminders: Reminders = NO_RULES
    lights: Lights = USUAL_LIGHTS

    @property
    def minutes_per_day(self) -> int:
        """Length of one working day in minutes."""
        return sum(end - start for start, end in self.office_hours)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that is offered: one version, by content hash (`version`, hex)."""

    version: str
    elements: Mapping[str, Element]
    materials: Mapping[str, Material]
    certificates: Mapping[str, CertificateType]
    sources: Mapping[str, DataSource]
    items: Mapping[str, Item]
    regions: Mapping[str, Region]
    sections: Mapping[str, Text]
    rating: RatingRules | None = None
    lives: Mapping[str, Life] = field(default_factory=dict)

    def theme(self, theme_id: str) -> Theme:
        """Return the theme "<region>/<name>". :raises KeyError: if there is none."""
        return self.regions[theme_id.partition("/")[0]].themes[theme_id]

    def region_of(self, theme_id: str) -> Region:
        """Return the region whose implementations a theme uses. :raises KeyError: if none."""
        return self.regions[theme_id.partition("/")[0]]
