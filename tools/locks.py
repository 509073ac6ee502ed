"""Write the locks anew: every package with its hashes, no registry's address."""

from tools.place import BIN, PYTHON, call, say

LOCKS = {
    "requirements.in": "requirements.lock",
    "requirements-dev.in": "requirements-dev.lock",
    "requirements-bench.in": "requirements-bench.lock",
    "requirements-node.in": "requirements-node.lock",
}
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]


def write(*, upgrade: bool) -> None:
    """Compile each list of wishes into its lock, and npm's; keep pins unless `upgrade`.

    The lock for benches keeps to the versions of the lock for tests, of which it holds all.
    """
    for wishes, lock in LOCKS.items():
        more = ["--upgrade"] if upgrade else []
        more += ["-c", "requirements-dev.lock"] if "bench" in lock else []
        say(f"Writing {lock} …")
        call([PYTHON, "-m", "uv", "pip", "compile", "-q", *OPTIONS, *more, wishes, "-o", lock])
    say("Writing package-lock.json …")
    call([BIN / "npm" if (BIN / "npm").exists() else "npm", "install", "--package-lock-only"])
