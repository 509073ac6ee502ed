"""Django's entry for this slice."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    """The ratings slice."""

    name = "banhao.apps.ratings"
    default_auto_field = "django.db.models.BigAutoField"
