"""Forms of the office: examination, refusal, the day of a visit, a part of a visit."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from banhao.core.cases.case import (
    Finding,
)
from banhao.core.catalogue.values import Basis
from banhao.core.clock.values import Calendar
from banhao.core.clock.working import is_working_day
from banhao.core.law import INSPECTING_OFFICERS, INSPECTION_ARTICLE
from banhao.core.messages import Text
from banhao.ui.dates import day
from banhao.ui.forms import PlainForm, said
from banhao.ui.templatetags.words import cited
from banhao.ui.words import both, language, plain

OTHER = "other"
LONGEST = 4000
MOST_PUT_RIGHT_DAYS = 60  # a guard against a slip of the finger, no rule of law
FINDINGS = (
    (Finding.MEETS.value, said("符合", "Meets the conditions")),
    (Finding.FAILS.value, said("不符合", "Does not meet them")),
)


def offer(form: PlainForm, name: str, choices: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    """Set what can be chosen in a field of a form; returns the field."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
    return field


class ExamineForm(PlainForm):
    """What was looked at, what was found, and the opinion."""

    points = forms.MultipleChoiceField(
        label=said("审查要点", "Points to examine"),
        help_text=said(
            "看过一项勾一项。都符合才能选「符合」。",
            "Tick what you have examined. “Meets” needs all of them.",
        ),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        required=False,
    )
    finding = forms.ChoiceField(
        label=said("审查结论", "Finding"), widget=forms.RadioSelect, choices=FINDINGS
    )
    comment = forms.CharField(
        label=said("意见", "Opinion"),
        help_text=said(
            "决定的同事会看到，写明依据的事实。",
            "Whoever decides reads it: say which facts it rests on.",
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )

    def __init__(self, points: Sequence[tuple[str, Text]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = points
        offer(self, "points", [(key, plain(title, language())) for key, title in points])

    def clean(self) -> dict[str, Any]:
        """Ask for the points that were not looked at, if all is said to meet the conditions."""
        given = super().clean() or self.cleaned_data
        left = len(self.asked) - len(given.get("points", ()))
        if given.get("finding") == Finding.MEETS and left:
            self.add_error(
                "points",
                both(
                    f"还有 {left} 个要点没核对。核对后勾上，或者选「不符合」",
                    f"{left} points are not examined yet. Tick them, or choose “does not meet”",
                ),
            )
        return given

    def values(self) -> dict[str, Any]:
        """Return what the operation takes; what was ticked becomes part of the opinion."""
        given = self.cleaned_data
        lines = [f"{'✓' if key in given['points'] else '✗'} {t.zh}" for key, t in self.asked]
        comment = "\n".join([given["comment"].strip(), "", "审查要点：", *lines])
        return {"finding": Finding(given["finding"]), "comment": comment}


class RefuseForm(PlainForm):
    """A refusal: reason, article and remedy, all three (《行政许可法》 art. 38)."""

    use_required_attribute = True  # the browser asks for all three before it sends
    reason = forms.CharField(
        label=said("理由", "Reason"),
        help_text=said(
            "申请人会原样看到：哪一点不符合，事实是什么。",
            "The applicant reads it as it is: what does not meet the conditions, and why.",
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
    )
    article = forms.ChoiceField(label=said("依据的条款", "Article"), widget=forms.RadioSelect)
    article_other = forms.CharField(
        label=said("其他条款", "Another article"),
        help_text=said(
            "法律名称和条号；选「其他」时填写", "Name of the law and article, if you chose “other”"
        ),
        required=False,
        max_length=200,
    )
    remedy = forms.CharField(
        label=said("怎么补救", "Remedy"),
        help_text=said(
            "怎么改可以重办，不服怎么办。已放入这个事项的样文，按实际改。",
            "What to change and how to appeal. The item's usual words stand here; adapt them.",
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
    )

    def __init__(self, bases: Sequence[Basis], remedies: Text, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"remedy": remedies.zh}, **kwargs)
        known = [cited(basis) for basis in bases if basis.law]
        other = (OTHER, both("其他", "Other"))
        offer(self, "article", [*((one, one) for one in known), other])
        if not known:
            self.initial["article"] = OTHER

    def clean(self) -> dict[str, Any]:
        """Ask for the article where none of those listed was chosen."""
        given = super().clean() or self.cleaned_data
        if given.get("article") == OTHER and not given.get("article_other"):
            self.add_error("article_other", both("填写依据的条款", "Fill in the article"))
        return given

    def values(self) -> dict[str, Any]:
        """Return what the operation takes."""
        given = self.cleaned_data
        article = given["article_other"] if given["article"] == OTHER else given["article"]
        return {"reason": given["reason"], "article": article, "remedy": given["remedy"]}


class VisitDayForm(PlainForm):
    """The day of a visit; a day off is asked about once more."""

    on = forms.DateField(
        label=said("踏勘日期", "Day of the inspection"),
        widget=forms.DateInput(attrs={"type": "date", "class": "cap-14"}, format="%Y-%m-%d"),
    )
    anyway = forms.BooleanField(
        label=said("就定这一天，已与申请人说好", "Keep this day; the applicant agrees"),
        required=False,
    )

    def __init__(self, calendar: Calendar, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar
        self.asks = False

    def clean(self) -> dict[str, Any]:
        """Warn of a day off, unless it was kept knowingly."""
        given = super().clean() or self.cleaned_data
        on: date | None = given.get("on")
        self.asks = on is not None and not is_working_day(on, self.calendar)
        if self.asks and on is not None and not given.get("anyway"):
            said_day = day(on, language())
            self.add_error(
                "on",
                both(
                    f"{said_day}不是工作日。改一天，或勾上「就定这一天」再保存",
                    f"{said_day} is not a working day. Choose another, or tick “Keep this day”",
                ),
            )
        return given


class PartForm(PlainForm):
    """One member's part of a visit."""

    result = forms.ChoiceField(
        label=said("结果", "Result"), widget=forms.RadioSelect, choices=FINDINGS
    )
    officers = forms.MultipleChoiceField(
        label=said("到场人员", "Officers present"), widget=forms.CheckboxSelectMultiple
    )
    notes = forms.CharField(
        label=said("现场记录", "Notes"),
        help_text=said("看了什么，情况怎样", "What was looked at, and how it is"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )

    def __init__(self, officers: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = offer(self, "officers", [(str(number), name) for number, name in officers])
        field.help_text = both(
            f"{INSPECTING_OFFICERS} 人以上，包括您自己（{INSPECTION_ARTICLE}）",
            f"{INSPECTING_OFFICERS} or more, yourself included ({INSPECTION_ARTICLE})",
        )

    def values(self) -> dict[str, Any]:
        """Return what the operation takes."""
        given = self.cleaned_data
        return {
            "result": Finding(given["result"]),
            "officers": tuple(int(number) for number in given["officers"]),
            "notes": given["notes"],
        }


class AfterCheckForm(PlainForm):
    """What was found when a pledge was looked at. `again`: after it was to be put right."""

    kept = forms.ChoiceField(
        label=said("结论", "Finding"),
        widget=forms.RadioSelect,
        choices=(
            ("yes", said("做到了", "The promise was kept")),
            ("no", said("没有做到", "It was not kept")),
        ),
    )
    put_right_days = forms.IntegerField(
        label=said("几个工作日内改正", "Working days to put it right"),
        help_text=said(
            "选「没有做到」时填写；到期再核查一次。",
            "If it was not kept; then it is looked at once more.",
        ),
        min_value=1,
        max_value=MOST_PUT_RIGHT_DAYS,
        required=False,
    )
    notes = forms.CharField(
        label=said("核查记录", "What was found"),
        help_text=said("怎么核查的，看到了什么", "How it was checked, and what was seen"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )

    def __init__(self, *args: Any, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.again = again
        if again:
            del self.fields["put_right_days"]

    def clean(self) -> dict[str, Any]:
        """Ask for the time to put it right."""
        given = super().clean() or self.cleaned_data
        missing = not self.again and not given.get("put_right_days")
        if given.get("kept") == "no" and missing and "put_right_days" not in self.errors:
            said_so = both("写明几个工作日内改正", "Say in how many working days it is put right")
            self.add_error("put_right_days", said_so)
        return given

    def values(self) -> dict[str, Any]:
        """Return what the operation takes."""
        given = self.cleaned_data
        return {
            "kept": given["kept"] == "yes",
            "put_right_days": given.get("put_right_days") or 0,
            "notes": given["notes"],
        }


def _day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "cap-14"})


class AbsenceForm(PlainForm):
    """The absence of a colleague, as the head of their department notes it."""

    officer = forms.TypedChoiceField(label=said("谁不在岗", "Who is away"), coerce=int)
    since = forms.DateField(label=said("从哪天起", "From"), widget=_day_input())
    until = forms.DateField(
        label=said("到哪天止", "Until"),
        widget=_day_input(),
        help_text=said("含这一天", "This day included"),
    )
    deputy = forms.TypedChoiceField(
        label=said("由谁代办", "Who stands in"),
        coerce=int,
        help_text=said("同一部门的同事", "A colleague of the same department"),
    )
    reason = forms.CharField(label=said("为什么", "Why"), max_length=200)

    def __init__(self, led: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("officer", "deputy"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "—"), *led]
