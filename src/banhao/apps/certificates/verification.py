"""What /verify answers: two questions apart, is it real, and is it valid now.

A file is known again by the SHA-256 of its bytes, kept when its page was handed out. A file whose
bytes are others but which still carries a true seal was changed; without one it is not ours.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from banhao.apps.certificates import queries, signing
from banhao.apps.certificates.pages import MARK
from banhao.core.certificates import numbers, signed, validity
from banhao.core.certificates.values import Certificate, CertificateState, Component
from banhao.core.errors import BadInput, NotFound
from banhao.core.messages import Message, Text
from banhao.ui.dates import plain_day
from banhao.ui.words import CHINESE, ENGLISH

_SEAL = re.compile(re.escape(MARK).encode() + rb"f=([\w-]{20,200})&(?:amp;)?s=([\w-]{20,200})")


class Finding(StrEnum):
    """Answer to "is it real"."""

    TRUE = "true"  # signature or file is ours and unchanged
    KNOWN = "known"  # there is a certificate with this number; the paper was not seen
    UNKNOWN = "unknown"  # no certificate with this number
    FALSE = "false"  # the signature is not ours, or what it covers was changed
    MISMATCH = "mismatch"  # the signature is ours, but the register says something else
    NO_RECORD = "no-record"  # the signature is ours, but the register has no such certificate
    CHANGED = "changed"  # a file of ours that was changed after it was handed out
    FOREIGN = "foreign"  # a file that we did not hand out


SHOWS_HOLDER = frozenset({Finding.TRUE, Finding.CHANGED})
SURE = frozenset({Finding.TRUE, Finding.KNOWN})  # whatever else is said might only be old
MISSES = frozenset({Finding.UNKNOWN, Finding.FALSE, Finding.FOREIGN})


@dataclass(frozen=True, slots=True)
class Part:
    """A component and its state on the day of the answer."""

    component: Component
    state: CertificateState

    @property
    def good(self) -> bool:
        """Whether it is valid now."""
        return self.state is CertificateState.VALID

    @property
    def code(self) -> str:
        """Return the message code of its state."""
        return f"state.certificate.{self.state}"

    @property
    def now(self) -> Message:
        """Return what its not being valid means."""
        title = self.component.title
        return Message("certificate.now.part", title=title, state=_word(self.state))


@dataclass(frozen=True, slots=True)
class Answer:
    """What can be said. `certificate` None: nothing may or can be shown; `state`: on that day."""

    finding: Finding
    certificate: Certificate | None = None
    state: CertificateState | None = None
    parts: tuple[Part, ...] = ()

    @property
    def headline(self) -> Message:
        """Return the answer to "is it real"."""
        return Message(f"certificate.finding.{self.finding}")

    @property
    def advice(self) -> Message:
        """Return what it means and what to do."""
        return Message(f"certificate.advice.{self.finding}")

    @property
    def now(self) -> Message:
        """Return the answer to "is it valid now" for the certificate as a whole."""
        assert self.certificate is not None  # templates ask only where there is one
        newer = self.certificate.replaced_by
        if newer is not None:
            return Message("certificate.now.replaced", version=newer.version)
        if self.state is not CertificateState.VALID:
            return Message("certificate.now.not_valid", state=_word(self.state))
        if self.parts:
            good = len(self.parts) - len(self.invalid_parts)
            return Message("certificate.now.parts", n=len(self.parts), good=good)
        until = self.certificate.validity.until
        if until is None:
            return Message("certificate.now.valid_open")
        return Message("certificate.now.valid_until", until=_day(until))

    @property
    def real(self) -> bool:
        """Whether the thing in hand is proven real."""
        return self.finding is Finding.TRUE

    @property
    def good(self) -> bool:
        """Whether the certificate and all its parts are valid now."""
        states = {self.state, *(part.state for part in self.parts)}
        return states == {CertificateState.VALID}

    @property
    def invalid_parts(self) -> tuple[Part, ...]:
        """Return the parts that are not valid now."""
        return tuple(part for part in self.parts if not part.good)

    @property
    def shows_holder(self) -> bool:
        """Whether the masked holder and the components may be shown."""
        return self.finding in SHOWS_HOLDER

    @property
    def code(self) -> str:
        """Return the message code of the certificate's state."""
        return f"state.certificate.{self.state}"

    @property
    def national(self) -> bool:
        """Whether the identifier stands under the national root."""
        return bool(self.certificate and numbers.is_national(self.certificate.identifier))

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the key that signatures were checked with."""
        return signing.fingerprint()

    @property
    def is_of_before(self) -> bool:
        """Whether it was issued before this system, and brought by the department."""
        return bool(self.certificate and not self.certificate.case_number)

    @property
    def checks_out(self) -> bool:
        """Whether the check character of the identifier is right."""
        return bool(self.certificate and numbers.checks_out(self.certificate.identifier))


def answer_number(number: str, on: date) -> Answer:
    """Return what the number alone tells: kind and state, nobody's name."""
    found = queries.by_number(number)
    return _about(Finding.KNOWN, found, on) if found else Answer(Finding.UNKNOWN)


def answer_seal(facts: str, signature: str, on: date) -> Answer:
    """Return what the two parameters of a QR code tell."""
    try:
        seal = signed.from_parameters(facts, signature)
        said = signed.from_bytes(seal.facts)
    except BadInput:
        return Answer(Finding.FALSE)
    if not signing.is_ours(seal):
        return Answer(Finding.FALSE)
    try:
        found = queries.certificate(said.certificate)
    except NotFound:
        return Answer(Finding.NO_RECORD)
    if signed.facts_of(found) != said:
        return Answer(Finding.MISMATCH)
    return _about(Finding.TRUE, found, on)


def answer_file(content: bytes, on: date) -> Answer:
    """Return whether a file is, byte for byte, one that was handed out; else whose it once was."""
    found = queries.by_page(hashlib.sha256(content).hexdigest())
    if found:
        return _about(Finding.TRUE, found, on)
    seal = _SEAL.search(content)
    if seal is None:
        return Answer(Finding.FOREIGN)
    answer = answer_seal(seal[1].decode(), seal[2].decode(), on)
    if answer.certificate is None:
        return Answer(Finding.FOREIGN)
    return _about(Finding.CHANGED, answer.certificate, on)


def _about(finding: Finding, found: Certificate, on: date) -> Answer:
    parts = tuple(
        Part(part, validity.state_on(part.state, part.validity, on)) for part in found.components
    )
    return Answer(finding, found, validity.state_on(found.state, found.validity, on), parts)


def _day(value: date) -> Text:
    """Return a date without its weekday: nobody has to act on it."""
    return Text(plain_day(value, CHINESE), plain_day(value, ENGLISH))


def _word(state: CertificateState | None) -> Message:
    return Message(f"state.certificate.{state}")
