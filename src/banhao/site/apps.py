"""Django's entry for the site: everything is wired here, when all slices are loaded."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The site."""

    name = "banhao.site"

    def ready(self) -> None:
        """Wire subscribers."""
        from banhao.site.wiring import wire  # noqa: PLC0415 -- tables exist only now

        wire()
