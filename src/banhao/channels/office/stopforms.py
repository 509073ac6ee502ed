"""Forms about the clock of a branch: start a procedure, end it, extend a limit."""

from collections.abc import Sequence
from typing import Any

from django import forms

from banhao.channels.office.forms import LONGEST, offer
from banhao.core.catalogue.values import OffClock
from banhao.ui.forms import PlainForm, said
from banhao.ui.words import language, plain

MOST_DAYS = 365


class StartForm(PlainForm):
    """Which procedure, how long, and the written notice to the applicant."""

    kind = forms.ChoiceField(label=said("特别程序", "Procedure"))
    days = forms.IntegerField(
        label=said("预计天数", "Expected days"),
        help_text=said("申请人会看到预计哪一天恢复计时", "The applicant sees until when"),
        min_value=1,
        max_value=MOST_DAYS,
    )
    notice = forms.CharField(
        label=said("告知内容", "Notice"),
        help_text=said(
            "申请人会原样看到：为什么要做、由谁做、要多久。",
            "The applicant reads it as it is: why, by whom, how long.",
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
    )

    def __init__(self, expected: Sequence[OffClock], *args: Any, **kwargs: Any) -> None:
        usual = {"days": expected[0].usual_days} if expected else {}
        super().__init__(*args, initial=usual, **kwargs)
        self.units = {each.id: each.unit for each in expected}
        offer(self, "kind", [(each.id, plain(each.title, language())) for each in expected])

    def values(self) -> dict[str, Any]:
        """Return what the operation takes; the unit is that of the catalogue."""
        return {**self.cleaned_data, "unit": self.units[self.cleaned_data["kind"]]}


class EndForm(PlainForm):
    """What came of a procedure."""

    result = forms.CharField(
        label=said("结果", "Result"),
        help_text=said("听证、检测等的结论", "What the hearing, the test … has found"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST,
    )


class ExtendForm(PlainForm):
    """By how many working days, and why."""

    days = forms.IntegerField(label=said("延期几个工作日", "Working days"), min_value=1)
    reason = forms.CharField(
        label=said("理由", "Reason"),
        help_text=said("申请人会原样看到", "The applicant reads it as it is"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST,
    )
