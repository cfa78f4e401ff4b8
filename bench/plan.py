"""How long the plan of a real association takes: Fyrbodal's for 2018-2019, and 20 plans that could have been.

From the example workbook, and as many seeded variants of it: each figure of the sheet one up, one down or as it is, and
up to three answers missing. Seconds of the processor for the whole proposal, from values to a value, and for the choice
alone (its checking and the other order included), with gap and nodes of each stage. Then the command, against what
takes as long to start.
It never fails by the clock: it prints the target beside the figure, and a person judges.

    python bench/plan.py [SEEDS [ROUNDS]]
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from kfond.plan.basis import Basis
from kfond.plan.choice.choose import choose, in_other_order
from kfond.plan.proposal import Plan
from kfond.plan.propose import propose
from kfond.staffing.boxes import Box
from kfond.staffing.returns import Measure

SEEDS, ROUNDS = 20, 5
TODAY = date(2017, 9, 30)
MOST_MISSING = 3
EXAMPLE = Path(__file__).parent.parent / "examples" / "staffing.xlsx"
COMMAND = ("plan", "--year", "2018", "--to", "2019", "--json")
STARTED = "import sqlmodel, numpy, highspy, jinja2, kfond.commands.plan"


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds that a plan takes: by the clock, of the processor, and what of that the choice alone takes."""

    wall: float
    processor: float
    choice: float
    plan: Plan


def measured(basis: Basis) -> Taken:
    """What a plan takes, from values to a value."""
    clock, processor = time.perf_counter(), time.process_time()
    plan = propose(basis)
    wall, whole = time.perf_counter() - clock, time.process_time() - processor
    processor = time.process_time()
    choose(plan.task)
    in_other_order(plan.task, plan.choice)
    return Taken(wall, whole, time.process_time() - processor, plan)


def shown(name: str, taken: Taken) -> str:
    """A line of the table."""
    stages = "  ".join(
        f"{stage.code} {stage.value:.6g} gap {stage.gap:.2%} nodes {stage.nodes}"
        for stage in taken.plan.choice.stages
    )
    schedules = sum(len(menu.schedules) for menu in taken.plan.task.menus)
    return (
        f"{name:>10} {len(taken.plan.rounds):4} rounds {schedules:6} schedules "
        f"{taken.processor:6.2f} s ({taken.wall:6.2f} by the clock), choice {taken.choice:5.2f} s  {stages}"
    )


def variant(basis: Basis, seed: int) -> Basis:
    """The same association with other answers: figures one up, one down or as they are, and some missing."""
    dice = random.Random(seed)
    codes = sorted(member.code for member in basis.members)
    missing = set(dice.sample(codes, dice.randint(0, MOST_MISSING)))
    staff = {
        area: {
            code: {band: _moved(box, dice.choice((-1, 0, 1))) for band, box in bands.items()}
            for code, bands in by_code.items()
            if code not in missing
        }
        for area, by_code in basis.staff.items()
    }
    starts = tuple(
        replace(start, bands=_bands_of(staff[start.area][start.code], start.bands))
        for start in basis.starts
        if start.code not in missing
    )
    return replace(basis, staff=staff, starts=starts, answered=basis.answered - len(missing))


def _moved(box: Box, persons: int) -> Box:
    """A box moved; nobody can be fewer than none, and what is not known stays so."""
    low, best, high = (
        None if end is None else max(Decimal(0), end + persons) for end in (box.low, box.best, box.high)
    )
    return replace(box, low=low, best=best, high=high)


def _bands_of(moved: Mapping[Measure, Box], bands: Mapping[Measure, Box]) -> Mapping[Measure, Box]:
    return {band: moved[band] for band in bands}


def example(folder: Path, surroundings: Mapping[str, str]) -> Basis:
    """The example workbook in a database of its own, as the plan takes it."""
    from kfond.db import reading
    from kfond.plan.demands import Written
    from kfond.plan.gathering import basis_of

    run((sys.executable, "-m", "kfond", "import", str(EXAMPLE)), surroundings)
    with reading(folder / "kfond.db") as session:
        return basis_of(session, 2018, 2019, TODAY, None, (), Written())


def run(command: tuple[str, ...], surroundings: Mapping[str, str]) -> tuple[float, float]:
    """Seconds that a run takes by the clock, from start to end of its process, and of the processor."""
    start, before = time.perf_counter(), os.times()
    subprocess.run(command, env=surroundings, check=True, capture_output=True)
    after = os.times()
    processor = after.children_user - before.children_user + after.children_system - before.children_system
    return time.perf_counter() - start, processor


def of_command(rounds: int, surroundings: Mapping[str, str]) -> str:
    """The command beside a process that only imports what it imports: pair by pair, in turns."""
    command = (sys.executable, "-m", "kfond", *COMMAND)
    version = (sys.executable, "-m", "kfond", "--version")
    started = (sys.executable, "-c", STARTED)
    for each in (command, version, started):
        run(each, surroundings)
    taken = [[run(each, surroundings) for each in (command, version, started)] for _ in range(rounds)]
    lines = []
    for at, what in ((1, "kfond --version"), (2, "its imports alone")):
        wall, processor = (
            statistics.median(turn[0][which] - turn[at][which] for turn in taken) for which in (0, 1)
        )
        lines.append(
            f"kfond {' '.join(COMMAND)} beyond {what}: {wall:.2f} s by the clock, {processor:.2f} s of the "
            "processor (target 3)"
        )
    return "\n".join(lines)


def main() -> None:
    """Measures and prints a line for each variant, and two for the command."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        surroundings = {
            **os.environ,
            "KFOND_DB": str(folder / "kfond.db"),
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),  # as where kfond is installed: compiled once
        }
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        basis = example(folder, surroundings)
        measured(basis)  # the first run imports
        print(shown("Fyrbodal", measured(basis)))
        found = []
        for seed in range(seeds):
            found.append(measured(variant(basis, seed)))
            print(shown(f"seed {seed}", found[-1]), flush=True)
        for what, seconds in (
            ("proposal", [taken.processor for taken in found]),
            ("choice", [taken.choice for taken in found]),
        ):
            print(
                f"{what}: median {statistics.median(seconds):.2f} s (target 1), worst {max(seconds):.2f} s (target 5)"
            )
        print(of_command(rounds, surroundings))


if __name__ == "__main__":
    main()
