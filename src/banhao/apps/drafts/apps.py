"""Django's entry for this slice."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """The drafts slice."""

    name = "banhao.apps.drafts"
    default_auto_field = "django.db.models.BigAutoField"
