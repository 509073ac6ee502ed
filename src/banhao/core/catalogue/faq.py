"""Questions people often ask about a theme, with the answers its authors give."""

from dataclasses import dataclass

from banhao.core.catalogue.fields import Place
from banhao.core.messages import Text


@dataclass(frozen=True, slots=True)
class Faq:
    """One question and its answer, in words. What a plan can tell is told from the plan instead."""

    question: Text
    answer: Text


def read_faq(place: Place) -> tuple[Faq, ...]:
    """Read the `[[faq]]` of a theme."""
    found = []
    for entry in place.tables("faq"):
        found.append(
            Faq(entry.text("question", required=True), entry.text("answer", required=True))
        )
        entry.done()
    return tuple(found)
