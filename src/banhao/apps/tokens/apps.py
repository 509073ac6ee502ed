"""Django's entry for this slice."""

from django.apps import AppConfig


class TokensConfig(AppConfig):
    """The tokens slice."""

    name = "banhao.apps.tokens"
    default_auto_field = "django.db.models.BigAutoField"
