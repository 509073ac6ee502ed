"""An account as a value, and a persona of the demo."""

from dataclasses import dataclass

from banhao.core.messages import Text

JOINT = " · "


@dataclass(frozen=True, slots=True)
class Account:
    """An account. `email` in lower case; it and `phone` are "" when not given.

    `wants_mail`: a mail whenever there is news in the inbox. `email_confirmed`: mail to the address
    reaches its owner. `may_sign_in`: there is a password (a walk-in has none).
    """

    id: int
    email: str
    display_name: str
    phone: str
    consent_to_e_service: bool
    wants_mail: bool
    is_officer: bool
    is_active: bool
    must_change_password: bool
    email_confirmed: bool
    may_sign_in: bool


@dataclass(frozen=True, slots=True)
class Persona:
    """A made-up person of a demo database and what they are there to show.

    `title`: from the widest to the narrowest ("region · department · role"), joined by " · ".
    """

    account: int
    name: str
    title: Text
    is_officer: bool

    @property
    def group(self) -> Text:
        """Return the widest part of the title: the region, or what all applicants are."""
        return Text(self.title.zh.split(JOINT)[0], self.title.en.split(JOINT)[0])

    @property
    def place(self) -> Text:
        """Return what stands between: the department, "" if there is none."""
        return Text(self._middle(self.title.zh), self._middle(self.title.en))

    @property
    def role(self) -> Text:
        """Return the narrowest part: the role, or the firm of an applicant."""
        return Text(self.title.zh.split(JOINT)[-1], self.title.en.split(JOINT)[-1])

    @staticmethod
    def _middle(title: str) -> str:
        return JOINT.join(title.split(JOINT)[1:-1])
