"""Secrets are made at first use, mode 600, under BANHAO_HOME/keys; never in the tree."""

import os
import secrets
from pathlib import Path


def secret(home: Path, name: str) -> str:
    """Return the secret `name` (64 hex characters), making it if it is not there yet."""
    path = home / "keys" / f"{name}.key"
    try:
        return path.read_text()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    value = secrets.token_hex(32)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(value)
    except FileExistsError:
        return path.read_text()
    return value
