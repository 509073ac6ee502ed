"""The settings of logging: everything to standard error, for the supervisor to keep."""

from typing import Any

FORMS = {"text": "banhao.site.logs.lines.Line", "json": "banhao.site.logs.lines.JsonLine"}
# Django's own words on a request quote its path, which may hold the secret of a link: we write a
# line for each request ourselves (site/watch), and one for each error (site/failing.py).
SILENT = ("django.request", "django.security.csrf", "axes")


def logging_settings(form: str, *, debug: bool) -> dict[str, Any]:
    """Return Django's LOGGING. :raises ValueError: if there is no such form."""
    if form not in FORMS:
        raise ValueError(f"BANHAO_LOG: text or json, not {form}")
    quiet = {} if debug else {name: {"level": "CRITICAL"} for name in SILENT}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": FORMS[form], "full": debug}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"banhao": {"level": "INFO"}, "axes": {"level": "ERROR"}, **quiet},
    }


def server_settings(form: str) -> dict[str, Any]:
    """Return granian's part of it: the same form, on standard error."""
    line = {"()": FORMS[form]}
    handler = {"class": "logging.StreamHandler", "formatter": "generic"}
    return {
        "formatters": {"generic": line, "access": line},
        "handlers": {"console": handler, "access": handler},
    }
