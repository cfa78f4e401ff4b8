"""Looks for a file or a cell that kfond answers with anything but a reading or a refusal.

Atheris steers the search by what the code does with each input; it is a development extra and has no wheels
for every platform. What it finds is written to crash-*; mend it, and keep the input in tests/test_fuzz.py.

    python bench/fuzz_reader.py xlsx -max_total_time=600

The first word is one of: xlsx, docx, ods, xls, csv, cell. The rest goes to libFuzzer.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

with atheris.instrument_imports(include=["kfond.workbook", "kfond.cells"]):
    from kfond.cells import Expect, read_cell
    from kfond.errors import Refusal
    from kfond.workbook import read_workbook
    from kfond.workbook.docx import read_docx
    from kfond.workbook.legacy import read_legacy
    from kfond.workbook.text import read_text
    from kfond.workbook.xlsx import read_xlsx

import samples

READERS = (read_docx, read_legacy, read_text, read_xlsx)  # imported above, so that each is steered by
FILE = Path(tempfile.mkdtemp()) / "sheet"


def read_file(content: bytes) -> None:
    """A whole file: a workbook or a refusal, and every row of it can be walked."""
    FILE.write_bytes(content)
    try:
        workbook = read_workbook(FILE)
    except Refusal:
        return
    for sheet in workbook.sheets:
        for _ in sheet.rows():
            pass
        sheet.turned()


def archive_with(parts: Mapping[str, bytes]) -> Callable[[bytes], None]:
    """A zip of which the input replaces a stretch of one part, or the whole of it."""
    names = sorted(parts)

    def read(data: bytes) -> None:
        given = atheris.FuzzedDataProvider(data)
        name = given.PickValueInList(names)
        old = parts[name]
        start = given.ConsumeIntInRange(0, len(old))
        end = given.ConsumeIntInRange(start, len(old))
        changed = {**parts, name: old[:start] + given.ConsumeBytes(len(data)) + old[end:]}
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as new:
            for part, content in changed.items():
                new.writestr(part, content)
        read_file(target.getvalue())

    return read


def spliced(file: bytes) -> Callable[[bytes], None]:
    """A file of which the input replaces a stretch."""

    def read(data: bytes) -> None:
        given = atheris.FuzzedDataProvider(data)
        start = given.ConsumeIntInRange(0, len(file))
        end = given.ConsumeIntInRange(start, min(start + 64, len(file)))
        read_file(file[:start] + given.ConsumeBytes(len(data)) + file[end:])

    return read


def read_a_cell(data: bytes) -> None:
    """Any text in a cell."""
    given = atheris.FuzzedDataProvider(data)
    expect = given.PickValueInList(list(Expect))
    read_cell(given.ConsumeUnicodeNoSurrogates(len(data)), expect)


def parts_of(file: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def main() -> None:
    """Runs the target that is named first."""
    targets: dict[str, Callable[[], Callable[[bytes], None]]] = {
        "xlsx": lambda: archive_with(parts_of(samples.as_xlsx(samples.MESSY))),
        "docx": lambda: archive_with(parts_of(samples.as_docx(samples.MESSY))),
        "ods": lambda: archive_with(parts_of(samples.as_ods(samples.MESSY))),
        "xls": lambda: spliced(samples.as_xls(samples.MESSY)),
        "csv": lambda: read_file,
        "cell": lambda: read_a_cell,
    }
    if len(sys.argv) < 2 or sys.argv[1] not in targets:
        raise SystemExit(f"Name one of: {', '.join(targets)}")
    target = targets[sys.argv.pop(1)]()
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
