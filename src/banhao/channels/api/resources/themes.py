"""Themes, their open questions, the plan for a set of answers. Public."""

from collections.abc import Mapping

from ninja import Router

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts.plans import from_plain
from banhao.channels.api.doors import Call, Door, operation
from banhao.channels.api.schemas import themes as shapes
from banhao.core.authority.acts import Act
from banhao.core.catalogue.values import Catalogue, Theme
from banhao.core.compiler.answers import (
    asked_elements,
    check_answers,
    reference_standing,
    unknown_key,
)
from banhao.core.compiler.compile import compile_plan
from banhao.core.compiler.questions import open_questions
from banhao.core.conditions.tree import Value
from banhao.core.errors import BadInput, NotFound
from banhao.core.messages import Message

router = Router()


@operation(router, "GET", "/themes", Door(Act.SEE_PUBLIC), answers=shapes.ThemesOut)
def list_themes(request: Call) -> shapes.ThemesOut:  # noqa: ARG001
    """所有主题 · All themes on offer."""
    catalogue = catalogues.published()
    found = [
        shapes.theme_out(catalogue, theme)
        for region in catalogue.regions.values()
        for theme in region.themes.values()
    ]
    return shapes.ThemesOut(
        catalogue_version=catalogue.version, themes=sorted(found, key=lambda one: one.id)
    )


@operation(router, "GET", "/themes/{region}/{name}", Door(Act.SEE_PUBLIC), answers=shapes.ThemeOut)
def read_theme(request: Call, region: str, name: str) -> shapes.ThemeOut:  # noqa: ARG001
    """一个主题 · One theme."""
    return shapes.theme_out(*theme_of(f"{region}/{name}"))


@operation(
    router,
    "POST",
    "/themes/{region}/{name}/questions",
    Door(Act.SEE_PUBLIC),
    answers=shapes.OpenQuestionsOut,
)
def open_questions_of(
    request: Call,  # noqa: ARG001
    region: str,
    name: str,
    payload: shapes.AnswersIn,
) -> shapes.OpenQuestionsOut:
    """还要问什么 · Which questions can still change the plan."""
    catalogue, theme = theme_of(f"{region}/{name}")
    answers = answers_of(catalogue, theme, payload.answers)
    standing = payload.standing.value() if payload.standing else None
    found = open_questions(catalogue, theme.id, answers, standing)
    return shapes.OpenQuestionsOut(questions=[shapes.question_out(catalogue, q) for q in found])


@operation(
    router, "POST", "/themes/{region}/{name}/plan", Door(Act.SEE_PUBLIC), answers=shapes.PlanOut
)
def plan_for_answers(
    request: Call,  # noqa: ARG001
    region: str,
    name: str,
    payload: shapes.AnswersIn,
) -> shapes.PlanOut:
    """按答案编出的套餐 · The plan for a set of answers.

    All questions that can still change the plan must be answered.
    """
    catalogue, theme = theme_of(f"{region}/{name}")
    answers = answers_of(catalogue, theme, payload.answers)
    standing = payload.standing.value() if payload.standing else reference_standing(theme)
    made = compile_plan(catalogue, theme.id, answers, standing)
    return shapes.plan_out(made, catalogue, theme)


def theme_of(theme: str) -> tuple[Catalogue, Theme]:
    """Return a theme and its catalogue. :raises NotFound: if nothing is offered under the id."""
    catalogue = catalogues.published()
    try:
        return catalogue, catalogue.theme(theme)
    except KeyError:
        raise NotFound(Message("portal.no_theme")) from None


def answers_of(
    catalogue: Catalogue, theme: Theme, sent: Mapping[str, shapes.Answer]
) -> dict[str, Value]:
    """Return answers as the compiler reads them. :raises BadInput: an unknown key or value."""
    elements = asked_elements(catalogue, theme)
    answers: dict[str, Value] = {}
    for key, plain in sent.items():
        if key not in elements:
            raise unknown_key(key, tuple(elements))
        value = from_plain(elements[key], plain)
        if value is None:
            possible = elements[key].type.value
            message = Message("plan.unknown_value", key=key, value=plain, possible=possible)
            raise BadInput(message, field=key)
        answers[key] = value
    check_answers(catalogue, theme, answers)
    return answers
