"""What stands in the journal of a case, for tests: by kind, one event at a time."""

from uuid import UUID

from banhao.apps.cases.models import EventRecord
from banhao.apps.cases.queries import Written, history
from banhao.core.cases.events import Event


def entered(case_id: UUID, kind: str) -> list[tuple[Written, Event]]:
    """Return the events of a kind, in order, with where they stand and who wrote them."""
    return [pair for pair in history(case_id) if pair[0].kind == kind]


def told() -> str:
    """Return everything that the journals of all cases hold, as one text."""
    return " ".join(EventRecord.objects.values_list("data", flat=True))


def kinds(case_id: UUID) -> list[str]:
    """Return the kinds of all events, in order."""
    return [written.kind for written, _ in history(case_id)]
