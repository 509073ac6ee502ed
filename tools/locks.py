"""Write the locks anew: every package with its hashes, no registry's address."""

from tools.place import BIN, PYTHON, call, say

LOCKS = {
    "requirements.in": "requirements.lock",
    "requirements-dev.in": "requirements-dev.lock",
    "requirements-node.in": "requirements-node.lock",
}
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]


def write(*, upgrade: bool) -> None:
    """Compile each list of wishes into its lock, and npm's; keep pins unless `upgrade`."""
    more = ["--upgrade"] if upgrade else []
    for wishes, lock in LOCKS.items():
        say(f"Writing {lock} …")
        call([PYTHON, "-m", "uv", "pip", "compile", "-q", *OPTIONS, *more, wishes, "-o", lock])
    say("Writing package-lock.json …")
    call([BIN / "npm" if (BIN / "npm").exists() else "npm", "install", "--package-lock-only"])
