"""Until when a certificate is valid, alone and as the sum of its parts; its state on a day."""

from collections.abc import Iterable
from datetime import date, timedelta

from banhao.core.certificates.values import CertificateState, Validity


def years_from(since: date, years: int) -> Validity:
    """Return the validity of so many years from `since`, last day included; 0 years = no end.

    5 years from 16 October 2026 end on 15 October 2031; 29 February counts as 28 in other years.
    """
    if not years:
        return Validity(since, None)
    try:
        anniversary = since.replace(year=since.year + years)
    except ValueError:
        anniversary = date(since.year + years, 3, 1)
    return Validity(since, anniversary - timedelta(days=1))


def of_parts(since: date, parts: Iterable[Validity]) -> Validity:
    """Return a composite's validity: the common end of its parts, or the earliest and 见附载."""
    ends = {part.until for part in parts}
    if len(ends) <= 1:
        return Validity(since, next(iter(ends), None))
    return Validity(since, min(end for end in ends if end is not None), as_listed=True)


def state_on(state: CertificateState, validity: Validity, on: date) -> CertificateState:
    """Return the state on a day: what was valid has lapsed (失效) after its last day.

    A composite whose parts end on different days (`as_listed`) does not lapse with the first one:
    each part says for itself.
    """
    ended = validity.until is not None and on > validity.until and not validity.as_listed
    return CertificateState.LAPSED if state is CertificateState.VALID and ended else state
