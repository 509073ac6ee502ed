"""The words of a paper in both languages, as they are kept and as the template takes them."""

from collections.abc import Sequence

from banhao.core.catalogue.values import Basis
from banhao.core.messages import Message, Text
from banhao.core.papers.kinds import SORTS, Kind, title
from banhao.core.papers.values import Sheet, Words
from banhao.ui.dates import plain_day
from banhao.ui.messages import render
from banhao.ui.templatetags.words import cited
from banhao.ui.words import CHINESE, ENGLISH, plain


def words(
    kind: Kind, sheet: Sheet, *, issuer: Sequence[Text], to: str, case: str
) -> dict[str, object]:
    """Return the words of a paper.

    `issuer`: region, then counter or department; `to`: a name; `case`: its number.
    """
    return {
        "title": [_said(title(kind), CHINESE), _said(title(kind), ENGLISH)],
        "issuer": [each.zh for each in issuer],
        "to": to,
        "case": case,
        "body": [_said(each, CHINESE) for each in sheet.body],
        "en": " ".join(_said(each, ENGLISH) for each in sheet.body),
        "facts": [[_said(name, CHINESE), _said(value, CHINESE)] for name, value in sheet.facts],
        "listed": _said(sheet.listed, CHINESE) if sheet.listed else "",
        "rows": [[_said(each, CHINESE) for each in row] for row in sheet.rows],
        "article": sheet.article,
        "basis": "；".join(_cited(b) for branch in sheet.basis for b in branch.basis if b.law),
        "remedies": " ".join(_said(each, CHINESE) for each in sheet.remedies),
        "remedies_en": " ".join(_said(each, ENGLISH) for each in sheet.remedies),
        "signed": SORTS[kind].signed,
    }


def _said(value: Words, lang: str) -> str:
    """Return words; a date on paper stands without its weekday."""
    match value:
        case Message(code=code, params=params):
            spoken = {
                name: _said(each, lang) if isinstance(each, Words) else each
                for name, each in params.items()
            }
            return render(Message(code, **spoken), lang)
        case Text() | str():
            return plain(value, lang)
        case _:
            return plain_day(value, lang)


def _cited(basis: Basis) -> str:
    return cited(basis)
