"""Django's entry for this slice."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The cases slice."""

    name = "banhao.apps.cases"
    default_auto_field = "django.db.models.BigAutoField"
