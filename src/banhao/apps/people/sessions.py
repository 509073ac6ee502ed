"""Sessions in the database, as Django keeps them, but for how a page reads its own."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from banhao.apps.people.rows import row


class SessionStore(DatabaseStore):
    """Django's own store but for the read."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return Django's table."""
        return Session

    def _get_session_from_db(self) -> Any:
        """Return the row of a session that has not ended; None: this is no session any more."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        found = row(Session, "session_key = %s and expire_date > %s", self.session_key, now)
        if found is None:
            self._session_key = None
        return found
