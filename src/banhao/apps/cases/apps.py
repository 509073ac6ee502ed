"""Django's entry for this slice."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The cases slice: it answers for its files, and takes answers of sources in as events."""

    name = "banhao.apps.cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the slices below, which may not import us."""
        from banhao.apps.certificates import registry as certificates  # noqa: PLC0415 -- needs tables
        from banhao.apps.evidence import registry as evidence  # noqa: PLC0415 -- as above
        from banhao.apps.files import registry as files  # noqa: PLC0415 -- as above

        files.register("cases", "banhao.apps.cases.guards.CaseGuard")
        certificates.register("cases", "banhao.apps.cases.guards.thing_of_case")
        evidence.register("cases", "banhao.apps.cases.operations.evidence.record_answer")
