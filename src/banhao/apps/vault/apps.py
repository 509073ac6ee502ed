"""Django's entry for this slice."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """The vault slice."""

    name = "banhao.apps.vault"
    default_auto_field = "django.db.models.BigAutoField"
