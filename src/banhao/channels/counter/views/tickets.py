"""Tickets at the counter: choose a window, call the next, again, nobody came, serve, finish."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from banhao.apps.people.doors import Request, page
from banhao.apps.queues.operations import tickets
from banhao.channels.counter.tickets import AT_HAND, WINDOW, panel, window_of, windows
from banhao.core.authority.acts import Act
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from banhao.core.messages import Message
from banhao.core.queues.tickets import Step
from banhao.ui.messages import render as say
from banhao.ui.words import language

STEPS = {step.value: step for step in (Step.RECALL, Step.MISS, Step.SERVE, Step.FINISH)}


@require_GET
@page(Act.CALL_TICKETS)
def queue(request: Request) -> HttpResponse:
    """Who waits, alone, as the page asks for it every few seconds."""
    return render(request, "counter/parts/lines.html", panel(request, timezone.now()))


@require_POST
@page(Act.CALL_TICKETS)
def sit(request: Request) -> HttpResponse:
    """Choose the window one sits at."""
    chosen = request.POST.get("window", "")
    if chosen in {key for key, _, _ in windows(request.actor, timezone.now())}:
        request.session[WINDOW] = chosen
    return redirect("counter:home")


@require_POST
@page(Act.CALL_TICKETS)
def call(request: Request) -> HttpResponse:
    """Call whose turn it is."""
    now = timezone.now()
    region, _, counter = window_of(request, now).partition("/")

    def next_one() -> None:
        if not counter:
            raise BadInput(Message("queue.no_window"), field="window")
        if tickets.call_next(actor=request.actor, region=region, counter=counter, now=now) is None:
            raise NotAllowed(Message("queue.nobody"))

    request.session.pop(AT_HAND, None)
    _done(request, next_one)
    return redirect("counter:home")


@require_POST
@page(Act.CALL_TICKETS)
def step(request: Request, ticket_id: UUID, name: str) -> HttpResponse:
    """Take one step with a ticket; serving it opens the walk-in."""
    now = timezone.now()
    if name not in STEPS:
        raise NotFound(Message("queue.no_ticket"))
    _, _, counter = window_of(request, now).partition("/")

    def take() -> None:
        tickets.take_step(
            actor=request.actor, ticket_id=ticket_id, step=STEPS[name], counter=counter, now=now
        )

    if STEPS[name] is Step.FINISH:
        request.session.pop(AT_HAND, None)
    if _done(request, take) and STEPS[name] is Step.SERVE:
        request.session[AT_HAND] = str(ticket_id)
        return redirect("counter:walk-in")
    return redirect("counter:home")


def link(request: Request, case: UUID) -> None:
    """Note that a case was begun with the ticket at hand, if there is one."""
    ticket = request.session.pop(AT_HAND, "")
    if ticket:
        tickets.link_case(
            actor=request.actor, ticket_id=UUID(ticket), case=case, now=timezone.now()
        )


def _done(request: Request, errand: Callable[[], None]) -> bool:
    """Do it; what was not possible is said on the next page."""
    try:
        errand()
    except (NotAllowed, BadInput, Conflict) as refusal:
        messages.error(request, say(refusal.message, language()))
        return False
    return True
