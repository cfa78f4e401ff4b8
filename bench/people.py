"""How long a long list of staff takes, and how much memory, as ratios to what nobody can go below.

Three questions, each answered in one interleaved run: (a) a list of 15 columns in .xlsx against reading it with
python-calamine and inserting as many rows with SQLAlchemy Core, and the most memory that it takes; (b) the same
list as .csv against `sqlite-utils insert --csv`, where that program is installed; (c) whether the time grows with
the number of rows. It never fails by the clock: it prints the target beside the figure, and a person judges.

    python bench/people.py [ROWS] [ROUNDS]

The persons are made up: "Person 1" with a number of somebody born 1900-1909.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

ROWS, ROUNDS = 200_000, 3
MEMORY_TARGET = 600  # MiB
NAME = "personal 2017-03-31"  # the day of the list stands in the file's name
HEADINGS = (
    "Kommun", "Enhet", "Område", "Personnummer", "Förnamn", "Efternamn", "E-post", "Anställningsnummer", "Befattning",
    "Anställningsdatum", "År i yrket", "Sysselsättningsgrad", "Utbildning", "Anställningsform", "Anteckning",
)  # fmt: skip
FLOOR = """
import sys
from datetime import date
from python_calamine import CalamineWorkbook
from sqlalchemy import Column, Date, Integer, MetaData, String, Table, create_engine, insert

sheet = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0)
texts = ("sheet", "code", "unit", "area", "as_of", "pseudonym", "role", "education", "employment", "first", "last")
numbers = ("batch", "row", "years", "rate")
table = Table(
    "person",
    MetaData(),
    Column("id", Integer, primary_key=True),
    *(Column(name, String) for name in texts),
    *(Column(name, Integer) for name in numbers),
)
engine = create_engine(f"sqlite:///{sys.argv[2]}")
table.metadata.create_all(engine)
with engine.begin() as connection:
    chunk = []
    for number, row in enumerate(sheet.iter_rows()):
        if number:
            chunk.append({**{name: str(row[0]) for name in texts}, **{name: number for name in numbers}})
        if len(chunk) == 5000:
            connection.execute(insert(table), chunk)
            chunk = []
    if chunk:
        connection.execute(insert(table), chunk)
"""

Command = Sequence[str]


def main() -> None:
    """Makes the lists, measures, and prints a line for each question."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lists = {size: written(folder / str(size), size) for size in (rows // 100, rows // 10, rows)}
        print(
            f"Python {sys.version.split()[0]}, {rows} rows of {len(HEADINGS)} columns, {rounds} rounds, median"
        )
        against_floor(folder, lists[rows], rounds)
        against_sqlite_utils(folder, lists[rows], rounds)
        growth(folder, lists, rounds)


def written(folder: Path, size: int) -> Path:
    """A list of `size` persons as .xlsx and as .csv; the path of both, without its suffix."""
    from openpyxl import Workbook

    folder.mkdir()
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Personal")
    with (folder / f"{NAME}.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        for row in (HEADINGS, *people(size)):
            sheet.append(row)
            lines.writerow([cell.isoformat() if isinstance(cell, date) else cell for cell in row])
    book.save(folder / f"{NAME}.xlsx")
    return folder / NAME


def people(size: int) -> Iterator[Sequence[object]]:
    """Made-up persons, the same in every run."""
    dice = random.Random(1)
    for number in range(size):
        yield (
            dice.choice(
                ("Orust", "Tanum", "Lysekil", "Åmål", "Uddevalla", "Trollhättan", "Mellerud", "Strömstad")
            ),
            f"Enhet {dice.randint(1, 5)}",
            "BoU",
            identity_number(number),
            f"Person {number}",
            f"Efternamn {number}",
            f"person{number}@example.org",
            str(10_000 + number),
            dice.choice(("Socialsekreterare", "Familjehemssekreterare", "1:e socialsekreterare", "Konsult")),
            date(1990, 1, 1) + timedelta(days=dice.randrange(9_900)),
            dice.choice(("", 1, 2, 3, 8, 12.5)),
            dice.choice((1, 0.8, 0.75, 0.5)),
            dice.choice(("Socionom", "Annan")),
            dice.choice(("Tillsvidare", "Vikariat")),
            f"Fri text {number}",
        )


def identity_number(number: int) -> str:
    """A number with its check digit, of nobody alive: a thousand for each day from 1 January 1900."""
    nine = f"{date(1900, 1, 1) + timedelta(days=number // 1_000):%y%m%d}{number % 1_000:03d}"
    doubled = "".join(str(2 * int(digit)) for digit in nine[::2])
    return f"19{nine[:6]}-{nine[6:]}{-sum(map(int, doubled + nine[1::2])) % 10}"


@dataclass(frozen=True)
class Run:
    """What one process took: seconds from start to end, seconds of processor, and the most MiB."""

    wall: float
    processor: float
    memory: int


def against_floor(folder: Path, people_list: Path, rounds: int) -> None:
    """(a) The .xlsx against reading and inserting it, and the most memory."""
    floor = (sys.executable, "-c", FLOOR, f"{people_list}.xlsx", str(folder / "floor.db"))
    pairs = [(imported(folder, f"{people_list}.xlsx"), run(floor, folder, "floor.db")) for _ in range(rounds)]
    print(line(".xlsx against calamine and Core inserts", pairs, 2.0))
    most = max(kfond.memory for kfond, _ in pairs)
    print(f"{'.xlsx, the most memory':42} {most:5} MiB {MEMORY_TARGET:5} MiB")


def against_sqlite_utils(folder: Path, people_list: Path, rounds: int) -> None:
    """(b) The .csv against sqlite-utils, which reads no meaning into it."""
    program = os.environ.get("SQLITE_UTILS") or shutil.which("sqlite-utils")
    if not program:
        print(".csv: sqlite-utils is not installed (or name it in SQLITE_UTILS); not measured")
        return
    floor = (program, "insert", str(folder / "utils.db"), "people", f"{people_list}.csv", "--csv")
    pairs = [(imported(folder, f"{people_list}.csv"), run(floor, folder, "utils.db")) for _ in range(rounds)]
    print(line(".csv against sqlite-utils insert", pairs, 1.0))


def growth(folder: Path, lists: Mapping[int, Path], rounds: int) -> None:
    """(c) How many times as long ten times as many rows take, of the processor, which no neighbour takes from."""
    taken = {
        size: statistics.median(imported(folder, f"{lists[size]}.csv").processor for _ in range(rounds))
        for size in sorted(lists)
    }
    most = max(after / before for before, after in pairwise(taken.values()))
    told = ", ".join(f"{size}: {seconds:.2f} s" for size, seconds in taken.items())
    print(f"{'.csv, ten times as many rows, at most':46} {most:5.2f}x {10:5.2f}x  ({told})")


def imported(folder: Path, file: str) -> Run:
    """A run of `kfond import` into a new database."""
    return run(
        (sys.executable, "-m", "kfond", "--db", str(folder / "kfond.db"), "import", file), folder, "kfond.db"
    )


def run(command: Command, folder: Path, made: str) -> Run:
    """A run of a program that makes a new database."""
    for old in folder.glob(f"{made}*"):
        old.unlink()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)  # what this one process used, not the largest of all
    taken = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return Run(taken, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def line(name: str, pairs: Sequence[tuple[Run, Run]], target: float) -> str:
    """The ratio of the wall clock with its target, that of the processor, and the seconds."""
    wall = statistics.median(kfond.wall / floor.wall for kfond, floor in pairs)
    processor = statistics.median(kfond.processor / floor.processor for kfond, floor in pairs)
    seconds = statistics.median(kfond.wall for kfond, _ in pairs)
    return f"{name:46} {wall:5.2f}x {target:5.2f}x  (of the processor {processor:.2f}x; {seconds:.1f} s)"


if __name__ == "__main__":
    main()
