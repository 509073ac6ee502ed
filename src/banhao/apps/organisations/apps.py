"""Django's entry for this slice."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """The organisations slice: it knows the offices and firms behind an account."""

    name = "banhao.apps.organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell `people`, which may not import us, where posts come from."""
        from banhao.apps.organisations.queries import (  # noqa: PLC0415 -- tables exist only now
            absences,
            firms_of,
            mandates,
        )
        from banhao.apps.people.queries import posts_come_from  # noqa: PLC0415 -- as above

        posts_come_from(absences.posts_of, firms_of, mandates.mandates_of)
