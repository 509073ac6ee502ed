"""Two pages on one form: what another page has saved meanwhile is not overwritten unseen.

A page carries, for each of its elements, a mark of what stood there when it was made. If something
else stands there now, only what this page did not touch, or has typed the same, passes quietly.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

from banhao.apps.drafts import forms
from banhao.core.catalogue.values import Element, ElementType
from banhao.core.forms.reading import own_fields
from banhao.core.forms.values import Fields, FormProblem, FormValue
from banhao.core.messages import Message

CHANGED = "drafts.changed_elsewhere"
Unread = Mapping[str, Mapping[str, list[str]]]


def marks(
    elements: Iterable[Element], stored: Mapping[str, FormValue], unread: Unread
) -> dict[str, str]:
    """Return element id → mark of what stands in its inputs now."""
    return {one.id: _mark(forms.all_fields([one], stored, unread)) for one in elements}


def written(found: Mapping[str, str]) -> str:
    """Return marks as the value of one hidden input."""
    return ",".join(f"{element}:{mark}" for element, mark in found.items())


def read(text: str) -> dict[str, str]:
    """Return marks out of a hidden input; what cannot be read is left out."""
    pairs = (pair.partition(":") for pair in text.split(",") if ":" in pair)
    return {element: mark for element, _, mark in pairs}


def unseen(
    elements: Iterable[Element],
    fields: Fields,
    before: Mapping[str, str],
    stored: Mapping[str, FormValue],
    unread: Unread,
) -> tuple[Fields, tuple[FormProblem, ...]]:
    """Return the fields that may be saved, and what another page has changed to something else.

    `before`: the marks that the page carries; elements without one are saved as they are.
    """
    elements = [one for one in elements if one.id in before]
    now = marks(elements, stored, unread)
    kept = dict(fields)
    problems = []
    for element in elements:
        sent = own_fields(element, fields)
        if not sent or now[element.id] == before[element.id]:
            continue
        kept = {name: texts for name, texts in kept.items() if not _belongs(name, element.id)}
        if _mark(sent) not in {now[element.id], before[element.id]}:
            there = forms.all_fields([element], stored, unread)
            message = Message(CHANGED, value=_words(element, there))
            field = element.id if element.type is ElementType.TABLE else next(iter(sent))
            problems.append(FormProblem(element.id, message, field))
    return kept, tuple(problems)


def _mark(fields: Fields) -> str:
    """Return a short digest of inputs; blanks do not count, nor a region, which pages fill in."""
    filled = {
        name: [text.strip() for text in texts if text.strip()]
        for name, texts in fields.items()
        if not name.endswith("-region")
    }
    plain = json.dumps({name: texts for name, texts in filled.items() if texts}, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def _belongs(name: str, element: str) -> bool:
    return name == element or name.startswith(f"{element}-")


def _words(element: Element, there: Fields) -> str:
    titles = {option.id: option.title.zh for option in element.options}
    texts = [titles.get(text, text) for name in there for text in there[name] if text.strip()]
    return "、".join(texts[:6]) + ("……" if len(texts) > 6 else "")
