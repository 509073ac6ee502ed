"""Sources outside: the interface, and the one that speaks HTTP. No database in here."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import httpx

from banhao.core.evidence.slots import Outcome

PATIENCE = 2.0  # seconds for the whole answer
LARGEST = 262_144  # bytes; a register's answer is a record, not a library


@dataclass(frozen=True, slots=True)
class Question:
    """Whom a source is asked about: resident id number and uscc, "" = not known; and the ground.

    `certificate`: type of the certificate that is looked for, "" if the material is none.
    """

    id_number: str
    uscc: str
    ground: str
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source said. `outcome`: ANSWERED, MISSING, MISMATCH or DOWN.

    `facts`: by element id, to compare and prefill. `document`: what is shown of the e-licence or
    record. `differs`: elements whose fact is not what the form says. `sent` False: the source
    rests after failures and was not asked.
    """

    outcome: Outcome
    facts: Mapping[str, str] = field(default_factory=dict)
    document: Mapping[str, str] = field(default_factory=dict)
    differs: tuple[str, ...] = ()
    at: datetime | None = None
    milliseconds: int = 0
    sent: bool = True

    def to_plain(self) -> dict[str, object]:
        """Return what is sealed in the vault: facts, document, differences, time."""
        return {
            "facts": dict(self.facts),
            "document": dict(self.document),
            "differs": list(self.differs),
            "at": self.at.isoformat() if self.at else "",
        }


class Source(Protocol):
    """Something outside that can be asked about a person or firm."""

    def ask(self, source: str, question: Question, at: datetime) -> Answer:
        """Return its answer. Never raises: whatever goes wrong outside is DOWN."""


class HttpSource:
    """Sources behind one base URL: GET <base>/<source>?id=…&uscc=… answers JSON

    {"result": "found"|"missing", "subject": {"id", "uscc"}, "facts": {…}, "document": {…}}.
    """

    def __init__(self, base: str) -> None:
        self._base = base.rstrip("/")

    def ask(self, source: str, question: Question, at: datetime) -> Answer:
        """Ask over HTTP with a time limit of 2 s for the whole answer, following no redirect."""
        begun = time.monotonic()
        try:
            plain = self._fetch(source, question, begun)
            answer = _understood(plain, question, at)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            answer = Answer(Outcome.DOWN, at=at)
        spent = int((time.monotonic() - begun) * 1000)
        return Answer(
            answer.outcome, answer.facts, answer.document, at=at, milliseconds=max(spent, 1)
        )

    def _fetch(self, source: str, question: Question, begun: float) -> object:
        """Return the parsed answer. :raises ValueError: too slow, too long, or not JSON."""
        params = {"id": question.id_number, "uscc": question.uscc}
        headers = {"X-Ground": question.ground.encode().hex()}
        url = f"{self._base}/{source}"
        with (
            httpx.Client(timeout=PATIENCE, trust_env=False) as client,
            client.stream("GET", url, params=params, headers=headers) as response,
        ):
            if response.status_code != httpx.codes.OK:
                raise ValueError(f"status {response.status_code}")
            body = b""
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > LARGEST or time.monotonic() - begun > PATIENCE:
                    raise ValueError("too long")
        return httpx.Response(200, content=body).json()


def _understood(plain: object, question: Question, at: datetime) -> Answer:
    """Return the meaning of an answer. :raises ValueError: if it has none."""
    if not isinstance(plain, dict) or plain.get("result") not in {"found", "missing"}:
        raise ValueError("not an answer")
    if plain["result"] == "missing":
        return Answer(Outcome.MISSING, at=at)
    subject, facts = _texts(plain.get("subject")), _texts(plain.get("facts"))
    same = all(
        subject.get(name) in {asked, "", None}
        for name, asked in (("id", question.id_number), ("uscc", question.uscc))
    )
    outcome = Outcome.ANSWERED if same and subject else Outcome.MISMATCH
    return Answer(outcome, facts, _texts(plain.get("document")), at=at)


def _texts(plain: object) -> dict[str, str]:
    if not isinstance(plain, dict):
        raise ValueError("not a record")
    return {str(name)[:80]: str(value)[:2000] for name, value in plain.items()}
