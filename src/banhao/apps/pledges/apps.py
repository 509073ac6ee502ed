"""Django's entry for this slice."""

from django.apps import AppConfig


class PledgesConfig(AppConfig):
    """The pledges slice."""

    name = "banhao.apps.pledges"
    default_auto_field = "django.db.models.BigAutoField"
