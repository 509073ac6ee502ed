"""Django's entry for this slice."""

from django.apps import AppConfig


class CataloguesConfig(AppConfig):
    """The catalogues slice."""

    name = "banhao.apps.catalogues"
    default_auto_field = "django.db.models.BigAutoField"
