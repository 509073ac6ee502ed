"""Who a case is for, out of its form: elements say by their `role` what they are used for."""

from collections.abc import Mapping
from uuid import UUID

from banhao.apps.drafts.queries import form_values
from banhao.core.catalogue.values import Catalogue
from banhao.core.certificates.values import Holder
from banhao.core.compiler.plan import Plan
from banhao.core.forms.values import FormValue


def holder(case_id: UUID, plan: Plan, catalogue: Catalogue) -> Holder:
    """Return the holder of the certificates of a case; a person where there is no firm."""
    roles = _by_role(case_id, plan, catalogue)
    return Holder(
        name=roles.get("holder-name") or roles.get("person-name", ""),
        code=roles.get("holder-code") or roles.get("person-id", ""),
        address=roles.get("holder-address", ""),
    )


def _by_role(case_id: UUID, plan: Plan, catalogue: Catalogue) -> Mapping[str, str]:
    values = form_values(case_id)
    elements = (catalogue.elements[each.element] for each in plan.form)
    return {e.role: _text(values.get(e.id)) for e in elements if e.role}


def _text(value: FormValue | None) -> str:
    """Return the words of a text, of an address, or of a person's name."""
    if isinstance(value, dict):
        return value.get("text") or value.get("name", "")
    return value if isinstance(value, str) else ""
