"""A walk-in: find or make the applicant, choose the theme, ask the questions, start the draft.

The applicant stands in the clerk's session, not in addresses: nobody leafs through accounts.
"""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from banhao.apps.drafts.operations import start_draft
from banhao.apps.organisations import queries as organisations
from banhao.apps.people import queries as people
from banhao.apps.people.accounts import Account
from banhao.apps.people.doors import Request, log_read, page
from banhao.apps.people.operations.walk_ins import register_walk_in
from banhao.channels.counter import asking
from banhao.channels.counter.forms import ApplicantForm, ContactForm
from banhao.channels.counter.views.tickets import link
from banhao.core.authority.acts import Act, Actor
from banhao.core.errors import NotAllowed, NotFound
from banhao.core.messages import Message

APPLICANT, FOUND = "walk_in", "walk_in_found"


@page(Act.FILE_FOR_WALK_IN)
def find(request: Request) -> HttpResponse:
    """Find the applicant by the phone number or mail address they say."""
    form = ContactForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"form": form, "new": ApplicantForm(), "asked": False}
    if request.method == "POST" and form.is_valid():
        contact = form.cleaned_data["contact"]
        found = people.private_accounts(contact)
        for account in found:
            log_read(request.actor, f"account:{account.id}", Act.FILE_FOR_WALK_IN, timezone.now())
        request.session[FOUND] = [account.id for account in found]
        typed = {"email" if "@" in contact else "phone": contact}
        context |= {"found": found, "asked": True, "new": ApplicantForm(initial=typed)}
    return render(request, "counter/find.html", context, status=400 if form.errors else 200)


@require_POST
@page(Act.FILE_FOR_WALK_IN)
def create(request: Request) -> HttpResponse:
    """Make an account for somebody who has none."""
    form = ApplicantForm(request.POST)
    made = None
    if form.is_valid():
        made = form.run(
            register_walk_in, actor=request.actor, now=timezone.now(), **form.cleaned_data
        )
    if made is None:
        context = {"form": ContactForm(), "new": form, "asked": True, "found": ()}
        return render(request, "counter/find.html", context, status=400)
    request.session[APPLICANT] = made
    return redirect("counter:themes")


@require_POST
@page(Act.FILE_FOR_WALK_IN)
def choose(request: Request) -> HttpResponse:
    """Take one of those who were found. :raises NotFound: somebody else was sent."""
    chosen = request.POST.get("applicant", "")
    if chosen not in {str(one) for one in request.session.get(FOUND, [])}:
        raise NotFound(Message("counter.no_applicant"))
    request.session[APPLICANT] = int(chosen)
    return redirect("counter:themes")


@require_GET
@page(Act.FILE_FOR_WALK_IN)
def themes(request: Request) -> HttpResponse:
    """Choose what is to be done, out of what the clerk's regions offer."""
    if APPLICANT not in request.session:
        return redirect("counter:walk-in")
    offered = asking.offered(request.actor, timezone.now())
    context = {"applicant": _applicant(request), "offered": offered}
    return render(request, "counter/themes.html", context)


@page(Act.FILE_FOR_WALK_IN)
def ask(request: Request, region: str, name: str) -> HttpResponse:
    """Ask all questions that matter on one page; then the draft begins, the clerk as helper."""
    if APPLICANT not in request.session:
        return redirect("counter:walk-in")
    now, sent = timezone.now(), request.method == "POST"
    catalogue, theme = asking.theme_of(request.actor, region, name, now)
    sheet = asking.sheet(catalogue, theme, request.POST if sent else QueryDict(), sent=sent)
    applicant, unlawful = _applicant(request), None
    if sent and sheet.complete:
        try:
            draft = start_draft(
                actor=request.actor,
                theme=theme.id,
                answers=sheet.answers,
                standing=sheet.standing,
                firm=_firm(request, applicant),
                applicant=applicant.id,
                now=now,
            )
        except NotAllowed as refusal:
            unlawful = refusal.message
        else:
            del request.session[APPLICANT]
            link(request, draft.id)
            return redirect("portal:draft", draft.id)
    context = {
        "applicant": applicant,
        "sheet": sheet,
        "firms": organisations.own_firms(Actor(person=applicant.id)),
        "unlawful": unlawful,
        "problems": [(f"q-{one.name}", one.title) for one in sheet.asked if one.problem],
    }
    return render(request, "counter/ask.html", context, status=400 if sent else 200)


def _applicant(request: Request) -> Account:
    return people.account(request.session[APPLICANT])


def _firm(request: Request, applicant: Account) -> str:
    """Return the firm that was chosen, if the applicant may act for it."""
    chosen = request.POST.get("firm", "")
    return chosen if chosen in organisations.firms_of(applicant.id) else ""
