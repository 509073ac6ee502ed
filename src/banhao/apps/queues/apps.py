"""Django's entry for this slice."""

from django.apps import AppConfig


class QueuesConfig(AppConfig):
    """The queues slice."""

    name = "banhao.apps.queues"
    default_auto_field = "django.db.models.BigAutoField"
