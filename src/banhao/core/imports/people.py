"""Officers and their posts: one row is a person, and one post of theirs if a role is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from banhao.core.authority.acts import Role
from banhao.core.errors import BadInput
from banhao.core.imports.cells import day
from banhao.core.imports.sheet import Row
from banhao.core.messages import Message

ROLES: Mapping[str, Role] = {
    "窗口": Role.CLERK, "综窗": Role.CLERK, "综合窗口": Role.CLERK, "窗口人员": Role.CLERK,
    "审查": Role.EXAMINER, "审查人": Role.EXAMINER,
    "决定": Role.DECIDER, "决定人": Role.DECIDER,
    "踏勘": Role.INSPECTOR, "踏勘人": Role.INSPECTOR, "踏勘人员": Role.INSPECTOR,
    "负责人": Role.HEAD, "审批负责人": Role.HEAD,
    "目录编辑": Role.EDITOR, "编辑": Role.EDITOR, "事项编辑": Role.EDITOR,
    "监督": Role.SUPERVISOR, "监督人员": Role.SUPERVISOR,
    "管理员": Role.ADMINISTRATOR, "地区管理员": Role.ADMINISTRATOR,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """What a row says. `role` None: only an account. `department`, `counter`: slugs or ""."""

    email: str
    name: str
    phone: str
    region: str
    role: Role | None
    department: str
    counter: str
    since: date
    until: date | None

    @property
    def about(self) -> str:
        """Return who it is, for the person who has brought the table."""
        return f"{self.name} {self.email}"


def read(row: Row, today: date) -> Person:
    """Return what a row says. :raises BadInput: naming the column that is wrong."""
    row.need("email", "name", "region")
    since = day(row, "since") or today
    return Person(
        email=row["email"].casefold(),
        name=row["name"],
        phone=row["phone"],
        region=row["region"],
        role=_role(row),
        department=row["department"],
        counter=row["counter"],
        since=since,
        until=day(row, "until"),
    )


def _role(row: Row) -> Role | None:
    said = "".join(row["role"].split())
    if not said:
        return None
    found = ROLES.get(said) or next((role for role in Role if role.value == said.casefold()), None)
    if found is None:
        raise BadInput(Message("imports.role_unknown", found=said), field="role")
    return found
