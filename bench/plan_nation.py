"""How long the plan of a made-up nation takes: 290 municipalities, 200 courses, 8 000 staff (see made_up_nation.py).

Three ways: as 60 associations of neighbours, each a plan of its own, with one worker and then with two, which must come
to the same bytes; as one association; and growing, as one association of the first 10, 20, ... municipalities. Seconds
by the clock and of the processor, from values to a value; the largest gap and the nodes of all stages; the most memory
that a process held. It never fails by the clock: it prints the target beside the figure, and a person judges.

    python bench/plan_nation.py [parts] [whole] [growth]
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from kfond.plan.basis import Basis
from kfond.plan.proposal import Plan
from kfond.plan.propose import propose
from kfond.reports.plan.as_json import as_json
from made_up_nation import ASSOCIATIONS, MUNICIPALITIES, association, nation

GROWTH = (10, 20, 40, 80, 160, MUNICIPALITIES)
KIB_A_MIB = 1024


@dataclass(frozen=True, slots=True)
class Taken:
    """What one plan took and came to; `memory`: the most MiB that its process has held; `digest`: of all its data."""

    wall: float
    processor: float
    gap: float
    nodes: int
    schedules: int
    rounds: int
    memory: int
    digest: str


def measured(made: Callable[[int], Basis], number: int) -> Taken:
    """What a plan takes; making up the nation is not counted."""
    basis = made(number)
    clock, processor = time.perf_counter(), time.process_time()
    plan = propose(basis)
    wall, whole = time.perf_counter() - clock, time.process_time() - processor
    return Taken(
        wall,
        whole,
        max(stage.gap for stage in plan.choice.stages),
        sum(stage.nodes for stage in plan.choice.stages),
        sum(len(menu.schedules) for menu in plan.task.menus),
        len(plan.rounds),
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB_A_MIB,
        _digest(plan),
    )


def one_association(number: int) -> Taken:
    """One of the sixty."""
    return measured(association, number)


def one_nation(municipalities: int) -> Taken:
    """The first so many municipalities as one association."""
    return measured(nation, municipalities)


def in_processes(which: Callable[[int], Taken], numbers: Sequence[int], workers: int) -> tuple[Taken, ...]:
    """Each in its turn, in new processes that have imported everything before the first one."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_import) as pool:
        return tuple(pool.map(which, numbers))


def _import() -> None:
    import highspy  # noqa: F401
    import numpy  # noqa: F401


def _digest(plan: Plan) -> str:
    data = json.dumps(as_json(plan, "sv"), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(data.encode()).hexdigest()


def shown(name: str, taken: Taken) -> str:
    """A line of the table."""
    return (
        f"{name:>18} {taken.wall:7.1f} s by the clock {taken.processor:7.1f} s of the processor  "
        f"{taken.schedules:6} schedules {taken.rounds:5} rounds  gap {taken.gap:.2%}  nodes {taken.nodes:5}  "
        f"{taken.memory} MiB"
    )


def parts() -> None:
    """The sixty associations, with one worker and with two."""
    digests = []
    for workers, target in ((1, 45), (2, 20)):
        clock = time.perf_counter()
        taken = in_processes(one_association, range(ASSOCIATIONS), workers)
        wall = time.perf_counter() - clock
        digests.append([each.digest for each in taken])
        print(
            f"{ASSOCIATIONS} associations, workers {workers}: {wall:.1f} s by the clock (target {target}), of which "
            f"the plans {sum(each.wall for each in taken) / workers:.1f} and the rest start, dice and digests, "
            f"{sum(each.processor for each in taken):.1f} s of the processor, "
            f"slowest {max(each.processor for each in taken):.1f} s, largest gap "
            f"{max(each.gap for each in taken):.2%}, nodes {sum(each.nodes for each in taken)}, "
            f"{max(each.memory for each in taken)} MiB a process",
            flush=True,
        )
    print(f"the same bytes: {digests[0] == digests[1]}")


def whole() -> None:
    """The nation as one association, twice."""
    taken = [in_processes(one_nation, [MUNICIPALITIES], 1)[0] for _ in range(2)]
    print(shown(f"{MUNICIPALITIES} municipalities", taken[0]), "(targets 30 s, 500 MiB)")
    print(f"the same bytes: {taken[0].digest == taken[1].digest}")


def growth() -> None:
    """From ten municipalities to all of them."""
    for number in GROWTH:
        print(shown(f"{number} municipalities", in_processes(one_nation, [number], 1)[0]), flush=True)


def main() -> None:
    """Measures what is named, else all three."""
    named = sys.argv[1:] or ["parts", "whole", "growth"]
    for name, measures in (("parts", parts), ("whole", whole), ("growth", growth)):
        if name in named:
            measures()


if __name__ == "__main__":
    main()
