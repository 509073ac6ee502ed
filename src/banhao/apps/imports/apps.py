"""Django's entry for this slice."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """The imports slice."""

    name = "banhao.apps.imports"
    default_auto_field = "django.db.models.BigAutoField"
