"""Forms of people: sign in, register, one's own account, password."""

from typing import Any

from django import forms
from django.conf import settings

from banhao.ui.forms import PlainForm, said

EMAIL = said("邮箱", "Mail address")
NAME = said("姓名", "Name")
PHONE = said("手机号", "Mobile phone")
CONSENT = said(
    "同意电子送达：文书送到本站「消息」，不再邮寄纸质件",
    "Papers may be served in your inbox on this site instead of by post",
)
MAIL = said(
    "有新消息时发邮件提醒（邮件里没有办件内容，只有链接）",
    "Send me a mail when there is news (it holds a link and nothing about the case)",
)
LONG_ENOUGH = said("至少 8 位，不要用常见的密码", "At least 8 characters, not a common one")


def _password(label: Any, hint: Any = "", *, new: bool = False) -> forms.CharField:
    complete = "new-password" if new else "current-password"
    widget = forms.PasswordInput(attrs={"autocomplete": complete})
    return forms.CharField(label=label, help_text=hint, widget=widget, strip=False, max_length=128)


def _email() -> forms.EmailField:
    words = {"invalid": said("邮箱要像 name@example.com", "Like name@example.com")}
    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    return forms.EmailField(label=EMAIL, max_length=254, widget=widget, error_messages=words)


def _name() -> forms.CharField:
    return forms.CharField(
        label=NAME, max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


def _phone() -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
    return forms.CharField(label=PHONE, max_length=20, required=False, widget=widget)


class _MailForm(PlainForm):
    """A form that offers mail, where this installation sends any."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.MAIL:
            del self.fields["wants_mail"]


class SignInForm(PlainForm):
    """Mail address and password."""

    email = _email()
    password = _password(said("密码", "Password"))


class RegisterForm(_MailForm):
    """A new account of a private person."""

    display_name = _name()
    email = _email()
    phone = _phone()
    password = _password(said("密码", "Password"), LONG_ENOUGH, new=True)
    consent_to_e_service = forms.BooleanField(label=CONSENT, required=False)
    wants_mail = forms.BooleanField(label=MAIL, required=False)


class AccountForm(_MailForm):
    """What somebody may change about their own account."""

    display_name = _name()
    phone = _phone()
    consent_to_e_service = forms.BooleanField(label=CONSENT, required=False)
    wants_mail = forms.BooleanField(label=MAIL, required=False)


class PasswordForm(PlainForm):
    """The password so far and the new one."""

    old = _password(said("现在的密码", "Password so far"))
    password = _password(said("新密码", "New password"), LONG_ENOUGH, new=True)


class NewPasswordForm(PlainForm):
    """A new password, for who came by a link in their mail."""

    password = _password(said("新密码", "New password"), LONG_ENOUGH, new=True)
