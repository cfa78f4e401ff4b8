"""How good the forecasts are: simulated regions, planned from what was known before a cut, beside what came.

The regions work by other mechanics than the model (see the package simulator). It prints a table that
docs/backtest.md repeats, with the ratio of the error to naive (the same term last year), its 95 % interval from a
bootstrap over the regions, and how often the 80 % intervals hold what came.

    python bench/backtest.py [REGIONS]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from foretold import TERMS_AHEAD, TOGETHER, Cut, Tested
from kfond.plan.backtest import Range, SeriesKind, range_of_ratio, score
from simulator import simulated_world

REGIONS = 50
CUTS = (date(2014, 12, 15), date(2015, 12, 15))
RATIO_TARGET, COVERAGE_TARGET = Decimal("0.90"), (Decimal("0.75"), Decimal("0.88"))


def main() -> None:
    regions = int(sys.argv[1]) if len(sys.argv) > 1 else REGIONS
    begun = time.perf_counter()
    groups = []
    for seed in range(regions):
        world = simulated_world(seed)
        cuts = [Cut(world, day) for day in CUTS]
        groups.append([one for cut in cuts for one in (*cut.staff(), *cut.courses())])
    for kind in SeriesKind:
        whole = [
            [one for one in group if one.scored.kind is kind and TOGETHER in one.tags] for group in groups
        ]
        show(f"{kind}, together", whole, lambda one: True)
        for ahead in range(1, TERMS_AHEAD + 1):
            show(f"  {ahead} ahead", whole, lambda one, ahead=ahead: one.ahead == ahead)
        mine = [
            [one for one in group if one.scored.kind is kind and TOGETHER not in one.tags] for group in groups
        ]
        show(f"{kind}, all", mine, lambda one: True)
        for ahead in range(1, TERMS_AHEAD + 1):
            show(f"  {ahead} ahead", mine, lambda one, ahead=ahead: one.ahead == ahead)
        for tag in sorted({tag for group in mine for one in group for tag in one.tags}):
            show(f"  {tag}", mine, lambda one, tag=tag: tag in one.tags)
    print(f"{time.perf_counter() - begun:.0f} s")


def show(label: str, groups: Sequence[Sequence[Tested]], chosen: Callable[[Tested], bool]) -> None:
    """A row of the table."""
    picked = [[one for one in group if chosen(one)] for group in groups]
    scored = [[one.scored for one in group] for group in picked if group]
    flat = [one for group in scored for one in group]
    if not flat:
        return
    found = score(flat[0].kind, flat)
    between = range_of_ratio(scored, seed=1) or Range(Decimal(0), Decimal(0))
    stands = sum(abs(one.newest - one.scored.actual) for group in picked for one in group)
    ours = sum(one.miss for one in flat)
    bias = sum(one.forecast.best - one.actual for one in flat) / sum(one.actual for one in flat)
    low = sum(one.actual < one.forecast.low for one in flat) / len(flat)
    print(
        f"{label:22} n {found.n:6} error {found.error} naive {found.naive_error} ratio {found.ratio} "
        f"({between.low}-{between.high}) coverage {found.coverage} vs newest {ours / stands:.3f} bias {bias:+.3f} below {low:.2f}"
    )


if __name__ == "__main__":
    main()
