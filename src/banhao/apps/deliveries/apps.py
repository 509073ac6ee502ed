"""Django's entry for this slice."""

from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    """The deliveries slice."""

    name = "banhao.apps.deliveries"
    default_auto_field = "django.db.models.BigAutoField"
