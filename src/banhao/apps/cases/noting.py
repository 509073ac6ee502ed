"""Noting what is missing: what a line can be about, its form, and lines in words for all pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from banhao.apps.cases.notes import Words
from banhao.apps.catalogues import queries as catalogues
from banhao.core.cases.turns import About, Line
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotFound
from banhao.core.messages import Message, Text
from banhao.ui.forms import PlainForm, said
from banhao.ui.words import both, language, plain

LONGEST = 500
NAMES = {
    About.MATERIAL: said("材料", "Materials"),
    About.ELEMENT: said("申请表里的内容", "Fields of the form"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A line in words: which item and department ask, about what, what is wrong, what is right."""

    line: Line
    item: Text
    department: Text
    title: Text
    words: Words


def shown(plan: Plan, lines: Iterable[tuple[Line, Words]]) -> Sequence[Shown]:
    """Return lines in words, in the order they come."""
    return [
        Shown(
            line,
            plan.branch(line.item).title,
            plan.branch(line.item).department_title,
            _title(plan, line),
            words,
        )
        for line, words in lines
    ]


class LineForm(PlainForm):
    """One line: what it is about, what is wrong with it, an example of right."""

    target = forms.ChoiceField(label=said("补什么", "What"))
    wrong = forms.CharField(
        label=said("哪里不对", "What is wrong"),
        help_text=said(
            "申请人会原样看到。说清楚是哪一处、为什么。",
            "The applicant reads it as it is: which place, and why.",
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST,
    )
    example = forms.CharField(
        label=said("怎样是对的", "What is right"),
        help_text=said("举一个例子，例如：标出两个出口和宽度", "Give an example"),
        required=False,
        max_length=LONGEST,
    )

    def __init__(self, plan: Plan, item: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", both("选一项", "Choose")), *_choices(plan, item)]

    def values(self) -> dict[str, Any]:
        """Return what the operation takes."""
        item, kind, about = read_target(self.cleaned_data["target"])
        texts = {name: self.cleaned_data[name] for name in ("wrong", "example")}
        return {"item": item, "kind": kind, "about": about, **texts}


def read_target(value: str) -> tuple[str, About, str]:
    """Return item, kind and id of a chosen target. :raises NotFound: it is none."""
    item, _, rest = value.partition("/")
    kind, _, about = rest.partition("/")
    if kind not in {each.value for each in About}:
        raise NotFound(Message("case.not_found"))
    return item, About(kind), about


def _choices(plan: Plan, item: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return groups of targets: of one item, or of all ("")."""
    groups = []
    for branch in plan.branches:
        if item not in {"", branch.item}:
            continue
        for kind in About:
            of_item = _targets(plan, branch.item, kind)
            name = str(NAMES[kind])
            if not item:
                name = f"{plain(branch.title, language())} · {name}"
            if of_item:
                groups.append((name, of_item))
    return groups


def _targets(plan: Plan, item: str, kind: About) -> list[tuple[str, str]]:
    """Return (value, words) of what an item reads and may ask about."""
    if kind is About.MATERIAL:
        found = [m.id for m in plan.materials if item in m.for_items and not m.form_of_application]
    else:
        fixed = catalogues.catalogue(plan.catalogue_version).theme(plan.theme).given.keys()
        found = [
            e.element
            for e in plan.form
            if item in e.readers and e.element not in {*plan.answers, *fixed}
        ]
    lines = [Line(item, kind, about, "") for about in found]
    return [(line.place, plain(_title(plan, line), language())) for line in lines]


def _title(plan: Plan, line: Line) -> Text:
    if line.kind is About.MATERIAL:
        return next((m.title for m in plan.materials if m.id == line.about), Text(line.about))
    element = catalogues.catalogue(plan.catalogue_version).elements.get(line.about)
    return element.title if element else Text(line.about)
