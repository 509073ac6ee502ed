"""Django's entry for this slice."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The files slice."""

    name = "banhao.apps.files"
    default_auto_field = "django.db.models.BigAutoField"
