"""The form of who forgot their password."""

from django import forms

from banhao.ui.forms import PlainForm, said


class ForgottenForm(PlainForm):
    """The mail address of the account."""

    email = forms.EmailField(
        label=said("注册时用的邮箱", "Mail address of the account"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": said("邮箱要像 name@example.com", "Like name@example.com")},
    )
