"""Which kind of file it is, told by its content, and the reader of that kind."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from kfond.errors import ExitCode, Refusal, data_refusal, reason_of
from kfond.messages import Message, say
from kfond.provenance import Place
from kfond.workbook.archive import Archive
from kfond.workbook.forms import holds_no_answers
from kfond.workbook.limits import require_size, require_within_limits
from kfond.workbook.ours import is_ours, senders_own
from kfond.workbook.refusals import encrypted, no_workbook, old_word, unreadable
from kfond.workbook.sheets import Found, Sheet, Workbook

_OLE_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_FILE = b"PK"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_WORD_STREAM = "WordDocument".encode("utf-16-le")  # [MS-DOC] 2.1.1
_XLS_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))  # [MS-XLS] 2.1.2
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"  # the first bytes of its part "mimetype"


def read_workbook(path: Path) -> Workbook:
    """Reads an .xlsx, .xlsm, .xls, .ods, .docx, .csv or .tsv file, told by its content.

    Raises Refusal (exit 3) when it is no such file, damaged, encrypted, too large or empty.
    """
    content = _bytes_of(path)
    found = _found_in(path.name, content)
    filled = tuple(senders_own(sheet) for sheet in found.sheets if sheet.cells and not is_ours(sheet))
    if not filled and found.problems:
        raise Refusal(ExitCode.DATA, *found.problems)
    if not filled:
        raise data_refusal(
            say("The workbook holds nothing: no cell of it is filled."),
            say("Check that the right file was saved and sent."),
            Place(path.name),
        )
    require_within_limits(filled)
    notices = (*found.notices, *_hidden(filled))
    return Workbook(path.name, hashlib.sha256(content).hexdigest(), filled, notices, tuple(found.problems))


def _hidden(sheets: Sequence[Sheet]) -> Iterator[Message]:
    """The sheets that nobody sees in Excel; those that a form of ours hides are no news."""
    for sheet in sheets:
        if sheet.is_hidden and not holds_no_answers(sheet):
            yield say("The sheet “{sheet}” is hidden. It was read like the others.", sheet=sheet.name)


def _found_in(file: str, content: bytes) -> Found:
    """What the reader of its kind finds. It is imported only where it is needed: each brings a library along."""
    if content.startswith(_OLE_FILE):
        if _ENCRYPTED_STREAM in content:
            raise encrypted(file)
        if _WORD_STREAM in content and not any(stream in content for stream in _XLS_STREAMS):
            raise old_word(file)
        from kfond.workbook.compound import require_sound
        from kfond.workbook.legacy import read_legacy

        require_sound(file, content)
        return read_legacy(file, content)
    if content.startswith(_ZIP_FILE):
        return _found_in_zip(file, content)
    from kfond.workbook.text import read_text

    return read_text(file, content)


def _found_in_zip(file: str, content: bytes) -> Found:
    archive = Archive(file, content)
    if "xl/workbook.xml" in archive:
        from kfond.workbook.xlsx import read_xlsx

        return read_xlsx(archive, content)
    if "word/document.xml" in archive:
        from kfond.workbook.docx import read_docx

        return read_docx(archive)
    if "mimetype" in archive and _ODS_TYPE in content[:200]:
        from kfond.workbook.legacy import read_legacy
        from kfond.workbook.opendocument import require_bounded_table

        require_bounded_table(archive)
        return read_legacy(file, content)
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
