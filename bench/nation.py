"""How long the documents of 290 municipalities and ten years take: the largest association that there could be.

Staff of every municipality in each of ten years and a dozen courses a year, made up, are written as sheets,
imported once, and a report of all ten years is then written in each format. Each run is a process of its own. It
never fails by the clock: it prints the target beside the figure, and a person judges. Where other programs run, the
seconds of the processor say more than those of the clock.

    python bench/nation.py [YEARS [FORMAT...]]
"""

from __future__ import annotations

import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from importlib import resources
from pathlib import Path
from typing import NamedTuple

LAST_YEAR = 2018
YEARS = 10
TARGET_SECONDS = 10
FORMATS = (".md", ".html", ".docx", ".pdf", ".xlsx", ".json")
COURSES = (
    "Introduktionskurs", "LVU", "BBIC", "Signs of Safety", "Samtal med barn", "Anknytning", "Familjeterapi",
    "Förhållningssätt vid trauma", "Handläggning och dokumentation", "MI", "Våld i nära relationer", "Handledning",
)  # fmt: skip
STAFF = (
    "Kommun", "Antal tjänster", "Antal socionomer", "Annan utbildning", "Antal konsulter", "0-2 år", "2-5 år",
    "Över 5 år", "Antal vakanta tjänster", "Adm stöd",
)  # fmt: skip


def municipalities() -> list[tuple[str, str]]:
    """Code and name of every municipality."""
    register = resources.files("kfond") / "data" / "register" / "municipalities.csv"
    rows = csv.DictReader(register.read_text(encoding="utf-8").splitlines())
    return [(row["code"], row["name"]) for row in rows if not row["valid_to"]]


def write_sheets(folder: Path, years: int, places: list[tuple[str, str]]) -> list[Path]:
    """The sheets of all years."""
    dice = random.Random(2018)
    files = []
    for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
        staff = [_staff(dice, name) for _, name in places]
        files.append(_written(folder / f"personal {year}-03-31.csv", (STAFF, *staff)))
        held = [(course, f"VT{year}", name, dice.randint(0, 5)) for course in COURSES for _, name in places]
        files.append(
            _written(folder / f"deltagare-{year}.csv", (("Kurs", "När", "Kommun", "Deltagare"), *held))
        )
    return files


def _staff(dice: random.Random, name: str) -> tuple[object, ...]:
    bands = [dice.randint(0, 9) for _ in range(3)]
    degrees = dice.randint(0, sum(bands))
    return (
        name,
        sum(bands),
        degrees,
        sum(bands) - degrees,
        dice.randint(0, 2),
        *bands,
        dice.randint(0, 3),
        "Nej",
    )


def _written(file: Path, rows: tuple[tuple[object, ...], ...]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, delimiter=";").writerows(rows)
    return file


class Taken(NamedTuple):
    """The seconds that a run takes, by the clock and of the processor."""

    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{self.wall:5.1f} s, {self.processor:5.1f} s of the processor"


def timed(*words: str) -> Taken:
    """What kfond takes."""
    start, before = time.perf_counter(), _of_processor()
    done = subprocess.run(
        [sys.executable, "-m", "kfond", *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return Taken(time.perf_counter() - start, _of_processor() - before)


def _of_processor() -> float:
    """The seconds of the processor that all runs so far have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    years = int(sys.argv[1]) if len(sys.argv) > 1 else YEARS
    formats = sys.argv[2:] or FORMATS
    places = municipalities()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = ("--db", str(folder / "kfond.db"), "--quiet")
        members = [part for code, _ in places for part in ("--member", code)]
        timed("init", "--association", "Riket", *members, *database)
        files = [str(file) for file in write_sheets(folder, years, places)]
        print(f"import of {len(files)} sheets: {timed('import', *files, '--area', 'BoU', *database)}")
        period = ("--year", str(LAST_YEAR), "--from", str(LAST_YEAR - years + 1))
        for suffix in formats:
            taken = timed("report", *period, "-o", str(folder / f"rapport{suffix}"), *database)
            size = (folder / f"rapport{suffix}").stat().st_size // 1024
            print(f"report {suffix:5} {taken} (target {TARGET_SECONDS}), {size} KiB")


if __name__ == "__main__":
    main()
