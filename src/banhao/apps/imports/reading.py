"""Files as offices have them, .xlsx or .csv, into rows of texts. No database in here."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from banhao.core.errors import BadInput
from banhao.core.imports.lines import Kind
from banhao.core.imports.sheet import Row, rows_of
from banhao.core.messages import Message

LARGEST = 20_000_000  # bytes as uploaded
LARGEST_UNPACKED = 400_000_000
ENCODINGS = ("utf-8-sig", "gb18030")
BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    OSError,
    EOFError,
    IndexError,
    AttributeError,
    csv.Error,
)  # fmt: skip  -- what openpyxl raises for files that others have made or cut


def read_table(kind: Kind, content: bytes) -> tuple[Row, ...]:
    """Return the rows of a file. :raises BadInput: if it is no table of this kind."""
    if len(content) > LARGEST:
        raise BadInput(Message("imports.too_large", most=LARGEST // 1_000_000), field="file")
    texts = _of_workbook if content[:2] == b"PK" else _of_csv
    try:
        return rows_of(kind, texts(content))
    except BROKEN as error:
        raise BadInput(Message("imports.unreadable"), field="file") from error


def _of_workbook(content: bytes) -> Iterator[list[str]]:
    """Yield the rows of the first sheet that has any."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(member.file_size for member in packed.infolist()) > LARGEST_UNPACKED:
            raise BadInput(Message("imports.too_large", most=LARGEST // 1_000_000), field="file")
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some programs write a wrong size
            found = False
            for row in sheet.iter_rows(values_only=True):
                found = found or any(value is not None for value in row)
                yield [_text(value) for value in row]
            if found:
                return
    finally:
        book.close()


def _of_csv(content: bytes) -> Iterator[Sequence[str]]:
    text = _decoded(content)
    if "\0" in text:
        raise ValueError("not a text")
    first = text.lstrip().partition("\n")[0]
    comma = max(",\t;", key=first.count)
    return csv.reader(io.StringIO(text), delimiter=comma)


def _decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("in no known encoding")


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case datetime() | date():
            return value.isoformat()[:10]
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def read_zip(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of the files in a zip. :raises BadInput: it is none, or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = [m for m in packed.infolist() if not m.is_dir()]
            if sum(member.file_size for member in members) > LARGEST_UNPACKED:
                most = LARGEST_UNPACKED // 1_000_000
                raise BadInput(Message("imports.zip_too_large", most=most), field="file")
            for member in members:
                name = _member_name(member)
                if not name.startswith(("__MACOSX/", ".")):
                    yield name, packed.read(member)
    # Besides its own error zipfile lets through: a packing it does not know, a password, bad data.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error) as error:
        raise BadInput(Message("imports.not_a_zip"), field="file") from error


def _member_name(member: zipfile.ZipInfo) -> str:
    """Return a name; without the mark of UTF-8 it was packed by a Chinese Windows."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename
