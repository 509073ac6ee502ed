"""Forms of firms: register one, let somebody else act for it."""

from django import forms

from banhao.ui.forms import PlainForm, said


class FirmForm(PlainForm):
    """A firm one may act for."""

    uscc = forms.CharField(
        label=said("统一社会信用代码", "Unified social credit code"),
        max_length=18,
        help_text=said("营业执照上的 18 位代码", "The 18 characters on the business licence"),
    )
    name = forms.CharField(label=said("企业名称", "Name of the firm"), max_length=120)


class MemberForm(PlainForm):
    """Somebody else who may act for the firm."""

    email = forms.EmailField(
        label=said("对方注册用的邮箱", "Mail address of their account"),
        error_messages={"invalid": said("邮箱要像 name@example.com", "Like name@example.com")},
    )
