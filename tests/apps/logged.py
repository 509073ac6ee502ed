"""What production would write to standard error while something is done."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from banhao.site.logs.configuration import logging_settings
from banhao.site.logs.lines import JsonLine, Line

FORMS = {"text": Line, "json": JsonLine}


@contextmanager
def written(form: str = "json") -> Iterator[io.StringIO]:
    """Yield what is written, with the levels of the settings."""
    text, root = io.StringIO(), logging.getLogger()
    told = logging_settings(form, debug=False)
    handler = logging.StreamHandler(text)
    handler.setFormatter(FORMS[form]())
    before = root.level
    root.addHandler(handler)
    root.setLevel(told["root"]["level"])
    for name, each in told["loggers"].items():
        logging.getLogger(name).setLevel(each["level"])
    try:
        yield text
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
