"""Checks of what an account is made of; each says which field is wrong and what to do."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from banhao.apps.people.models import AccountRecord
from banhao.core.codes import mobile
from banhao.core.errors import BadInput
from banhao.core.messages import Message


def clean_email(email: str) -> str:
    """Return a mail address in lower case. :raises BadInput: if it is none."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise BadInput(Message("people.email_wrong"), field="email") from error
    return email


def clean_name(name: str) -> str:
    """Return a name without spaces at its ends. :raises BadInput: if it is empty or over 60."""
    name = " ".join(name.split())
    if not name or len(name) > 60:
        raise BadInput(Message("people.name_missing"), field="display_name")
    return name


def clean_phone(phone: str) -> str:
    """Return a mobile number, "" stays. :raises BadInput: if it is none."""
    phone = phone.strip()
    problem = mobile.problem(phone) if phone else None
    if problem:
        raise BadInput(problem, field="phone")
    return phone


def set_password(account: AccountRecord, password: str) -> None:
    """Set a password on the row, unsaved. :raises BadInput: if it is too short or too common."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        codes = {problem.code for problem in error.error_list}
        easy = "people.password_common" if "password_too_common" in codes else ""
        short = "people.password_short" if "password_too_short" in codes else ""
        raise BadInput(
            Message(short or easy or "people.password_short"), field="password"
        ) from error
    account.set_password(password)
