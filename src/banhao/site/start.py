"""Start Django for a command that needs the database; commands that do not never call this."""

import os


def start_django() -> None:
    """Load settings and apps once; a second call does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banhao.site.settings")
    import django  # noqa: PLC0415 -- the other commands start without Django

    django.setup()
