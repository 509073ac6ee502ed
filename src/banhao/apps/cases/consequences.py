"""What events mean for other slices, in the same transaction: certificates, after-checks."""

from datetime import datetime
from uuid import UUID

from banhao.apps.cases.holder import holder
from banhao.apps.cases.ledger import Recorded
from banhao.apps.cases.models import CaseRecord
from banhao.apps.catalogues.queries import catalogue
from banhao.apps.certificates.operations import issue
from banhao.apps.pledges.operations import open_check
from banhao.core.cases.consequences import certificate_id
from banhao.core.cases.events import (
    AfterCheckOpened,
    CertificateIssued,
)
from banhao.core.catalogue.values import Theme
from banhao.core.messages import Text


def carry_out(done: Recorded, *, now: datetime) -> None:
    """Issue what was issued and open the checks that were opened. Call it inside a transaction."""
    for event in done.events:
        match event:
            case CertificateIssued():
                _issue(done, event, now)
            case AfterCheckOpened(item=item, material=material, due_days=days):
                open_check(case=done.case.id, item=item, material=material, due_days=days, now=now)
            case _:
                pass


def _issue(done: Recorded, event: CertificateIssued, now: datetime) -> None:
    case, plan = done.case, done.plan
    offer = catalogue(plan.catalogue_version)
    region = offer.region_of(plan.theme)
    department = plan.branch(event.item).department if event.item else _lead(done)
    issue(
        certificate=event.certificate,
        case=case.id,
        case_number=case.number,
        owner=CaseRecord.objects.values_list("applicant", flat=True).get(id=case.id),
        kind=offer.certificates[event.type],
        item=event.item,
        issuer=region.departments[department],
        region=case.region,
        holder=holder(case.id, plan, offer),
        trade=_trade(offer.theme(plan.theme)),
        issued_on=event.effective_on,
        now=now,
        components=() if event.item else _components(done),
        replaces=None if event.item else _before(done, event),
    )


def _trade(theme: Theme) -> Text:
    """Return what the composite is for, as printed on it."""
    return theme.trade if theme.trade.zh else theme.title


def _before(done: Recorded, event: CertificateIssued) -> UUID | None:
    """Return the version of the composite that this one replaces, None for the first."""
    version = done.case.composite - 1
    return certificate_id(done.case.id, "", event.type, version) if version else None


def _lead(done: Recorded) -> str:
    """The composite is issued by the department of the first branch that stands on it."""
    return next(b.department for b in done.plan.branches if b.listed)


def _components(done: Recorded) -> tuple[UUID, ...]:
    return tuple(
        certificate_id(done.case.id, branch.item, kind)
        for branch in done.plan.branches
        if branch.listed
        for kind in branch.results
    )
