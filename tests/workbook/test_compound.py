"""Old workbooks (.xls) that would make python-calamine take all memory there is; the first was found by fuzzing."""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from kfond.errors import Refusal
from kfond.workbook import read_workbook
from samples import MESSY, as_xls

DAMAGED = "The file is damaged or no workbook."
SECTOR = 512


def number(file: bytearray, at: int) -> int:
    found: int = struct.unpack_from("<I", file, at)[0]
    return found


def a_chain_in_a_circle(file: bytearray) -> None:
    table = SECTOR * (number(file, 76) + 1)
    first = 0  # xlwt puts the stream of the sheets first
    file[table + 4 * first : table + 4 * first + 4] = struct.pack("<I", first)


def a_directory_in_a_circle(file: bytearray) -> None:
    directory = number(file, 48)
    table = SECTOR * (number(file, 76) + 1)
    file[table + 4 * directory : table + 4 * directory + 4] = struct.pack("<I", directory)


def a_table_of_sectors_in_a_circle(file: bytearray) -> None:
    file[68:72] = struct.pack("<I", 0)
    file[SECTOR * 2 - 4 : SECTOR * 2] = struct.pack("<I", 0)


def a_chain_out_of_the_file(file: bytearray) -> None:
    table = SECTOR * (number(file, 76) + 1)
    file[table : table + 4] = struct.pack("<I", 9_999_999)


def sectors_of_no_size(file: bytearray) -> None:
    file[30:32] = struct.pack("<H", 60)


def a_cell_in_column_65_000(file: bytearray) -> None:
    record = file.index(b"\xfd\x00\x0a\x00")  # LabelSst: row, column, look, text
    file[record + 6 : record + 8] = struct.pack("<H", 65_000)


def a_sheet_of_four_milliard_rows(file: bytearray) -> None:
    record = file.index(
        b"\x00\x02\x0e\x00"
    )  # Dimensions: first row, after the last, first column, after the last
    file[record + 8 : record + 12] = b"\xff" * 4


def a_password(file: bytearray) -> None:
    record = file.index(b"\x42\x00\x02\x00")  # CodePage, which is as long as a FilePass of one kind
    file[record : record + 2] = b"\x2f\x00"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (a_chain_in_a_circle, DAMAGED),
        (a_directory_in_a_circle, DAMAGED),
        (a_table_of_sectors_in_a_circle, DAMAGED),
        (a_chain_out_of_the_file, DAMAGED),
        (sectors_of_no_size, DAMAGED),
        (a_cell_in_column_65_000, DAMAGED),
        (a_sheet_of_four_milliard_rows, DAMAGED),
        (a_password, "The file is encrypted with a password."),
    ],
)
def test_what_would_take_all_memory_is_refused(
    change: Callable[[bytearray], None], told: str, tmp_path: Path
) -> None:
    file = bytearray(as_xls(MESSY))
    (tmp_path / "b.xls").write_bytes(file)
    assert read_workbook(tmp_path / "b.xls").sheets[0].text(3, 1) == "Antal tjänster"

    change(file)
    (tmp_path / "b.xls").write_bytes(file)

    with pytest.raises(Refusal) as refusal:
        read_workbook(tmp_path / "b.xls")
    assert told in str(refusal.value)
