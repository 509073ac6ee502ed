"""Who signs in with a password: Django's own backend, its account read by a statement by hand."""

from django.contrib.auth.backends import ModelBackend

from banhao.apps.people.models import AccountRecord
from banhao.apps.people.rows import row


class AccountBackend(ModelBackend):
    """Django's backend but for the read of every page."""

    def get_user(self, user_id: int) -> AccountRecord | None:
        """Return the account of a session, None if it is closed."""
        account = row(AccountRecord, "id = %s", user_id)
        return account if account and self.user_can_authenticate(account) else None
