"""Where things are in a checkout, and how another program is started from it."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
BANHAO = BIN / "banhao"
_STARTED = time.monotonic()


class StepError(Exception):
    """A step failed; the text says which and what to do."""


def say(text: str) -> None:
    """Print one plain line with the seconds since the start."""
    print(f"[{time.monotonic() - _STARTED:6.1f} s] {text}", flush=True)


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a child: the caller's, the virtual environment first in PATH."""
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    fixed = {"PATH": path, "PYTHONUNBUFFERED": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return {**os.environ, **fixed, "DJANGO_SETTINGS_MODULE": "banhao.site.settings", **more}


def call(words: Sequence[object], env: Mapping[str, str] | None = None) -> None:
    """Run a program in the checkout and show what it prints. :raises StepError: if it fails."""
    code = status(words, env)
    if code:
        raise StepError(f"{Path(str(words[0])).name} … ended with code {code}: {shown(words)}")


def status(words: Sequence[object], env: Mapping[str, str] | None = None) -> int:
    """Run a program in the checkout, show what it prints, and return its exit code."""
    sys.stdout.flush()
    done = subprocess.run(list(map(str, words)), cwd=ROOT, env=env or environment(), check=False)
    return done.returncode


def output(words: Sequence[object], env: Mapping[str, str] | None = None) -> str:
    """Return what a program prints. :raises StepError: if it fails."""
    done = subprocess.run(
        list(map(str, words)), cwd=ROOT, env=env or environment(), check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise StepError(f"{shown(words)} ended with code {done.returncode}:\n{done.stderr.strip()}")
    return done.stdout.strip()


def shown(words: Sequence[object]) -> str:
    """Return a command line for people, with paths shown from the checkout."""
    return " ".join(str(word).replace(f"{ROOT}{os.sep}", "") for word in words)
