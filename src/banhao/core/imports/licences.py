"""Licences issued before (存量证照): what a row says about one."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from banhao.core.catalogue.places import CertificateType
from banhao.core.codes import resident_id, uscc
from banhao.core.errors import BadInput
from banhao.core.imports.cells import day
from banhao.core.imports.sheet import Row
from banhao.core.messages import Message

NUMBER = re.compile(r"[0-9A-Z一-鿿(〔\[][0-9A-Z一-鿿()〔〕\[\].\-/]{2,59}")
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence of before. `kind`: a certificate type; `issuer`: a department as it was written."""

    kind: CertificateType
    number: str
    holder_name: str
    holder_code: str
    issuer: str
    region: str
    issued_on: date
    valid_until: date | None


def read(row: Row, today: date, kinds: Mapping[str, CertificateType]) -> Licence:
    """Return what a row says. :raises BadInput: naming the column that is wrong.

    `kinds`: certificate types by id.
    """
    row.need("type", "number", "holder_name", "holder_code", "issuer", "region", "issued_on")
    issued_on, valid_until = day(row, "issued_on") or today, day(row, "valid_until")
    if issued_on > today:
        raise BadInput(Message("imports.issued_in_future"), field="issued_on")
    if valid_until is not None and valid_until < issued_on:
        raise BadInput(Message("imports.ends_before_issue"), field="valid_until")
    if len(row["holder_name"]) > LONGEST_NAME:
        raise BadInput(Message("imports.name_long", most=LONGEST_NAME), field="holder_name")
    return Licence(
        kind=_kind(row["type"], kinds),
        number=number_of(row["number"]),
        holder_name=row["holder_name"],
        holder_code=_holder_code(row["holder_code"], today),
        issuer=row["issuer"],
        region=row["region"],
        issued_on=issued_on,
        valid_until=valid_until,
    )


def _kind(said: str, kinds: Mapping[str, CertificateType]) -> CertificateType:
    by_name = {kind.title.zh: kind for kind in kinds.values()}
    found = kinds.get(said) or by_name.get(said)
    if found is None:
        raise BadInput(Message("imports.type_unknown", found=said), field="type")
    return found


def number_of(said: str) -> str:
    """Return a number in the form in which /verify looks it up: capitals, no spaces.

    :raises BadInput: it cannot be the number of a licence.
    """
    number = "".join(unicodedata.normalize("NFKC", said).split()).upper()
    if NUMBER.fullmatch(number) is None:
        raise BadInput(Message("imports.number_wrong", found=said), field="number")
    return number


def _holder_code(said: str, today: date) -> str:
    code = "".join(unicodedata.normalize("NFKC", said).split()).upper()
    if resident_id.problem(code, today, None) is None:
        return code
    problem = uscc.problem(code)
    if problem is not None:
        raise BadInput(Message("imports.holder_code", reason=problem), field="holder_code")
    return code
