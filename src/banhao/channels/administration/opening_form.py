"""The form for appointment slots of a counter."""

from datetime import time
from typing import Any

from django import forms

from banhao.channels.administration.forms import day_input
from banhao.core.messages import Message
from banhao.core.queues.slots import Opening
from banhao.ui.forms import PlainForm, said
from banhao.ui.messages import render
from banhao.ui.words import both, language


def clock_field(zh: str, en: str) -> forms.TimeField:
    """Return a field for a time of day."""
    return forms.TimeField(
        label=said(zh, en),
        widget=forms.TimeInput(attrs={"type": "time", "class": "cap-14"}, format="%H:%M"),
        error_messages={"invalid": said("写成 09:00 这样", "Like 09:00")},
    )


class OpeningForm(PlainForm):
    """A weekday or a date, from when to when, how long a slot is, how many people in one."""

    weekday = forms.ChoiceField(
        label=said("星期几", "Weekday"),
        required=False,
        help_text=said("每个上班的这一天", "On each such day that is worked"),
    )
    day = forms.DateField(
        label=said("或者只在这一天", "Or on one day only"),
        required=False,
        widget=day_input(),
        help_text=said(
            "代替这一天星期几的时段；人数写 0 就是这天不开放",
            "Replaces the weekday's slots; 0 people closes the day",
        ),
    )
    first = clock_field("开始", "From")
    last = clock_field("结束", "To")
    minutes = forms.IntegerField(label=said("每段几分钟", "Minutes a slot"), initial=30)
    places = forms.IntegerField(label=said("每段几个人", "People a slot"), initial=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["weekday"]
        assert isinstance(field, forms.ChoiceField)
        named = [(str(n), render(Message(f"queue.weekday.{n}"), language())) for n in range(7)]
        field.choices = [("", both("不按星期", "No weekday")), *named]

    def opening(self, counter: str) -> Opening:
        """Return what was filled in."""
        given = self.cleaned_data
        return Opening(
            counter=counter,
            weekday=int(given["weekday"]) if given["weekday"] else None,
            day=given["day"],
            first=_minute(given["first"]),
            last=_minute(given["last"]),
            minutes=given["minutes"],
            places=given["places"],
        )


def _minute(value: time) -> int:
    return value.hour * 60 + value.minute
