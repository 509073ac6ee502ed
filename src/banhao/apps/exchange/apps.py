"""Django's entry for this slice. It has no tables: code tables are files beside the code."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """The exchange slice."""

    name = "banhao.apps.exchange"
    default_auto_field = "django.db.models.BigAutoField"
