"""Which kind of file it is, told by its content, and the reader of that kind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from kfond.errors import data_refusal, reason_of
from kfond.messages import Message, say
from kfond.provenance import Place
from kfond.workbook.archive import names_in, require_bounded_table, require_harmless
from kfond.workbook.limits import require_size, require_within_limits
from kfond.workbook.ours import is_ours, senders_own
from kfond.workbook.refusals import encrypted, no_workbook, unreadable
from kfond.workbook.sheets import Sheet, Workbook

_OLE_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_FILE = b"PK"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"  # the first bytes of its part "mimetype"

Found = tuple[list[Sheet], list[Message]]


def read_workbook(path: Path) -> Workbook:
    """Reads an .xlsx, .xlsm, .xls, .ods, .csv or .tsv file, told by its content.

    Raises Refusal (exit 3) when it is no such file, damaged, encrypted, too large or empty.
    """
    content = _bytes_of(path)
    sheets, notices = _reader_of(path.name, content)(path.name, content)
    filled = tuple(senders_own(sheet) for sheet in sheets if sheet.cells and not is_ours(sheet))
    if not filled:
        raise data_refusal(
            say("The workbook holds nothing: no cell of it is filled."),
            say("Check that the right file was saved and sent."),
            Place(path.name),
        )
    require_within_limits(filled)
    return Workbook(path.name, hashlib.sha256(content).hexdigest(), filled, tuple(notices))


def _reader_of(file: str, content: bytes) -> Callable[[str, bytes], Found]:
    """The reader is imported only where it is needed: each brings a library along."""
    if content.startswith(_OLE_FILE):
        if _ENCRYPTED_STREAM in content:
            raise encrypted(file)
        from kfond.workbook.legacy import read_legacy

        return read_legacy
    if content.startswith(_ZIP_FILE):
        return _reader_of_zip(file, content)
    from kfond.workbook.text import read_text

    return read_text


def _reader_of_zip(file: str, content: bytes) -> Callable[[str, bytes], Found]:
    names = names_in(file, content)
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        require_harmless(file, content)
        from kfond.workbook.xlsx import read_xlsx

        return read_xlsx
    if "mimetype" in names and _ODS_TYPE in content[:200]:
        require_harmless(file, content)
        require_bounded_table(file, content)
        from kfond.workbook.legacy import read_legacy

        return read_legacy
    raise no_workbook(file)


def _bytes_of(path: Path) -> bytes:
    file = path.name
    if not path.exists():
        raise data_refusal(
            say("There is no such file."),
            say("Check the name; kfond looked for {path}.", path=path.absolute()),
            Place(file),
        )
    try:
        require_size(file, path.stat().st_size)
        content = path.read_bytes()
    except OSError as fault:
        raise unreadable(file, say("The file cannot be read: {reason}.", reason=reason_of(fault))) from fault
    if not content:
        raise data_refusal(
            say("The file is empty: it holds 0 bytes."), say("Ask the sender for it again."), Place(file)
        )
    return content
