"""How long kfond takes to start, as ratios to what nobody can go below.

Three pairs, each measured in the same interleaved run, because only the ratio of two times taken side by
side says anything on a machine that does other things too. It never fails by the clock: it prints the
target beside the figure, and a person judges.

    python bench/startup.py [ROUNDS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 15
EXAMPLE = Path(__file__).parent.parent / "examples" / "staffing.xlsx"
HELLO = """
import typer

app = typer.Typer()


@app.command()
def hello(name: str = "world") -> None:
    print(f"Hello {name}")


app()
"""

Command = Sequence[str]


@dataclass(frozen=True)
class Pair:
    """A run of kfond, the run that it is compared with, and how many times longer it may take."""

    name: str
    measured: Command
    against: str
    floor: Command
    target: float


def main() -> None:
    """Measures every pair and prints a line for each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        surroundings = _prepare(folder)
        print(f"Python {sys.version.split()[0]}, {rounds} rounds, median of each round's ratio")
        print(f"{'run':34} {'against':26} {'ratio':>6} {'target':>7} {'middle half':>12}")
        for pair in _pairs(folder):
            print(_line(pair, _measure(pair, rounds, surroundings)))


def _prepare(folder: Path) -> Mapping[str, str]:
    """The hello program and a database with the example sheets; gives the environment for the runs."""
    (folder / "hello.py").write_text(HELLO, encoding="utf-8")
    surroundings = {**os.environ, "KFOND_DB": str(folder / "kfond.db")}
    _run((*_kfond(), "import", str(EXAMPLE)), surroundings)
    return surroundings


def _kfond() -> Command:
    return (sys.executable, "-m", "kfond")


def _pairs(folder: Path) -> list[Pair]:
    python = sys.executable
    nothing, sqlmodel = (python, "-c", "pass"), (python, "-c", "import sqlmodel")
    hello = (python, str(folder / "hello.py"), "--help")
    pairs = []
    for name, kfond in _ways_in():
        pairs += [
            Pair(f"{name} --version", (*kfond, "--version"), "python -c pass", nothing, 2.0),
            Pair(f"{name} --help", (*kfond, "--help"), "a Typer hello --help", hello, 1.25),
            Pair(f"{name} staffing", (*kfond, "staffing"), "import sqlmodel", sqlmodel, 1.6),
        ]
    return pairs


def _ways_in() -> list[tuple[str, Command]]:
    """`python -m kfond`, and the console script where it is installed beside this Python."""
    script = Path(sys.executable).parent / ("kfond.exe" if os.name == "nt" else "kfond")
    ways = [("python -m kfond", _kfond())]
    return [*ways, ("kfond", (str(script),))] if script.exists() else ways


def _measure(pair: Pair, rounds: int, surroundings: Mapping[str, str]) -> list[float]:
    """The ratio of each round. The two take turns in going first; a first round warms the disk and is not kept."""
    ratios = []
    for turn in range(rounds + 1):
        if turn % 2:
            floor = _run(pair.floor, surroundings)
            measured = _run(pair.measured, surroundings)
        else:
            measured = _run(pair.measured, surroundings)
            floor = _run(pair.floor, surroundings)
        ratios.append(measured / floor)
    return ratios[1:]


def _run(command: Command, surroundings: Mapping[str, str]) -> float:
    """Seconds that a run takes, from start to end of its process."""
    start = time.perf_counter()
    subprocess.run(command, env=surroundings, check=True, capture_output=True)
    return time.perf_counter() - start


def _line(pair: Pair, ratios: list[float]) -> str:
    lower, middle, upper = statistics.quantiles(ratios, n=4)
    return f"{pair.name:34} {pair.against:26} {middle:5.2f}x {pair.target:6.2f}x {lower:5.2f}-{upper:.2f}"


if __name__ == "__main__":
    main()
