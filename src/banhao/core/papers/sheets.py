"""What a paper says, by message codes: facts, paragraphs, article, remedies (art. 32, 38, 44)."""

from banhao.core.cases.acceptance import last_day_to_tell
from banhao.core.cases.dates import case_dates, delivery_due
from banhao.core.cases.events import (
    Accepted,
    Delivered,
    Event,
    Extended,
    Granted,
    NotAccepted,
    ProcedureStarted,
    Refiled,
    RefilingAccepted,
    Refused,
    Returned,
    Submitted,
    SupplementAsked,
)
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.evidence.slots import SETTLED, Outcome
from banhao.core.messages import Message
from banhao.core.papers import clocks, turns
from banhao.core.papers.kinds import SILENCE, SORTS, Kind
from banhao.core.papers.values import About, Fact, Sheet, Words


def sheet(kind: Kind, event: Event, about: About) -> Sheet:
    """Return what the paper of an event says. :raises ValueError: for an event without a paper."""
    match event:
        case Submitted():
            return _received(event, about)
        case SupplementAsked() | Returned() | Refiled() | RefilingAccepted():
            return turns.sheet(kind, event, about)
        case ProcedureStarted() | Extended():
            return clocks.sheet(kind, event, about)
        case Accepted():
            return _accepted(event, about)
        case NotAccepted():
            return _not_accepted(kind, event, about)
        case Granted(item=item, effective_on=on):
            branch = about.plan.branch(item)
            return Sheet(
                body=(Message("paper.granted", item=branch.title),
                      Message("paper.granted.next", until=delivery_due(on, about.calendar).on)),
                facts=(*about.of_case, (Message("paper.fact.decided"), on)),
                article=SORTS[kind].article,
                basis=(branch,),
            )  # fmt: skip
        case Refused():
            return _refused(kind, event, about)
        case Delivered():
            return _delivered(kind, event, about)
        case _:
            raise ValueError(f"no paper says {type(event).__name__}")


def _received(event: Submitted, about: About) -> Sheet:
    until = last_day_to_tell(event.effective_on, about.calendar)
    titles = {m.id: m.title for m in about.plan.materials}
    return Sheet(
        body=(Message("paper.received", title=about.plan.title, on=event.effective_on),
              Message("paper.received.next", until=until)),
        facts=(*about.of_case, *_items(about.plan)),
        listed=Message("paper.listed.materials"),
        rows=tuple(
            (titles[material], Message(f"paper.material.{_had(outcome)}"))
            for material, outcome in about.had.items() if material in titles
        ),
        article=SORTS[Kind.RECEIVED].article,
    )  # fmt: skip


def _had(outcome: Outcome) -> str:
    """Return in one word how a material was there when the case was received."""
    return outcome.value if outcome in SETTLED else "missing"


def _accepted(event: Accepted, about: About) -> Sheet:
    ends = case_dates(about.case, about.plan, about.calendar)
    deemed = event.rule == SILENCE
    dates: list[Fact] = [(Message("paper.fact.accepted"), event.effective_on)]
    if ends.promised:
        dates.append((Message("paper.fact.promised"), ends.promised.on))
    if ends.statutory:
        dates.append((Message("paper.fact.limit"), ends.statutory.on))
    stops = any(branch.off_clock for branch in about.plan.branches)
    on = {"title": about.plan.title, "on": event.effective_on}
    return Sheet(
        body=(Message("paper.deemed", **on) if deemed else Message("paper.accepted", **on),
              *([Message("paper.accepted.off_clock")] if stops else [])),
        facts=(*about.of_case, *dates),
        listed=Message("paper.listed.items"),
        rows=tuple((branch.title, branch.department_title) for branch in about.plan.branches),
        article=SORTS[Kind.ACCEPTED].article,
    )  # fmt: skip


def _not_accepted(kind: Kind, event: NotAccepted, about: About) -> Sheet:
    body = Message(f"paper.{kind.value}", title=about.plan.title, article=event.article)
    return Sheet(
        body=(body,),
        facts=(*about.of_case, (Message("paper.fact.reason"), about.said.get("reason", ""))),
        article=event.article,
        remedies=_remedies(about.plan.branches),
    )


def _refused(kind: Kind, event: Refused, about: About) -> Sheet:
    branch = about.plan.branch(event.item)
    reason, remedy = about.said.get("reason", ""), about.said.get("remedy", "")
    advice: list[Fact] = [(Message("paper.fact.remedy"), remedy)] if remedy else []
    return Sheet(
        body=(Message("paper.refused", item=branch.title, article=event.article),),
        facts=(
            *about.of_case,
            (Message("paper.fact.decided"), event.effective_on),
            (Message("paper.fact.reason"), reason),
            *advice,
        ),
        article=f"{event.article}；{SORTS[kind].article}" if event.article else SORTS[kind].article,
        remedies=_remedies((branch,)),
    )


def _delivered(kind: Kind, event: Delivered, about: About) -> Sheet:
    return Sheet(
        body=(Message("paper.delivered", title=about.plan.title),),
        facts=(*about.of_case, (Message("paper.fact.how"), Message(f"paper.how.{event.how}"))),
        listed=Message("paper.listed.results") if about.results else None,
        rows=about.results,
        article=SORTS[kind].article,
    )


def _remedies(branches: tuple[Branch, ...]) -> tuple[Words, ...]:
    """Return what the catalogue says of them, each once; else what art. 38 wants said."""
    told: dict[Words, None] = {b.remedies: None for b in branches if b.remedies.zh}
    return tuple(told) or (Message("paper.remedies"),)


def _items(plan: Plan) -> tuple[Fact, ...]:
    many = Message("paper.fact.items.value", n=len(plan.branches))
    return ((Message("paper.fact.items"), many),)
