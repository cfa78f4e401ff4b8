"""The file in which Excel before 2007 kept its sheets ([MS-CFB]), looked over before python-calamine reads it.

A few changed bytes make a chain of sectors run in a circle, or put a cell in column 60 000; python-calamine would
then ask for memory until there is none.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from kfond.workbook.refusals import damaged, encrypted

_LAST_SECTOR = 0xFFFFFFFA  # what is above is no sector: the end of a chain, or a sector that is free
_ENTRY = 128  # bytes of an entry in the directory
_HEADER_ENTRIES = 109  # sectors of the table of sectors that the header itself names
_STREAM, _ROOT = 2, 5  # kinds of entries in the directory
_WORKBOOKS = ("workbook", "book")  # [MS-XLS] 2.1.2
_ROWS, _COLUMNS = 65_536, 256  # of a sheet of .xls
_PASSWORD = 0x002F  # FilePass
_DIMENSIONS = 0x0200
_CELLS = frozenset({0x0006, 0x0206, 0x0406, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
_CELLS_IN_A_ROW = frozenset({0x00BD, 0x00BE})  # MulRk, MulBlank: their last column stands last
_SIZES = range(7, 16)  # a sector is some power of two of bytes: 512, or 4096


def require_sound(file: str, content: bytes) -> None:
    """Refuses (exit 3) a compound file whose chains are broken, or a sheet that reaches beyond the last cell.

    Also one that asks for a password.
    """
    try:
        stream = _Compound(content).workbook()
        for kind, record in _records(stream):
            if kind == _PASSWORD:
                raise encrypted(file)
            if not _is_within_a_sheet(kind, record):
                raise damaged(file)
    except (struct.error, IndexError, ValueError) as fault:
        raise damaged(file) from fault


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of the stream, by kind ([MS-XLS] 2.1.4)."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _is_within_a_sheet(kind: int, record: bytes) -> bool:
    if kind in _CELLS and len(record) >= 4:
        return record[3] == 0  # the high byte of the column
    if kind in _CELLS_IN_A_ROW and len(record) >= 6:
        return record[-1] == 0
    if kind == _DIMENSIONS and len(record) >= 10:
        shape = "<IIHH" if len(record) >= 14 else "<HHHH"  # Excel 97; Excel 5 and 95
        _, rows, _, columns = struct.unpack_from(shape, record)
        return bool(rows <= _ROWS and columns <= _COLUMNS)
    return True


class _Compound:
    """Follows every chain of sectors once; raises ValueError or IndexError where one is broken."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size, self._small_size = (1 << self._power(at) for at in (30, 32))
        first_directory, first_small, first_table = (self._number(at) for at in (48, 60, 68))
        self._cutoff = self._number(56)
        sectors = [self._number(76 + 4 * index) for index in range(_HEADER_ENTRIES)]
        self._table = self._table_of(sectors, first_table)
        self._directory = self._joined(first_directory)
        if len(self._directory) % _ENTRY:
            raise ValueError(first_directory)
        self._small_table = _numbers(self._joined(first_small))

    def workbook(self) -> bytes:
        """The stream of the sheets; b"" where there is none. Every other stream is followed too."""
        entries = [self._directory[at : at + _ENTRY] for at in range(0, len(self._directory), _ENTRY)]
        small: bytes = b""
        found = b""
        for entry in entries:
            kind, start, size = entry[66], *struct.unpack_from("<II", entry, 116)
            name = entry[: max(int.from_bytes(entry[64:66], "little") - 2, 0)].decode("utf-16-le", "replace")
            if kind == _ROOT:
                small = self._joined(start)
            elif kind == _STREAM:
                stream = self._stream(start, size, small)
                found = found or (stream if name.casefold() in _WORKBOOKS else b"")
        return found

    def _stream(self, start: int, size: int, small: bytes) -> bytes:
        if size >= self._cutoff:
            return self._joined(start)[:size]
        chain = _chain(self._small_table, start)
        width = self._small_size
        return b"".join(small[width * number : width * (number + 1)] for number in chain)[:size]

    def _table_of(self, sectors: list[int], first: int) -> Sequence[int]:
        """The table that says which sector follows which: its own sectors are listed in the header, then in a chain."""
        passed: set[int] = set()
        while first < _LAST_SECTOR:
            if first in passed:
                raise ValueError(first)
            passed.add(first)
            *more, first = _numbers(self._sector(first))
            sectors += more
        return _numbers(b"".join(self._sector(number) for number in sectors if number < _LAST_SECTOR))

    def _joined(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _chain(self._table, start))

    def _sector(self, number: int) -> bytes:
        start = self._size * (number + 1)
        sector = self._content[start : start + self._size]
        if not sector:
            raise IndexError(number)
        return sector

    def _number(self, at: int) -> int:
        number: int = struct.unpack_from("<I", self._content, at)[0]
        return number

    def _power(self, at: int) -> int:
        power: int = struct.unpack_from("<H", self._content, at)[0]
        if power not in (6, *_SIZES):
            raise ValueError(power)
        return power


def _numbers(content: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _chain(table: Sequence[int], number: int) -> Iterator[int]:
    """The sectors from one on; raises ValueError where they run in a circle."""
    passed = 0
    while number < _LAST_SECTOR:
        if passed > len(table):
            raise ValueError(number)
        passed += 1
        yield number
        number = table[number]
