"""Forms of connected systems: a new token; from when on news are pushed again."""

from datetime import date
from typing import Any

from django import forms

from banhao.apps.organisations.queries import administered
from banhao.channels.administration.choices import by_region, everywhere, offer, role_choices
from banhao.channels.administration.forms import day_input, text
from banhao.core.authority.acts import Actor, Role
from banhao.core.authority.scopes import OF_ROLES, Scope
from banhao.core.messages import Message
from banhao.ui.forms import PlainForm, said
from banhao.ui.messages import render
from banhao.ui.words import language


class TokenForm(PlainForm):
    """A new token. The system gets an account of its own in the office that is chosen here."""

    name = text(
        "系统名称", "Name of the system", 60, hint=said("办件记录里会写它", "Events say it")
    )
    role = forms.ChoiceField(label=said("岗位", "Post"))
    place = forms.ChoiceField(
        label=said("在哪里", "Where"),
        help_text=said(
            "审查、决定选部门；窗口、监督选整个地区；目录编辑选全部地区",
            "A department to examine or decide; a region for clerks and supervisors; all regions "
            "to edit the catalogue",
        ),
    )
    scopes = forms.MultipleChoiceField(
        label=said("可以做什么", "What it may do"),
        widget=forms.CheckboxSelectMultiple,
        help_text=said("只勾用得上的", "Tick only what it needs"),
    )
    until = forms.DateField(
        label=said("最后一天", "Last day"),
        widget=day_input(),
        help_text=said("最多 366 天，到期再换新的", "At most 366 days; then it is replaced"),
    )
    stands_for = {"department": "place", "region": "place"}

    def __init__(self, actor: Actor, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = administered.own_regions(actor, on)
        places = by_region(regions, administered.own_departments(actor, on))
        lang = language()
        roles = [each for each in role_choices() if Role(each[0]) in OF_ROLES]
        scopes = [(s.value, render(Message(f"token.scope.{s}"), lang)) for s in Scope
                  if any(s in of for of in OF_ROLES.values())]  # fmt: skip
        offer(self, "role", [("", "—"), *roles])
        offer(self, "place", [("", "—"), *everywhere(actor, on, "/"), *places])
        offer(self, "scopes", scopes)

    def wanted(self) -> dict[str, Any]:
        """Return the arguments of `make_token`."""
        values = self.cleaned_data
        region, _, department = values["place"].partition("/")
        return {
            "name": values["name"],
            "role": Role(values["role"]),
            "region": region,
            "department": department,
            "scopes": [Scope(each) for each in values["scopes"]],
            "until": values["until"],
        }


class ReplayForm(PlainForm):
    """From which moment on news are pushed again."""

    since = forms.DateTimeField(
        label=said("从这一刻起重推", "Push again from"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "cap-14"}),
    )
