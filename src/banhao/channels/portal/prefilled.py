"""What others already know for the form: registers that were asked, the account, the firm."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from banhao.apps.drafts.draft import Draft
from banhao.apps.evidence import queries as evidence
from banhao.apps.organisations.queries.firms import firm_names
from banhao.apps.people import queries as people
from banhao.core.catalogue.values import Catalogue, Element, ElementType
from banhao.core.clock.local import localdate
from banhao.core.forms.registers import inputs_of, is_same
from banhao.core.forms.values import Facts, FormValue
from banhao.core.messages import Text

ACCOUNT = Text("您的账户", "your account")
FIRM = Text("您登记的单位", "your registered firm")
NOBODY = Text("")


@dataclass(frozen=True, slots=True)
class Known:
    """A value for one element: its words, its inputs, who says so, since when it is known.

    `keeper`: who can put the register right, "" for one's own account.
    """

    value: str
    inputs: Mapping[str, list[str]]
    source: Text
    keeper: Text
    at: datetime

    def says(self, element: Element, value: FormValue | None) -> bool:
        """Return whether the form already says the same."""
        return value is not None and is_same(element, value, self.value)


def known_values(
    draft: Draft, elements: Iterable[Element], catalogue: Catalogue, now: datetime
) -> Mapping[str, Known]:
    """Return element id → what is known for it; a register is believed before the account."""
    elements = list(elements)
    facts = Facts(localdate(now))
    found: dict[str, Known] = {}
    own = _own(draft, elements)
    asked = evidence.prefills(draft.id)
    for element in elements:
        if prefill := asked.get(element.id):
            source = catalogue.sources[prefill.source]
            value, at = prefill.value, prefill.at or draft.started_at
            title, keeper = source.title, source.keeper
        elif element.id in own:
            value, title = own[element.id]
            keeper, at = NOBODY, now
        else:
            continue
        if inputs := inputs_of(element, value, facts):
            found[element.id] = Known(value, inputs, title, keeper, at)
    return found


def _own(draft: Draft, elements: Iterable[Element]) -> dict[str, tuple[str, Text]]:
    """Return what the account of the applicant, and the firm it is for, give."""
    account = people.account(draft.applicant)
    found: dict[str, tuple[str, Text]] = {}
    firm = firm_names([draft.firm]).get(draft.firm, "") if draft.firm else ""
    by_role = {"holder-code": (draft.firm, FIRM), "holder-name": (firm, FIRM)}
    by_role["person-name"] = (account.display_name, ACCOUNT)
    phone = account.phone
    for element in elements:
        if by_role.get(element.role, ("", FIRM))[0]:
            found[element.id] = by_role[element.role]
        elif element.type is ElementType.MOBILE and phone:  # the first one asks where to send news
            found[element.id], phone = (phone, ACCOUNT), ""
    return found
