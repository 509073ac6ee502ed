"""Compiling a draft's plan again: after other answers, another form, another catalogue.

Called inside the transactions of `operations`; nothing here opens one.
"""

from collections.abc import Mapping
from datetime import datetime

from banhao.apps.catalogues import operations as catalogue_operations
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import forms, plans
from banhao.apps.drafts.draft import Change, change_between
from banhao.apps.drafts.models import DraftRecord
from banhao.apps.evidence import operations as evidence
from banhao.core.catalogue.values import Catalogue
from banhao.core.compiler.answers import asked_elements
from banhao.core.compiler.plan import Plan, Standing
from banhao.core.conditions.tree import Value
from banhao.core.errors import Refusal
from banhao.core.forms.values import Fields, Reading


def follow_form(row: DraftRecord, reading: Reading, fields: Fields, now: datetime) -> Reading:
    """Compile again if a question of the theme was answered otherwise in the form."""
    own = catalogues.catalogue(row.catalogue_version)
    said = forms.new_answers(reading, asked_elements(own, own.theme(row.theme)))
    before, _ = plans.still_known(own, row.theme, row.answers)
    if all(before.get(name) == value for name, value in said.items()):
        return reading
    try:
        kept, dropped = plans.still_known(catalogues.published(), row.theme, row.answers)
        compile_again(row, {**kept, **said}, row.to_draft().standing, dropped, now)
    except Refusal as refusal:
        return forms.refused(reading, refusal, fields, said)
    return reading


def compile_again(
    row: DraftRecord,
    answers: Mapping[str, Value],
    standing: Standing,
    dropped: tuple[str, ...],
    now: datetime,
) -> Change:
    """Compile with the published catalogue, fit form and slots to the plan; say what changed."""
    catalogue, old = catalogues.published(), catalogues.plan(row.plan)
    new_version = row.catalogue_version != catalogue.version
    plan = plans.compiled(catalogue, row.theme, answers, standing)
    keep(row, catalogue, plan, answers, now)
    forms.take_answers(row.id, plan)
    return change_between(old, plan, dropped=dropped, new_version=new_version)


def keep(
    row: DraftRecord, catalogue: Catalogue, plan: Plan, answers: Mapping[str, Value], now: datetime
) -> None:
    """Keep the plan, point the draft at it and fit its slots."""
    row.plan = catalogue_operations.keep_plan(plan)
    row.catalogue_version = catalogue.version
    row.answers = plans.to_plain(answers)
    row.standing = plans.standing_to_plain(plan.standing)
    row.updated_at = now
    row.save()
    evidence.prepare_slots(subject=row.id, plan=plan, plan_hash=row.plan, now=now)
