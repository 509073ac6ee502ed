"""Run the measured questions of bench/: each file prints its own table."""

from collections.abc import Sequence

from tools.place import PYTHON, ROOT, StepError, environment, say, status

NOT_PRESENT = 3  # what a bench says when the data that it needs is not on this machine


def run(names: Sequence[str]) -> int:
    """Run bench/NAME.py for each name (all of them without names). Returns 1 if one failed."""
    found = {path.stem: path for path in sorted((ROOT / "bench").glob("[!_]*.py"))}
    unknown = sorted(set(names) - set(found))
    if unknown:
        raise StepError(f"No such bench: {', '.join(unknown)}; there are {', '.join(found)}.")
    ended = {}
    for name in names or found:
        say(f"bench/{name}.py")
        ended[name] = status([PYTHON, found[name]], environment())
    for name, code in ended.items():
        say(f"{name}: { {0: 'done', NOT_PRESENT: 'its data is not present'}.get(code, 'FAILED') }")
    return int(any(code not in {0, NOT_PRESENT} for code in ended.values()))
