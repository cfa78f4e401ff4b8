"""How far the tables of an .ods file reach, found before room is made for them."""

from __future__ import annotations

from kfond.workbook.archive import Archive, Attributes
from kfond.workbook.limits import require_area
from kfond.workbook.refusals import damaged, encrypted

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_MANIFEST = "META-INF/manifest.xml"


def require_bounded_table(archive: Archive) -> None:
    """Refuses (exit 3) an .ods file whose rows and columns "repeated" reach over too large an area.

    A few bytes can say that a cell is repeated to the last corner of the sheet, and python-calamine makes room
    for every cell on the way there. Rows and cells as in OpenDocument 1.3, part 3, 9.1.
    """
    if _MANIFEST in archive and b"encryption-data" in archive.whole(
        _MANIFEST
    ):  # OpenDocument 1.3, part 2, 4.8
        raise encrypted(archive.file)
    reach = _Reach()
    try:
        archive.parse(
            "content.xml",
            {
                f"{_TABLE} table": reach.table,
                f"{_TABLE} table-row": reach.row,
                f"{_TABLE} table-cell": reach.cell,
                f"{_TABLE} covered-table-cell": reach.cell,
            },
        )
    except ValueError as fault:  # "repeated" is no number
        raise damaged(archive.file) from fault
    require_area(archive.file, reach.area)


class _Reach:
    """How many cells the tables read so far span: the lowest filled row times the rightmost filled column."""

    def __init__(self) -> None:
        self._finished = self._row = self._column = self._lowest = self._rightmost = 0

    @property
    def area(self) -> int:
        return self._finished + self._lowest * self._rightmost

    def table(self, _: Attributes) -> None:
        self._finished = self.area
        self._row = self._column = self._lowest = self._rightmost = 0

    def row(self, attributes: Attributes) -> None:
        self._row += int(attributes.get(f"{_TABLE} number-rows-repeated", 1))
        self._column = 0

    def cell(self, attributes: Attributes) -> None:
        self._column += int(attributes.get(f"{_TABLE} number-columns-repeated", 1))
        if f"{_OFFICE} value-type" in attributes:
            self._lowest = self._row
            self._rightmost = max(self._rightmost, self._column)
