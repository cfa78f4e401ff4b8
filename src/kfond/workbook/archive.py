"""The zip file that .xlsx and .ods are: what is in it, and whether it can be opened without harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers.expat import ExpatError, ParserCreate

from kfond.messages import say
from kfond.workbook.limits import require_size, too_large
from kfond.workbook.refusals import damaged, encrypted

MOST_TIMES = 200  # how many times its packed size a file may become; sheets are some ten to fifty times
MOST_AREA = 20_000_000  # cells from A1 to the last corner; a sheet of .xls has 16.8 million at most
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_SMALL = 10 * 1024 * 1024  # bytes; below it the number of times does no harm
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def names_in(file: str, content: bytes) -> frozenset[str]:
    """The names of the parts. Raises Refusal (exit 3) where the list of them cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except _FAULTS as fault:
        raise damaged(file) from fault


def require_harmless(file: str, content: bytes) -> None:
    """Refuses (exit 3) an archive that would unpack without bound, or whose XML defines entities.

    A document type is where XML defines entities that grow when they are read ("a billion laughs"); neither
    ECMA-376 (part 2, 8.2.5) nor any program that writes sheets has a use for one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _require_bounded(file, parts, len(content))
            if any(part.flag_bits & 1 for part in parts):
                raise encrypted(file)
            has_entities = any(
                b"<!DOCTYPE" in archive.read(part).replace(b"\0", b"")  # without NUL: UTF-16 too
                for part in parts
                if part.filename.lower().endswith((".xml", ".rels", ".vml"))
            )
    except _FAULTS as fault:
        raise damaged(file) from fault
    if has_entities:
        raise damaged(file)


def _require_bounded(file: str, parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    require_size(file, unpacked)
    if unpacked > _SMALL and unpacked > MOST_TIMES * packed:
        raise too_large(
            file, say("The file becomes more than {most} times larger when it is unpacked.", most=MOST_TIMES)
        )


def require_bounded_table(file: str, content: bytes) -> None:
    """Refuses (exit 3) an .ods file whose rows and columns "repeated" reach over too large an area.

    A few bytes can say that a cell is repeated to the last corner of the sheet, and python-calamine makes room
    for every cell on the way there. Rows and cells as in OpenDocument 1.3, part 3, 9.1.
    """
    reach = _Reach()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parser = ParserCreate(namespace_separator=" ")
            parser.StartElementHandler = reach.start
            parser.Parse(archive.read("content.xml"), True)
    except (*_FAULTS, KeyError, ExpatError) as fault:
        raise damaged(file) from fault
    if reach.area > MOST_AREA:
        raise too_large(
            file,
            say("A table in the file reaches over more than {most} cells, filled or not.", most=MOST_AREA),
        )


class _Reach:
    """How many cells the tables read so far span: the lowest filled row times the rightmost filled column."""

    def __init__(self) -> None:
        self._finished = self._row = self._column = self._lowest = self._rightmost = 0

    @property
    def area(self) -> int:
        return self._finished + self._lowest * self._rightmost

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Takes the beginning of an element."""
        if name == f"{_TABLE} table":
            self._finished = self.area
            self._row = self._column = self._lowest = self._rightmost = 0
        elif name == f"{_TABLE} table-row":
            self._row += int(attributes.get(f"{_TABLE} number-rows-repeated", 1))
            self._column = 0
        elif name in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"):
            self._column += int(attributes.get(f"{_TABLE} number-columns-repeated", 1))
            if f"{_OFFICE} value-type" in attributes:
                self._lowest = self._row
                self._rightmost = max(self._rightmost, self._column)
