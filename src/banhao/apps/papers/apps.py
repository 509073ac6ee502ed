"""Django's entry for this slice."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """The papers slice."""

    name = "banhao.apps.papers"
    default_auto_field = "django.db.models.BigAutoField"
