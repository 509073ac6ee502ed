"""Django's entry for this slice."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """The certificates slice."""

    name = "banhao.apps.certificates"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let `evidence`, which may not import us, look into our register before outside."""
        from banhao.apps.evidence import registry  # noqa: PLC0415 -- tables exist only now
        from banhao.apps.files import registry as files  # noqa: PLC0415 -- as above

        files.register("held", "banhao.apps.certificates.guards.HeldGuard")
        registry.register_own("certificates", "banhao.apps.certificates.held.answer_for")
