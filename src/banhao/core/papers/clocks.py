"""What the papers about a clock say: a special procedure stops it, an extension moves its end."""

from banhao.core.cases.events import Extended, ProcedureStarted
from banhao.core.cases.stops import names_of_stops
from banhao.core.clock.values import Unit
from banhao.core.messages import Message, Text
from banhao.core.papers.kinds import SORTS, Kind
from banhao.core.papers.values import About, Sheet


def sheet(kind: Kind, event: ProcedureStarted | Extended, about: About) -> Sheet:
    """Return what the paper says, with the words that the officer wrote as its last fact."""
    article = SORTS[kind].article
    match event:
        case ProcedureStarted(item=item, kind=what, days=days, unit=unit, effective_on=on):
            code = "paper.procedure.days" if unit is Unit.DAY else "paper.procedure.working_days"
            name = names_of_stops(about.plan).get(what, Text(what))
            title = about.plan.branch(item).title
            body = [Message("paper.procedure", item=title, what=name, on=on), Message(code, n=days)]
        case Extended(item=item, days=days):
            title = about.plan.branch(item).title if item else about.plan.title
            body = [Message("paper.extended", item=title, n=days)]
    said = about.said.get("reason", "")
    facts = ((Message("paper.fact.reason"), said),) if said else ()
    return Sheet(body=tuple(body), facts=(*about.of_case, *facts), article=article)
