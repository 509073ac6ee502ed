"""From an event of a case to the service that may be rated, and its digests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from banhao.apps.cases import queries as cases
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.vault import queries as vault
from banhao.core.cases.case import Channel
from banhao.core.cases.events import Event, Submitted
from banhao.core.catalogue.ratings import RatingRules
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotFound
from banhao.core.messages import Message
from banhao.core.ratings.occasions import occasion_of
from banhao.core.ratings.values import Occasion

SPACE = UUID("5c1f2f0e-6f0b-4f57-9d2c-6d0a3c1b7e55")  # of the names of the keys, never another


@dataclass(frozen=True, slots=True)
class Service:
    """A service that may be rated, with what its page says."""

    occasion: Occasion
    plan: Plan
    number: str


def rules() -> RatingRules:
    """Return the rules in force. :raises NotFound: if this city asks for no ratings."""
    found = catalogues.published().rating
    if found is None:
        raise NotFound(Message("rating.none"))
    return found


def are_asked() -> bool:
    """Return whether this city asks for ratings at all."""
    return bool(catalogues.published_version()) and catalogues.published().rating is not None


def service(case_id: UUID, seq: int) -> Service:
    """Return the service that one event did. :raises NotFound: if it did none."""
    found = [one for one in services(case_id) if one.occasion.seq == seq]
    if not found:
        raise NotFound(Message("rating.no_link"))
    return found[0]


def services(case_id: UUID) -> Sequence[Service]:
    """Return all services of a case that may be rated, the latest first."""
    events = [(row.seq, localdate(row.at), event) for row, event in cases.history(case_id)]
    if not events:
        return []
    case = cases.cases_by_id([case_id])[case_id]
    plan, came_in = catalogues.plan(case.plan), _channel(events)
    found = [
        occasion_of(event, seq=seq, on=on, case=case, plan=plan, came_in=came_in)
        for seq, on, event in events
    ]
    return [Service(one, plan, case.number) for one in reversed(found) if one is not None]


def digest(occasion: Occasion, purpose: str) -> str:
    """Return the keyed digest of an occasion. :raises NotFound: if the key of the case is gone."""
    return vault.keyed_digest(occasion.case, f"{purpose} {occasion.seq}".encode())


def key_of(region: str, period: date) -> UUID:
    """Return the subject whose key seals the ratings of a region's month."""
    return uuid5(SPACE, f"{region} {period.isoformat()}")


def _channel(events: Sequence[tuple[int, date, Event]]) -> Channel:
    return next((e.channel for _, _, e in events if isinstance(e, Submitted)), Channel.PORTAL)
