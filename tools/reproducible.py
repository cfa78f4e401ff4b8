"""Files whose bytes depend on their contents alone."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter


def save_reproducibly(book: Workbook, target: Path, moment: datetime) -> None:
    """Save so that the same cells give the same bytes.

    Workbook.save() stamps the moment into the properties, and every entry of the zip carries its own time.
    """
    book.properties.creator = "kfond"
    book.properties.created = book.properties.modified = moment
    draft = BytesIO()
    ExcelWriter(book, ZipFile(draft, "w")).save()
    with ZipFile(draft) as drafted:
        save_zip(target, {name: drafted.read(name) for name in drafted.namelist()}, moment)


def save_zip(target: Path, entries: Mapping[str, bytes], moment: datetime) -> None:
    """Write a zip in the order of its entries; one called mimetype is stored as it stands, as .ods asks for."""
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            entry = ZipInfo(name, moment.timetuple()[:6])
            archive.writestr(entry, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
