"""Filters of the portal's pages: days of a plan, parts of a theme's address, signed amounts."""

from collections.abc import Sequence
from decimal import Decimal

from django import template

from banhao.channels.portal.fields import Control
from banhao.channels.portal.planned import day_number, papers_to_bring, promised_days
from banhao.core.compiler.lanes import in_order
from banhao.core.compiler.plan import Branch, Plan

register = template.Library()


@register.filter
def days(plan: Plan) -> int:
    """The promise of a plan in working days."""
    return promised_days(plan)


@register.filter
def bring(plan: Plan) -> int:
    """How many papers the applicant brings beside the one form."""
    return papers_to_bring(plan)


@register.filter
def lanes(plan: Plan) -> Sequence[Branch]:
    """The branches of a plan in the order of its picture."""
    return in_order(plan)


@register.filter
def days_of(branch: Branch, plan: Plan) -> int:
    """The length of a branch in working days."""
    return day_number(branch.ends - branch.starts, plan)


@register.filter
def name_of(theme_id: str) -> str:
    """The second half of "<region>/<name>"."""
    return theme_id.partition("/")[2]


@register.filter
def row_of(control: Control, element: str) -> str:
    """The start of the input names of a table's row: "x-3"."""
    number = control.name.removeprefix(f"{element}-").split("-")[0]
    return f"{element}-{number}"


@register.filter
def signed(amount: Decimal) -> str:
    """+3, −2 (with a true minus)."""
    digits = f"{abs(amount).normalize():f}"
    return f"−{digits}" if amount < 0 else f"+{digits}"
