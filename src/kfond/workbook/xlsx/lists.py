"""Long lists in .xlsx: looked over as bytes, which is quick, and then read with python-calamine.

An XML parser that calls back for every cell would take several times as long as the reading itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kfond.errors import Problem
from kfond.messages import Message, say, say_count
from kfond.workbook.archive import Archive
from kfond.workbook.calamine import refusing, spans_of
from kfond.workbook.limits import MOST_AREA, MOST_HELD, require_area, require_size
from kfond.workbook.long import head_of, numbered, rest_of
from kfond.workbook.refusals import damaged, never_calculated
from kfond.workbook.sheets import LongRow, Sheet
from kfond.workbook.xlsx.table import at_address

_FEWEST_BYTES = 16 * MOST_HELD  # <c><v>1</v></c>: a smaller sheet is not long
_ROWS = 1_000_000  # what six digits can say
_NAMES_TOLD = 20
_CELL = re.compile(rb'<c r="([A-Z]+)[0-9]{1,6}"')
_OTHER_CELL = re.compile(rb'<c(?! r="|[a-z])')  # its attributes in another order
_ROW = re.compile(rb'<c r="[A-Z]+([0-9]{1,6})"')
_ERROR = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]* t="e"')
_NO_VALUE = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"(?![^>]* t="str")[^>]*>(?:<f[^>]*/>|<f[^>]*>([^<]*)</f>)(?:<v/>|<v></v>)?</c>'
)
_OTHER_FILE = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*><f[^>]*>[^<]*\[[0-9]+\][^<\[\]]*!')
_HIDDEN = re.compile(rb'<row [^>]*hidden="(?:1|true)"')


@dataclass(slots=True)
class Survey:
    """What stands in a long list, as far as can be told without reading it."""

    filled: int = 0  # counted no further than it matters
    columns: set[bytes] = field(default_factory=set)
    hidden_rows: int = 0
    errors: list[str] = field(default_factory=list)
    from_other_files: list[str] = field(default_factory=list)
    uncalculated: list[tuple[str, str]] = field(default_factory=list)


def survey(archive: Archive, part: str) -> Survey | None:
    """Looks a sheet over; None where it is no long list, or is written in a way that only a parser reads.

    Raises Refusal (exit 3) where it reaches over too many cells or is damaged.
    """
    if archive.size(part) < _FEWEST_BYTES:
        return None
    found = Survey()
    for text in _pieces(archive, part):
        cells = _CELL.findall(text)
        if len(cells) != text.count(b"<c ") or _OTHER_CELL.search(text) or b":c " in text:
            return None
        found.columns.update(cells)
        if found.filled <= MOST_HELD:
            found.filled += text.count(b"<v>") + text.count(b"<is>")
        _note_doubts(text, found)
    if found.filled <= MOST_HELD:
        return None
    _require_area(archive, part, found.columns)
    return found


def _pieces(archive: Archive, part: str) -> Iterator[bytes]:
    """The sheet in pieces that end before a cell, or before another element where there is none."""
    kept = b""
    for chunk in archive.chunks(part):
        kept += chunk
        end = kept.rfind(b"<c ")
        if end <= 0:
            end = kept.rfind(b"<")
        if end > 0:
            yield kept[:end]
            kept = kept[end:]
        require_size(archive.file, len(kept))
    yield kept


def _note_doubts(text: bytes, found: Survey) -> None:
    if b'hidden="' in text:
        found.hidden_rows += len(_HIDDEN.findall(text))
    if b't="e"' in text:
        found.errors += [address.decode() for address in _ERROR.findall(text)]
    if b"<f" in text:
        found.uncalculated += [
            (address.decode(), formula.decode("utf-8", "replace"))
            for address, formula in _NO_VALUE.findall(text)
        ]
        found.from_other_files += [address.decode() for address in _OTHER_FILE.findall(text)]


def _require_area(archive: Archive, part: str, columns: set[bytes]) -> None:
    """python-calamine makes room for every cell between the corners; the rows are counted where they matter."""
    try:
        width = max(at_address(f"{column.decode()}1")[1] for column in columns)
    except ValueError as fault:
        raise damaged(archive.file) from fault
    rows = _ROWS
    if width * rows > MOST_AREA:
        rows = max(int(row) for text in _pieces(archive, part) for row in set(_ROW.findall(text)))
    require_area(archive.file, width * rows)


def long_sheet(archive: Archive, content: bytes, name: str, is_hidden: bool) -> Sheet:
    """The sheet of that name as a long list. Raises Refusal (exit 3) where it is damaged."""
    from python_calamine import CalamineWorkbook

    if "xl/sharedStrings.xml" in archive:
        archive.whole(
            "xl/sharedStrings.xml"
        )  # the sum of the part is checked, and its size: calamine does neither
    with refusing(archive.file):
        opened = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name)

    def walk() -> Iterator[LongRow]:
        return numbered(opened.iter_rows())

    return Sheet(
        archive.file,
        name,
        head_of(walk),
        merged=spans_of(opened.merged_cell_ranges),
        is_hidden=is_hidden,
        rest=rest_of(walk),
    )


def notices(name: str, found: Survey) -> Iterator[Message]:
    """What is not seen in a long list, and what to look at."""
    yield say(
        "The sheet “{sheet}” is a long list: its comments, and the colours and formulas of its cells, are not "
        "read.",
        sheet=name,
    )
    if found.hidden_rows:
        yield say_count(
            "On the sheet “{sheet}” {count} row is hidden. It was read like the others.",
            "On the sheet “{sheet}” {count} rows are hidden. They were read like the others.",
            found.hidden_rows,
            sheet=name,
        )
    if found.errors:
        yield say_count(
            "On the sheet “{sheet}” {count} cell holds an error such as #N/A and is read as empty: {cells}.",
            "On the sheet “{sheet}” {count} cells hold an error such as #N/A and are read as empty: {cells}.",
            len(found.errors),
            sheet=name,
            cells=first_of(found.errors),
        )


def problems(file: str, name: str, found: Survey) -> list[Problem]:
    """Formulas that no program has calculated."""
    return [
        never_calculated(file, name, address, formula)
        for address, formula in found.uncalculated[:_NAMES_TOLD]
    ]


def first_of(addresses: Sequence[str]) -> tuple[str, ...]:
    """The first addresses, as many as a notice can name."""
    more = ("…",) if len(addresses) > _NAMES_TOLD else ()
    return (*addresses[:_NAMES_TOLD], *more)
