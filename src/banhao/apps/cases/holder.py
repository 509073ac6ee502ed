"""Who a case is for, out of its form: elements say by their `role` what they are used for."""

from collections.abc import Mapping
from uuid import UUID

from banhao.apps.cases.models import CaseRecord
from banhao.apps.drafts.queries import asked_values
from banhao.core.catalogue.values import Catalogue
from banhao.core.certificates.values import Holder, HolderKind
from banhao.core.compiler.plan import Plan
from banhao.core.forms.values import FormValue


def holder(case_id: UUID, plan: Plan, catalogue: Catalogue) -> Holder:
    """Return the holder of the certificates of a case; a person where there is no firm.

    Only what the form asks counts: a number that was typed before another document was chosen is
    nobody's. The uscc is that of the form, or of the firm that the case was filed for; a firm
    without one is told apart by the document of who signs for it.
    """
    roles = _by_role(case_id, plan, catalogue)
    firm, code = roles.get("holder-name", ""), roles.get("holder-code") or _firm(case_id)
    without = HolderKind.NEW_FIRM if firm else HolderKind.PERSON
    return Holder(
        name=firm or roles.get("person-name", ""),
        code=code or roles.get("person-id") or roles.get("person-document", ""),
        address=roles.get("holder-address", ""),
        kind=HolderKind.FIRM if code else without,
    )


def _firm(case_id: UUID) -> str:
    return CaseRecord.objects.values_list("firm", flat=True).get(id=case_id)


def _by_role(case_id: UUID, plan: Plan, catalogue: Catalogue) -> Mapping[str, str]:
    values = asked_values(case_id, plan, catalogue)
    elements = (catalogue.elements[each.element] for each in plan.form)
    return {e.role: _text(values[e.id]) for e in elements if e.role and e.id in values}


def _text(value: FormValue) -> str:
    """Return the words of a text, of an address, or of a person's name."""
    if isinstance(value, dict):
        return value.get("text") or value.get("name", "")
    return value if isinstance(value, str) else ""
