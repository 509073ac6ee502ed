"""Names in lists: applicants masked, officers in full, read for all rows at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from banhao.apps.organisations.queries.firms import firm_names
from banhao.apps.people import queries as people
from banhao.apps.people.accounts import Account
from banhao.core.certificates.masking import firm_name, person_name


class Row(Protocol):
    """What is read of a case: a line of a list, or a row."""

    @property
    def id(self) -> UUID:
        """Return the id of the case."""

    @property
    def applicant(self) -> int:
        """Return the applicant's account."""

    @property
    def firm(self) -> str:
        """Return the uscc of the firm it is for, or ""."""


@dataclass(frozen=True, slots=True)
class Names:
    """Firms by uscc, and accounts by id: applicants and officers."""

    firms: Mapping[str, str]
    accounts: Mapping[int, Account]

    def applicant(self, case: Row, *, firms_in_full: bool = False) -> str:
        """Return whom a case is for. Names of firms are public, but lists are for all eyes."""
        firm = self.firms.get(case.firm)
        if firm is None:
            return person_name(self.accounts[case.applicant].display_name)
        return firm if firms_in_full else firm_name(firm)

    def officer(self, number: int | None) -> str:
        """Return the name of an officer."""
        known = self.accounts.get(number or 0)
        return known.display_name if known else "—"


def names_of(cases: Sequence[Row], officers: Collection[int] = ()) -> Names:
    """Return the names of all applicants and officers, in two statements."""
    persons = {case.applicant for case in cases} | set(officers)
    firms = {case.firm for case in cases if case.firm}
    return Names(firm_names(firms) if firms else {}, people.accounts(persons) if persons else {})


def applicants(cases: Sequence[Row], *, firms_in_full: bool = False) -> Mapping[UUID, str]:
    """Return case → the name of the firm, or the masked name of the person, that it is for.

    Firms are masked, too, unless wanted in full.
    """
    names = names_of(cases)
    return {case.id: names.applicant(case, firms_in_full=firms_in_full) for case in cases}
