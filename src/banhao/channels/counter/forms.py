"""Forms of the counter."""

from typing import Any

from django import forms

from banhao.core.cases.turns import Served
from banhao.ui.forms import PlainForm, said

NOT_COMPETENT, NOT_NEEDED = "not-competent", "not-needed"


class RefusalForm(PlainForm):
    """Why a case is not accepted: nobody here may decide it, or nobody needs to."""

    kind = forms.ChoiceField(
        label=said("哪一种", "Which kind"),
        widget=forms.RadioSelect,
        choices=[
            (NOT_COMPETENT, said("不予受理：不归本机关管", "Not competent: another organ decides")),
            (NOT_NEEDED, said("不受理：这件事不需要许可", "Not needed: no permit is required")),
        ],
    )
    article = forms.CharField(
        label=said("依据的条款", "Article"),
        help_text=said("法律名称和条号", "Name of the law and number of the article"),
        max_length=200,
    )
    reason = forms.CharField(
        label=said("理由", "Reason"),
        help_text=said(
            "申请人会原样看到。写清楚为什么，去哪里办。",
            "The applicant reads it as it is: say why, and where to go.",
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )

    def values(self) -> dict[str, Any]:
        """Return what the operation takes."""
        given = self.cleaned_data
        return {
            "not_needed": given["kind"] == NOT_NEEDED,
            "article": given["article"],
            "reason": given["reason"],
        }


class ServiceForm(PlainForm):
    """How and when a notice reached the applicant."""

    how = forms.ChoiceField(
        label=said("怎么送达", "How"),
        widget=forms.RadioSelect,
        choices=[
            (Served.COUNTER.value, said("在窗口签收", "Signed for at the counter")),
            (Served.POST.value, said("邮寄，已签收", "By post, signed for")),
        ],
    )
    on = forms.DateField(
        label=said("哪一天", "On which day"),
        widget=forms.DateInput(attrs={"type": "date", "class": "cap-14"}, format="%Y-%m-%d"),
    )

    def values(self) -> dict[str, Any]:
        """Return what the operation takes."""
        return {"how": Served(self.cleaned_data["how"]), "on": self.cleaned_data["on"]}


class ContactForm(PlainForm):
    """Find a person who says their own phone number or mail address."""

    contact = forms.CharField(
        label=said("手机号或邮箱", "Phone number or mail address"),
        help_text=said("请申请人自己报，完整输入", "The applicant says it; type it in full"),
        max_length=254,
    )


class ApplicantForm(PlainForm):
    """Somebody who has no account yet."""

    display_name = forms.CharField(label=said("姓名", "Name"), max_length=60)
    phone = forms.CharField(label=said("手机号", "Phone number"), max_length=20)
    email = forms.CharField(
        label=said("邮箱", "Mail address"),
        help_text=said(
            "有邮箱，以后可以自己登录查进度", "With one, they can sign in and follow the case"
        ),
        required=False,
        max_length=254,
    )
