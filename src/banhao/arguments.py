"""A command line whose own errors are said in both languages; argparse says them in English."""

import argparse
import re
import sys
from typing import NoReturn

from banhao.core.errors import BadInput
from banhao.core.messages import Message

# What argparse says (the same from 3.11 to 3.14) → the code of our words; groups are their places.
PATTERNS = (
    (r"the following arguments are required: (?P<names>.+)", "arguments.missing"),
    (r"unrecognized arguments: (?P<names>.+)", "arguments.unknown"),
    (r"ambiguous option: (?P<found>\S+) could match (?P<known>.+)", "arguments.ambiguous"),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<found>.+?) \(choose from (?P<known>.+)\)",
        "arguments.not_one_of",
    ),
    (r"argument (?P<name>.+?): expected (?:one|at least one|\d+) arguments?", "arguments.no_value"),
    (r"argument (?P<name>.+?): invalid (?P<kind>\S+) value: (?P<found>.+)", "arguments.wrong"),
    (r"argument (?P<name>.+?): ignored explicit argument (?P<found>.+)", "arguments.takes_none"),
    (
        r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)",
        "arguments.not_together",
    ),
    (r"one of the arguments (?P<names>.+) is required", "arguments.one_needed"),
)


class Arguments(argparse.ArgumentParser):
    """An argument parser that raises what is wrong instead of saying it in English."""

    def error(self, message: str) -> NoReturn:
        """Print the usage. :raises BadInput: with our words for what argparse found."""
        self.print_usage(sys.stderr)
        raise BadInput(words(message, self.prog))


def words(message: str, prog: str) -> Message:
    """Return our message for one of argparse's; one that we do not know keeps its English."""
    for pattern, code in PATTERNS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return Message(code, prog=prog, **found.groupdict())
    return Message("arguments.other", prog=prog, found=message)
