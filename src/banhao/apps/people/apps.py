"""Django's entry for this slice."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people slice."""

    name = "banhao.apps.people"
    default_auto_field = "django.db.models.BigAutoField"
