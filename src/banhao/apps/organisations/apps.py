"""Django's entry for this slice."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """The organisations slice."""

    name = "banhao.apps.organisations"
    default_auto_field = "django.db.models.BigAutoField"
