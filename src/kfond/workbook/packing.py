"""The zip file that .xlsx and .docx are, written so that the same parts are the same file tomorrow."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NO_DAY = datetime(1980, 1, 1)  # noqa: DTZ001  (the first day that a zip file knows; a file has no day of its own)


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The file of the parts, by name and in this order, all of one fixed day."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts:
            entry = ZipInfo(name, NO_DAY.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return file.getvalue()


def packed_book(book: Any, day: datetime = NO_DAY) -> bytes:
    """The .xlsx file of a workbook of openpyxl, made and changed on `day`."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.created = day
    draft = io.BytesIO()
    with ZipFile(draft, "w") as archive:
        ExcelWriter(book, archive).save()
    now = book.properties.modified.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(draft) as drafted:
        parts = [(name, drafted.read(name)) for name in drafted.namelist()]
    return packed(
        (name, part.replace(now, day.strftime("%Y-%m-%dT%H:%M:%SZ").encode()))
        if name == "docProps/core.xml"
        else (name, part)
        for name, part in parts
    )
