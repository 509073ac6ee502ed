"""Django's entry for this slice."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The mail slice."""

    name = "banhao.apps.mail"
    default_auto_field = "django.db.models.BigAutoField"
