"""Who keeps, grants, visits and receives: sources, kinds of certificate, departments, counters."""

from dataclasses import dataclass

from banhao.core.messages import Text

NOTHING = Text("")
SUPPLEMENT_ANSWER_DAYS = 10  # modelling: where a region says nothing, and in older versions


@dataclass(frozen=True, slots=True)
class Lights:
    """When the light of a limit is yellow: with so many working days left, or so many per cent.

    Overdue is red and a stopped clock has its own; no region changes that.
    """

    soon_days: int = 1
    soon_percent: int = 20


USUAL_LIGHTS = Lights()  # modelling: where a region says nothing, and in older versions


@dataclass(frozen=True, slots=True)
class DataSource:
    """Something outside that can be asked: an e-licence store, a register (共享, 核验)."""

    id: str
    title: Text
    keeper: Text
    ground: Text


@dataclass(frozen=True, slots=True)
class CertificateType:
    """A kind of licence, permit, opinion or filing receipt.

    `code`: 21-character national type code (standards.md §4.1) or "" when not known.
    `validity_years`: 0 = no end. `composite`: it carries component licences (行业综合许可证).
    """

    id: str
    title: Text
    code: str = ""
    number: str = ""
    validity_years: int = 0
    composite: bool = False


@dataclass(frozen=True, slots=True)
class Department:
    """An authority of a region by id; several items of one id count as one department."""

    id: str
    title: Text
    uscc: str = ""


@dataclass(frozen=True, slots=True)
class Counter:
    """A hall counter (综合窗口) where anything is accepted."""

    id: str
    title: Text
    address: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Reminders:
    """How many working days before an end somebody is reminded; 0 = not at all. Modelling values.

    `supplement`: the applicant's last day to answer; `after_check`: of a pledge; `certificate`: its
    validity. `light`: whether officers hear when a task of theirs turns 临期.
    """

    supplement: int = 2
    after_check: int = 3
    certificate: int = 45
    light: bool = True


NO_RULES = Reminders()  # where a region says nothing, and in older versions


@dataclass(frozen=True, slots=True)
class JointInspection:
    """联合踏勘: one visit for all members that are in the plan.

    `needs`: items that must be granted before the visit can take place (never a gated member).
    """

    id: str
    title: Text
    members: tuple[str, ...]
    needs: tuple[str, ...] = ()
