"""What the page of a batch shows: counts, the refused rows, the first of the others."""

from collections.abc import Sequence
from typing import Any

from banhao.apps.imports.codec import Content
from banhao.core.imports.columns import explained
from banhao.core.imports.lines import Fate, Kind, Line, counted

MOST_REFUSED, MOST_OTHERS = 200, 50


def shown(kind: Kind, content: Content) -> dict[str, Any]:
    """Return the template's words: `counts` by fate, `refused` and `others` as far as shown."""
    counts = counted(content.lines)
    refused = [line for line in content.lines if line.fate is Fate.REFUSED]
    others = [line for line in content.lines if line.fate in {Fate.NEW, Fate.CHANGED}]
    return {
        "counts": [(f"imports.fate.{fate.value}", n) for fate, n in counts.items()],
        "good": counts[Fate.NEW] + counts[Fate.CHANGED],
        "refused": _rows(kind, refused[:MOST_REFUSED]),
        "refused_count": len(refused),
        "others": _rows(kind, others[:MOST_OTHERS]),
        "others_count": len(others),
        "with_passwords": bool(content.passwords),
    }


def _rows(kind: Kind, lines: Sequence[Line]) -> list[dict[str, object]]:
    return [
        {
            "number": line.number,
            "about": line.about,
            "fate": f"imports.fate.{line.fate.value}",
            "problem": explained(kind, line),
        }
        for line in lines
    ]
