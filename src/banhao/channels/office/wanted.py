"""Which part of the task list is wanted: read from the address, written back, remembered."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import QueryDict

from banhao.apps.cases.taskcounts import Show
from banhao.apps.cases.tasklist import Place
from banhao.apps.people import queries as people
from banhao.apps.people.operations.preferences import remember
from banhao.core.authority.acts import Actor

LONGEST_NUMBER = 40
PREFERENCE = "tasks"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter, a part of a number, an item, and where the page begins (None: at the top)."""

    show: Show = Show.ALL
    number: str = ""
    after: Place | None = None
    item: str = ""

    def address(self, *, show: Show | None = None, after: Place | None = None) -> str:
        """Return the query of this list with another filter, or of a page further on."""
        place = f"{after.light}.{after.due_on}.{after.id}" if after else ""
        given = {"show": (show or self.show).value, "number": self.number, "item": self.item}
        given["after"] = place
        return "?" + urlencode({name: value for name, value in given.items() if value})


def wanted(actor: Actor, query: QueryDict, now: datetime) -> Wanted:
    """Return what the address asks for; where it names no filter, the one chosen last.

    A filter that the address names is remembered. What cannot be read is left out.
    """
    before = _show(people.preference(actor, PREFERENCE))
    number, item = (query.get(n, "").strip()[:LONGEST_NUMBER] for n in ("number", "item"))
    found = Wanted(before, number, _place(query), item)
    if "show" not in query:
        return found
    chosen = _show(query.get("show", ""))
    if chosen is not before:
        value = "" if chosen is Show.ALL else chosen.value
        remember(actor=actor, name=PREFERENCE, value=value, now=now)
    return replace(found, show=chosen)


def _show(text: str) -> Show:
    return Show(text) if text in {each.value for each in Show} else Show.ALL


def _place(query: QueryDict) -> Place | None:
    try:
        light, due_on, number = query.get("after", "").split(".")
        return Place(int(light), date.fromisoformat(due_on), int(number))
    except ValueError:
        return None
