"""Who is to be reminded today of which end, by the rules of a region (its catalogue)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from uuid import UUID

from banhao.apps.cases import ends
from banhao.apps.cases.ends import Ending
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.certificates import queries as certificates
from banhao.apps.organisations.queries import officers_with
from banhao.apps.papers.models import MessageRecord
from banhao.core.authority.acts import Role
from banhao.core.cases.case import BranchState
from banhao.core.catalogue.values import Region
from banhao.core.clock.local import localdate
from banhao.core.clock.working import add_working_days, working_days_between
from banhao.core.compiler.plan import Plan
from banhao.core.messages import Message, Text


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder to one account. `about`: what is due and when; the same is told once."""

    account: int
    about: str
    case: UUID
    number: str
    region: str
    message: Message


@dataclass(frozen=True, slots=True)
class _Seen:
    """A region on a day."""

    region: Region
    today: date

    def until(self, days: int) -> date:
        """Return the last end of which somebody is reminded today, so many days before."""
        return add_working_days(self.today, days, catalogues.calendar())

    def left(self, on: date) -> int:
        """Return how many working days are left until an end."""
        return working_days_between(self.today, on, catalogues.calendar())


def due_now(region: Region, now: datetime) -> Sequence[Reminder]:
    """Return the reminders of a region that are due and were not told yet."""
    seen = _Seen(region, localdate(now))
    found = list(chain(_supplements(seen), _checks(seen), _certificates(seen), _tasks(seen)))
    told = set(
        MessageRecord.objects.filter(about__in={one.about for one in found}).values_list(
            "account", "about"
        )
    )
    return [one for one in found if (one.account, one.about) not in told]


def _supplements(seen: _Seen) -> Iterator[Reminder]:
    rules = seen.region.reminders
    if not rules.supplement:
        return
    until = seen.until(rules.supplement)
    for one in ends.answers(seen.region.code, seen.today, until):
        said = Message("papers.remind.supplement", on=one.on, n=seen.left(one.on))
        yield _reminder(one, one.applicant, f"supplement/{one.case.hex}/{one.on}", said, seen)


def _checks(seen: _Seen) -> Iterator[Reminder]:
    rules = seen.region.reminders
    if not rules.after_check:
        return
    for one in ends.checks(seen.region.code, seen.today, seen.until(rules.after_check)):
        title = _material(catalogues.plan(one.plan), one.material)
        said = Message("papers.remind.after_check", material=title, on=one.on)
        about = f"check/{one.case.hex}/{one.item}/{one.material}/{one.on}"
        yield _reminder(one, one.applicant, about, said, seen)


def _certificates(seen: _Seen) -> Iterator[Reminder]:
    rules = seen.region.reminders
    if not rules.certificate:
        return
    until = seen.until(rules.certificate)
    for one in certificates.ending(seen.region.code, seen.today, until):
        said = Message("papers.remind.certificate", title=one.title, on=one.until)
        yield Reminder(
            account=one.owner,
            about=f"certificate/{one.id.hex}/{one.until}",
            case=one.case,
            number=one.case_number,
            region=seen.region.code,
            message=said,
        )


def _tasks(seen: _Seen) -> Iterator[Reminder]:
    if not seen.region.reminders.light:
        return
    for one in ends.soon(seen.region.code, seen.today):
        title = catalogues.plan(one.plan).branch(one.item).title
        said = Message(
            "papers.remind.task", item=title, on=one.on, n=seen.left(one.on), branch=one.item
        )
        about = f"task/{one.case.hex}/{one.item}/{one.state}/{one.on}"
        for officer in _officers(one, seen):
            yield _reminder(one, officer, about, said, seen)


def _officers(one: Ending, seen: _Seen) -> Sequence[int]:
    """Return whose task it is: who has taken it, else everybody whose turn it would be."""
    if one.state == BranchState.ACCEPTED and one.claimed_by:
        return [one.claimed_by]
    role = Role.EXAMINER if one.state == BranchState.ACCEPTED else Role.DECIDER
    found = officers_with(
        role=role, region=seen.region.code, department=one.department, on=seen.today
    )
    return [account for account, _ in found]


def _reminder(one: Ending, account: int, about: str, said: Message, seen: _Seen) -> Reminder:
    return Reminder(account, about, one.case, one.number, seen.region.code, said)


def _material(plan: Plan, material: str) -> Text:
    return next((each.title for each in plan.materials if each.id == material), Text(material))
