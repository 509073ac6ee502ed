"""An account as a value, and a persona of the demo."""

from dataclasses import dataclass

from banhao.core.messages import Text


@dataclass(frozen=True, slots=True)
class Account:
    """An account. `email` in lower case; it and `phone` are "" when not given."""

    id: int
    email: str
    display_name: str
    phone: str
    consent_to_e_service: bool
    is_officer: bool
    is_active: bool
    must_change_password: bool


@dataclass(frozen=True, slots=True)
class Persona:
    """A made-up person of a demo database and what they are there to show."""

    account: int
    name: str
    title: Text
    is_officer: bool
