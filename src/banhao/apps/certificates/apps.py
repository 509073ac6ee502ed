"""Django's entry for this slice."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """The certificates slice."""

    name = "banhao.apps.certificates"
    default_auto_field = "django.db.models.BigAutoField"
