"""Django's entry for this slice."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The evidence slice."""

    name = "banhao.apps.evidence"
    default_auto_field = "django.db.models.BigAutoField"
