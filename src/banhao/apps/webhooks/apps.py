"""Django's entry for this slice."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """The webhooks slice."""

    name = "banhao.apps.webhooks"
    default_auto_field = "django.db.models.BigAutoField"
