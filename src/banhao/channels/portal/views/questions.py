"""One question per page; back never loses an answer; an unlawful one says what else is possible."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import redirect, render

from banhao.apps.people.doors import Request, page
from banhao.channels.portal import answering, shelf
from banhao.core.authority.acts import Act
from banhao.core.catalogue.values import Catalogue, Question, Theme
from banhao.core.compiler.answers import read_answer
from banhao.core.compiler.picture import plain
from banhao.core.compiler.plan import Plan, Unlawful
from banhao.core.compiler.silhouette import silhouette_of
from banhao.core.conditions.tree import Value
from banhao.core.errors import BadInput, NotFound
from banhao.core.messages import Message

Answers = Mapping[str, Value]


@page(Act.SEE_PUBLIC)
def question(request: Request, region: str, name: str) -> HttpResponse:
    """Ask the next open question, or the one that `?ask=` names; keep the answer that is sent."""
    catalogue, theme = shelf.theme_of(region, name)
    answers = answering.kept(request.session, catalogue, theme)
    asked = _asked(request.POST.get("ask") or request.GET.get("ask", ""), theme)
    if request.method == "POST" and asked is not None:
        return _answer(request, catalogue, theme, asked, answers)
    made = answering.plan_so_far(catalogue, theme, answers)
    if isinstance(made, Unlawful) and asked is None:
        return _unlawful(request, catalogue, theme, answers, made)
    put_off = answering.undecided(request.session, catalogue, theme, answers)
    still_open = answering.still_open(catalogue, theme, answers)
    asked = asked or next((each for each in still_open if each not in put_off), None)
    if asked is None:
        return redirect("portal:plan", region, name)
    return _show(request, catalogue, theme, asked, answers)


def _asked(element: str, theme: Theme) -> Question | None:
    """Return the question of an element, None for "". :raises NotFound: if it is not asked."""
    if not element:
        return None
    for each in theme.questions:
        if each.element == element:
            return each
    raise NotFound(Message("portal.no_question"))


def _answer(
    request: Request, catalogue: Catalogue, theme: Theme, asked: Question, answers: Answers
) -> HttpResponse:
    sent = ",".join(request.POST.getlist("answer"))
    if sent == answering.UNDECIDED and answering.possible(catalogue.elements[asked.element]):
        answering.put_off(request.session, theme, asked.element)
        return redirect("portal:questions", *theme.id.split("/"))
    try:
        value = read_answer(catalogue.elements[asked.element], sent)
    except BadInput:
        problem = Message("portal.choose_one" if not sent else "portal.not_an_answer")
        return _show(request, catalogue, theme, asked, answers, problem=problem, typed=sent)
    answering.keep(request.session, theme, asked.element, value)
    return redirect("portal:questions", *theme.id.split("/"))


def _show(
    request: Request,
    catalogue: Catalogue,
    theme: Theme,
    asked: Question,
    answers: Answers,
    *,
    problem: Message | None = None,
    typed: str = "",
) -> HttpResponse:
    put_off = answering.undecided(request.session, catalogue, theme, answers)
    context = _progress(catalogue, theme, asked, answers, put_off)
    element = catalogue.elements[asked.element]
    known = answers.get(asked.element)
    context |= {
        "element": element,
        "choices": answering.choices(catalogue, theme, asked, answers),
        "typed": typed or ("" if known is None else answering.written(known)),
        "ticked": known if isinstance(known, tuple) else (),
        "problem": problem,
        "undecided": asked in put_off,
        "usual": answering.spoken(element, asked.reference),
    }
    return render(request, "portal/question.html", context, status=400 if problem else 200)


def _progress(
    catalogue: Catalogue,
    theme: Theme,
    asked: Question,
    answers: Answers,
    put_off: Sequence[Question],
) -> dict[str, object]:
    """Return what stands around the question: its number, what is left, the plan so far."""
    done = answering.answered(catalogue, theme, answers, put_off)
    still_open = answering.still_open(catalogue, theme, answers)
    left = [each for each in still_open if each != asked and each not in put_off]
    before = [each for each in done if each.question != asked]
    number = next((each.number for each in done if each.question == asked), len(done) + 1)
    made = answering.plan_so_far(catalogue, theme, answers)
    return {
        "theme": theme,
        "where": theme.id.split("/"),
        "question": asked,
        "number": number,
        "left": len(left),
        "total": len(before) + 1 + len(left),
        "answered": before,
        "back": next((e for e in reversed(before) if e.number < number), None),
        "plan": made if isinstance(made, Plan) else None,
        "silhouette": plain(silhouette_of(made)) if isinstance(made, Plan) else None,
    }


def _unlawful(
    request: Request, catalogue: Catalogue, theme: Theme, answers: Answers, made: Unlawful
) -> HttpResponse:
    done = answering.answered(catalogue, theme, answers)
    because = [each for each in done if each.question.element in made.because]
    context = {
        "theme": theme,
        "where": theme.id.split("/"),
        "refusal": made,
        "because": because or done[-1:],
    }
    return render(request, "portal/unlawful.html", context)
