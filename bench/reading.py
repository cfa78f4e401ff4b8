"""How long a long list takes to read, and how much memory, against what nobody can go below.

A list of people, made up, of 200 000 rows and 15 columns, is written by this program itself: as .xlsx and as
.csv. Each run is a process of its own, the two of a pair in turn, because only the ratio of two times taken
side by side says anything on a machine that does other things too. It never fails by the clock or the memory:
it prints the target beside the figure, and a person judges.

    python bench/reading.py [ROWS [ROUNDS]]
"""

from __future__ import annotations

import csv
import datetime
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROWS = 200_000
ROUNDS = 3
COLUMNS = 15
KFOND = """
import sys
from pathlib import Path

from kfond.workbook import read_workbook

for sheet in read_workbook(Path(sys.argv[1])).sheets:
    for row in sheet.rows():
        pass
"""
CALAMINE = """
import sys

from python_calamine import CalamineWorkbook

for row in CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows():
    pass
"""
CSV = """
import csv
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for row in csv.reader(file, delimiter=";"):
        pass
"""
# Runs a program in a process of its own and says how long it took, and the most memory that it held.
MEASURED = """
import resource
import subprocess
import sys
import time

start = time.perf_counter()
subprocess.run([sys.executable, *sys.argv[1:]], check=True)
took = time.perf_counter() - start
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(took, most / (2**20 if sys.platform == "darwin" else 2**10))
"""


@dataclass(frozen=True)
class Pair:
    """A file, the program that can do no less than read it, and how many times longer kfond may take."""

    file: Path
    against: str
    floor: str
    most_times: float
    most_mebibytes: int


def main() -> None:
    """Writes the files, measures every pair and prints a line for each."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_csv(folder / "people.csv", rows)
        write_xlsx(folder / "people.xlsx", rows)
        print(f"Python {sys.version.split()[0]}, {rows} rows of {COLUMNS} cells, {rounds} rounds, medians")
        print(f"{'file':12} {'against':28} {'ratio':>6} {'target':>7} {'MiB':>5} {'target':>7} {'floor':>6}")
        for pair in (
            Pair(folder / "people.xlsx", "calamine, rows iterated", CALAMINE, 2.5, 600),
            Pair(folder / "people.csv", "csv.reader", CSV, 4, 200),
        ):
            print(line(pair, rounds, folder))


def people(rows: int) -> Iterator[Sequence[object]]:
    """A heading and made-up people: texts, numbers, days and some empty cells."""
    yield [f"Rubrik {column}" for column in range(1, COLUMNS + 1)]
    began = datetime.datetime(2010, 1, 1)  # noqa: DTZ001  (a cell has no time zone)
    for number in range(rows):
        day = began + datetime.timedelta(days=number * 7 % 3000)
        yield [
            *(number, f"P{number:06}", f"Kommun {number % 14}", "BoU", "socialsekreterare", 1.0, day),
            *(number % 40, "ja", "socionom", None, 80, f"anmärkning {number % 1000}", 3.5, "x"),
        ]


def write_csv(path: Path, rows: int) -> None:
    """The people as text."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(people(rows))


def write_xlsx(path: Path, rows: int) -> None:
    """The people as a workbook, row by row."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Personer")
    for row in people(rows):
        sheet.append(row)
    workbook.save(path)


def line(pair: Pair, rounds: int, folder: Path) -> str:
    """What came out for a pair; the two take turns in going first."""
    ratios, memory, floors = [], [], []
    for turn in range(rounds):
        programs = [KFOND, pair.floor] if turn % 2 else [pair.floor, KFOND]
        took = {program: measured(program, pair.file, folder) for program in programs}
        ratios.append(took[KFOND][0] / took[pair.floor][0])
        memory.append(took[KFOND][1])
        floors.append(took[pair.floor][1])
    ratio, most, floor = (statistics.median(figures) for figures in (ratios, memory, floors))
    return (
        f"{pair.file.name:12} {pair.against:28} {ratio:5.2f}x {pair.most_times:6.2f}x "
        f"{most:5.0f} {pair.most_mebibytes:7} {floor:6.0f}"
    )


def measured(program: str, file: Path, folder: Path) -> tuple[float, float]:
    """Seconds from start to end of the process, and the most mebibytes that it held."""
    script = folder / "run.py"
    script.write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(script), str(file)],
        env=dict(os.environ),
        check=True,
        capture_output=True,
        text=True,
    )
    took, most = done.stdout.split()
    return float(took), float(most)


if __name__ == "__main__":
    main()
