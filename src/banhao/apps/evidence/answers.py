"""Answers of sources, sealed: those of one subject together, because they say much the same.

Content `answers` of the vault: material → {source, facts, document, differs, at}. Before decision
0013 each was sealed alone, under its material; those are read for ever.
"""

import json
from typing import Any
from uuid import UUID

from banhao.apps.evidence.models import SubjectRecord
from banhao.apps.evidence.sources import Answer
from banhao.apps.vault import operations as vault
from banhao.apps.vault import queries as vault_queries
from banhao.core.evidence.slots import Outcome

ANSWERS = "answers"
ALONE = "answer"


def keep(record: SubjectRecord, material: str, source: str, answer: Answer) -> str:
    """Seal an answer that says something; returns its digest, "" if nothing was said.

    Call it while the subject's row is locked. A case keeps what stood there before, a draft not.
    """
    if answer.outcome in {Outcome.DOWN, Outcome.MISSING}:
        return ""
    subject, plain = record.subject, {"source": source, **answer.to_plain()}
    together = _together(subject) | {material: plain}
    vault.seal(
        subject=subject,
        kind=ANSWERS,
        name=ANSWERS,
        content=_text(together),
        keep_older=record.filed,
    )
    return vault_queries.keyed_digest(subject, _text(plain))


def kept(subject: UUID, materials: list[str]) -> dict[str, dict[str, Any]]:
    """Return the last answer about each of these materials that has one."""
    found = _together(subject)
    for material in materials:
        if material not in found and (sealed := vault_queries.unseal(subject, ALONE, material)):
            found[material] = json.loads(sealed)
    return {material: found[material] for material in materials if material in found}


def _together(subject: UUID) -> dict[str, dict[str, Any]]:
    sealed = vault_queries.unseal(subject, ANSWERS, ANSWERS)
    return dict(json.loads(sealed)) if sealed else {}


def _text(plain: object) -> bytes:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()
