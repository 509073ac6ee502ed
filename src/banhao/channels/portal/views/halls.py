"""Halls: take a ticket, wait with it, give it back; book a time and cancel it."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from banhao.apps.certificates.visitors import visitor_of
from banhao.apps.people import queries as people
from banhao.apps.people.doors import Request, page
from banhao.apps.people.operations.tries import count_try
from banhao.apps.queues import halls
from banhao.apps.queues import queries as queues
from banhao.apps.queues.operations import appointments as booking
from banhao.apps.queues.operations import tickets
from banhao.channels.portal import waiting
from banhao.core.authority.acts import Act
from banhao.core.authority.rules import offices_for
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound, Refusal
from banhao.core.messages import Message

FREE, LONGEST = 20, 60  # tickets an hour from one address without a wait; then at most a minute
CODES = 10  # wrong codes


@require_GET
@page(Act.SEE_PUBLIC)
def all_halls(request: Request) -> HttpResponse:
    """Choose a hall."""
    now = timezone.now()
    found = [(hall, hall.is_open(now)) for hall in halls.halls()]
    return render(request, "portal/halls.html", {"halls": found})


@page(Act.TAKE_TICKET)
def hall(request: Request, slug: str) -> HttpResponse:
    """What the hall's wall shows, and the ticket machine: a theme or anything."""
    now, found = timezone.now(), halls.hall(slug)
    problem, field = None, ""
    if request.method == "POST":
        try:
            ticket = _take(request, found, now)
            return redirect("portal:ticket", ticket)
        except (NotAllowed, NotFound, BadInput, Conflict) as refusal:
            problem, field = refusal.message, refusal.field or _field(request)
    context = {**waiting.hall_page(found, now), "problem": problem, "field": field}
    context |= {"problems": [(f"h-{field}", problem)] if problem else [], "posted": request.POST}
    return render(request, "portal/hall.html", context, status=409 if problem else 200)


@require_GET
@page(Act.TAKE_TICKET)
def ticket(request: Request, ticket_id: UUID) -> HttpResponse:
    """The ticket: how many before you, how long, where you are called to."""
    found = waiting.held(queues.ticket(ticket_id), timezone.now())
    name = "portal/parts/place.html" if request.htmx else "portal/ticket.html"  # type: ignore[attr-defined] # set by django_htmx
    return render(request, name, {"held": found})


@require_POST
@page(Act.TAKE_TICKET)
def leave(request: Request, ticket_id: UUID) -> HttpResponse:
    """Give the ticket back."""
    tickets.leave(actor=request.actor, ticket_id=ticket_id, now=timezone.now())
    return redirect("portal:ticket", ticket_id)


@page(Act.BOOK)
def book(request: Request, slug: str) -> HttpResponse:
    """Choose a day and a time; a full one says the next that is free."""
    now, found, problem = timezone.now(), halls.hall(slug), None
    day = request.POST.get("day") or request.GET.get("day", "")
    if request.method == "POST":
        try:
            _book(request, found, day, now)
            return redirect("portal:appointments")
        except (BadInput, NotAllowed, Conflict) as refusal:
            problem = refusal.message
    context = {**waiting.booking_page(found, day, now), "problem": problem}
    context |= {"problems": [("b-first", problem)] if problem else []}
    return render(request, "portal/book.html", context, status=409 if problem else 200)


@require_GET
@page(Act.BOOK)
def appointments(request: Request) -> HttpResponse:
    """One's own appointments with their codes."""
    found = waiting.own_appointments(request.actor, timezone.now())
    return render(request, "portal/appointments.html", {"appointments": found})


@require_POST
@page(Act.BOOK)
def cancel(request: Request, appointment_id: UUID) -> HttpResponse:
    """Cancel an appointment."""
    booking.cancel(actor=request.actor, appointment_id=appointment_id, now=timezone.now())
    return redirect("portal:appointments")


def _take(request: Request, found: halls.Hall, now: datetime) -> UUID:
    region, code = found.region.code, request.POST.get("code", "").strip()
    if "code" in request.POST and not code:  # "I am here" without a code is no wish for a ticket
        raise BadInput(Message("queue.code_missing"), field="code")
    kind, free = ("queue-code", CODES) if code else ("queue-ticket", FREE)
    staffed = bool(offices_for(request.actor, Act.CALL_TICKETS, localdate(now)))
    visitor = f"{visitor_of(request)} {region}"
    if not staffed:  # the machine in the hall, where a clerk has signed in, never waits
        wait = people.seconds_to_wait(kind=kind, key=visitor, free=free, longest=LONGEST, now=now)
        if wait:
            raise NotAllowed(Message("queue.too_soon", seconds=wait))
    try:
        if code:
            return tickets.check_in(actor=request.actor, region=region, code=code, now=now).id
        theme = request.POST.get("theme", "")
        made = tickets.take_ticket(actor=request.actor, region=region, theme=theme, now=now)
    except Refusal:
        if code and not staffed:
            count_try(kind=kind, key=visitor, now=now)
        raise
    if not staffed:
        count_try(kind=kind, key=visitor, now=now)
    return made.id


def _field(request: Request) -> str:
    return "code" if "code" in request.POST else "theme"


def _book(request: Request, found: halls.Hall, day: str, now: datetime) -> None:
    first = request.POST.get("first", "")
    try:
        on, minute = date.fromisoformat(day), int(first)
    except ValueError as error:
        raise BadInput(Message("queue.no_slot"), field="first") from error
    booking.book(
        actor=request.actor,
        region=found.region.code,
        day=on,
        first=minute,
        theme=request.POST.get("theme", ""),
        now=now,
    )
