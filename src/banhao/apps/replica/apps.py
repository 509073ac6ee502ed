"""Django's entry for this slice. It has no tables."""

from django.apps import AppConfig


class ReplicaConfig(AppConfig):
    """The replica slice."""

    name = "banhao.apps.replica"
    default_auto_field = "django.db.models.BigAutoField"
