"""Find a Chromium and a Chinese font for the journeys; install one where there is none."""

import os
import shutil
from pathlib import Path

from tools.installation import install, install_debian, step
from tools.place import BIN, PYTHON, ROOT, VENV, StepError, call, environment, output, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE = ROOT / "tools" / "chromium"
FONT = "import manimgx_fonts_cjk, pathlib; print(pathlib.Path(manimgx_fonts_cjk.__file__).parent)"


def variables() -> dict[str, str]:
    """Return what a journey needs in its environment: BANHAO_CHROMIUM and a font for Chinese."""
    given = os.environ.get("CHROMIUM") or _installed()
    if given:
        return {"BANHAO_CHROMIUM": given} | _fonts()
    try:
        install_debian("chromium")
        return {"BANHAO_CHROMIUM": _installed()} | _fonts()
    except StepError as refused:
        say(f"{refused} Taking Chromium from npm …")
    return _from_npm() | _fonts()


def _installed() -> str:
    return next(filter(None, map(shutil.which, NAMES)), "")


def _from_npm() -> dict[str, str]:
    """Chromium as a npm package; it brings the system libraries that it needs."""
    place = VENV / "chromium"
    place.mkdir(exist_ok=True)
    env = environment(TMPDIR=str(place))
    lock, unpacked = PACKAGE / "package-lock.json", place / "chromium"
    step("chromium", [lock], lambda: _install_npm(env), "Chromium", [unpacked])
    path, libraries = output([BIN / "node", PACKAGE / "unpack.js"], env).split("\n")
    return {"BANHAO_CHROMIUM": path, "LD_LIBRARY_PATH": libraries}


def _install_npm(env: dict[str, str]) -> None:
    install(ROOT / "requirements-node.lock")  # it needs a newer Node.js than many systems have
    call([BIN / "npm", "ci", "--silent", "--prefix", PACKAGE], env)


def _fonts() -> dict[str, str]:
    """Show the fonts of our Python package to Chromium, without touching the user's home."""
    fonts, config = Path(output([PYTHON, "-c", FONT])), VENV / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{fonts}</dir><cachedir>{VENV / 'font-cache'}</cachedir>"
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include></fontconfig>\n'
    )
    return {"FONTCONFIG_FILE": str(config)}
