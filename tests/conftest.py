"""Tests keep their keys and files in a folder of their own, never in the developer's.

pytest-django reads the settings before this file, so what hangs on BANHAO_HOME is set again here.
`python3 dev.py test` sets BANHAO_HOME and BANHAO_DATABASE itself (see tools/tests.py).
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import settings as hypothesis_settings

from banhao.apps.catalogues import calendars
from tests.flushing import past_guards

_PLACE = tempfile.TemporaryDirectory(prefix="banhao-tests-")
settings.HOME = Path(os.environ.setdefault("BANHAO_HOME", _PLACE.name)).absolute()
settings.HEADS = settings.HOME / "heads" / "heads.log"
settings.STATIC_ROOT = Path(_PLACE.name) / "static"
settings.STATIC_ROOT.mkdir()
# Files by their plain names: no test waits for collectstatic, or reads an old one.
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
# Hundreds of made-up people sign in: a quick hasher for them; test_entrance asks for the real one.
settings.PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
# No examples folder in the checkout, no deadline on a machine that is shared.
hypothesis_settings.register_profile("house", database=None, deadline=None)
hypothesis_settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def _flush() -> None:
    connection.ops.sql_flush = past_guards(connection.ops.sql_flush)


@pytest.fixture(autouse=True)
def _calendar() -> None:
    calendars.look_again()  # a notice that another test had imported is rolled back


@pytest.fixture(scope="session", autouse=True)
def _place() -> Iterator[None]:
    yield
    _PLACE.cleanup()
