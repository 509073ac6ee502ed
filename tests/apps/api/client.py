"""A client generated from the description alone: nothing of ours is in it."""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx

from banhao.channels.api.described import schema
from tests.apps.api.wsgi import application

NAME = "city_client"


@contextmanager
def generated_in(folder: Path) -> Iterator[ModuleType]:
    """Generate the client from openapi.json in a folder, and load it."""
    (folder / "openapi.json").write_text(json.dumps(schema()), "utf-8")
    (folder / "settings.yaml").write_text("post_hooks: []\n", "utf-8")
    program = Path(sys.executable).with_name("openapi-python-client")
    words = ["generate", "--path", "openapi.json", "--config", "settings.yaml"]
    words += ["--meta", "none", "--output-path", NAME]
    subprocess.run([program, *words], cwd=folder, check=True, capture_output=True)
    sys.path.insert(0, str(folder))
    yield importlib.import_module(NAME)
    sys.path.remove(str(folder))


class City:
    """The city as the generated client sees it."""

    def __init__(self, client: ModuleType, token: str) -> None:
        transport = httpx.WSGITransport(app=application)
        headers = {"Authorization": f"Bearer {token}"}
        url = "http://localhost"
        self.models = importlib.import_module(f"{NAME}.models")
        self.types = importlib.import_module(f"{NAME}.types")
        self.client = client.AuthenticatedClient(base_url=url, token=token)
        self.client.set_httpx_client(
            httpx.Client(transport=transport, base_url=url, headers=headers)
        )

    def call(self, group: str, operation: str, *words: Any, **more: Any) -> Any:
        """Call an operation; what is refused fails the test."""
        module = importlib.import_module(f"{NAME}.api.{group}.{operation}")
        answer = module.sync_detailed(*words, client=self.client, **more)
        assert answer.status_code < 300, answer.content.decode()
        return answer.parsed
