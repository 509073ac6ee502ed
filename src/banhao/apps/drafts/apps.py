"""Django's entry for this slice."""

from django.apps import AppConfig

from banhao.apps.files import registry


class DraftsConfig(AppConfig):
    """The drafts slice; it answers for the files of open drafts."""

    name = "banhao.apps.drafts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register who may see files of a draft."""
        registry.register("drafts", "banhao.apps.drafts.guard.DraftGuard")
