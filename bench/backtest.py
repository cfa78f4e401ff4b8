"""How good the forecasts are: simulated regions, planned from what was known before a cut, beside what came.

The regions work by other mechanics than the model (see the package simulator). It prints the table of
docs/backtest.md: the error, its ratio to naive (the same term last year) with a 95 % interval from a bootstrap over
the regions, its ratio to the newest figure left as it is, how far all best values together are off, and how often
the 80 % intervals hold what came. It never fails by a figure: a person judges.

    python bench/backtest.py [REGIONS]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from foretold import TERMS_AHEAD, Cut, Tested, tested_courses, tested_staff
from foretold.cut import FIRST_DAY, TOGETHER
from kfond.plan.backtest import Scored, SeriesKind, range_of_ratio, score
from simulator import simulated_world
from simulator.region import CHILD_WELFARE, CHILDREN_ALONE

REGIONS = 50
CUTS = (date(2014, 12, 15), date(2015, 12, 15))
STAFF, REQUESTS, SEATS = SeriesKind
BOOTSTRAP = 1  # any number will do
Groups = Sequence[Sequence[Tested]]
"""Forecasts by region."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: the forecasts of a kind with all of the tags, and none of the tags in `without`."""

    label: str
    kind: SeriesKind
    tags: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset({TOGETHER, FIRST_DAY})
    ahead: tuple[int, ...] = tuple(range(TERMS_AHEAD + 1))

    def holds(self, one: Tested) -> bool:
        """Whether a forecast belongs to the row."""
        is_tagged = self.tags <= one.tags and not self.without & one.tags
        return one.scored.kind is self.kind and one.ahead in self.ahead and is_tagged


def _whole(
    label: str, kind: SeriesKind, tags: Sequence[str] = (), ahead: Sequence[int] = (1, 2, 3, 4)
) -> Row:
    return Row(label, kind, frozenset({TOGETHER, *tags}), frozenset(), tuple(ahead))


def _part(label: str, *tags: str, ahead: Sequence[int] = (1, 2, 3, 4)) -> Row:
    return Row(label, STAFF, frozenset(tags), ahead=tuple(ahead))


NEW, SOME, MANY = "band_0_2", "band_2_5", "band_over_5"
MAIN = (
    Row("staff of a band in a municipality", STAFF),
    _part("– on the next sheet", ahead=(1,)),
    *(_part(f"– {ahead} sheets ahead", ahead=(ahead,)) for ahead in range(2, TERMS_AHEAD + 1)),
    _part("– 0–2 years", NEW),
    _part("– 2–5 years", SOME),
    _part("– more than 5 years", MANY),
    Row("seats that a municipality asked for", REQUESTS),
    Row("seats that a municipality took, in rounds that were not full", SEATS),
)
HARD = (
    _whole("staff of a band, all municipalities as one", STAFF),
    _whole("– 0–2 years, 2–4 sheets ahead", STAFF, (NEW,), (2, 3, 4)),
    _whole("seats asked for of a round, all as one", REQUESTS),
    _whole("seats taken of a round that was not full, all as one", SEATS),
    _part("0–2 years where few leave, 4 sheets ahead", NEW, "calm", ahead=(4,)),
    _part("more than 5 years where units are split or merged, 4 ahead", MANY, "reorganised", CHILD_WELFARE, ahead=(4,)),
    _part("staff of a unit set apart, which may be taken back in", CHILDREN_ALONE),
    Row("staff on the first day of the plan", STAFF, frozenset({FIRST_DAY}), frozenset()),
)  # fmt: skip


def main() -> None:
    regions = int(sys.argv[1]) if len(sys.argv) > 1 else REGIONS
    begun, used = time.perf_counter(), time.process_time()
    groups = [tested_region(seed) for seed in range(regions)]
    for title, rows in (("Main rows", MAIN), ("Where it is hard", HARD)):
        print(f"\n| {title} | Forecasts | Error | Ratio to naive | 95 % | To newest | All in all | Covered |")
        print("|---|---|---|---|---|---|---|---|")
        for row in rows:
            print(line(row, groups))
    print(f"\n{time.perf_counter() - begun:.0f} s, {time.process_time() - used:.0f} s of the processor")


def tested_region(seed: int) -> list[Tested]:
    """All forecasts of one region, at each cut."""
    world = simulated_world(seed)
    cuts = [Cut(world, day) for day in CUTS]
    return [one for cut in cuts for tested in (tested_staff, tested_courses) for one in tested(cut)]


def line(row: Row, groups: Groups) -> str:
    """The row as a line of a table in Markdown."""
    chosen = [[one for one in group if row.holds(one)] for group in groups]
    chosen = [group for group in chosen if group]
    scored = [[one.scored for one in group] for group in chosen]
    flat = [one for group in scored for one in group]
    found, between = score(row.kind, flat), range_of_ratio(scored, BOOTSTRAP)
    if found is None or found.ratio is None or found.error is None or between is None:
        return f"| {row.label} | {len(flat)} | – | – | – | – | – | – |"
    newest = sum(abs(one.newest - one.scored.actual) for group in chosen for one in group)
    return (
        f"| {row.label} | {found.n} | {found.error:.2f} | {found.ratio:.2f} | {between.low:.2f}–{between.high:.2f} | "
        f"{sum(one.miss for one in flat) / newest:.2f} | {_percent(_bias(flat), '+')} | {_percent(found.coverage)} |"
    )


def _bias(scored: Sequence[Scored]) -> Decimal:
    """How far all best values together are above what came, as a share of it."""
    came = sum(one.actual for one in scored)
    return (sum(one.forecast.best for one in scored) - came) / came


def _percent(share: Decimal, sign: str = "") -> str:
    return f"{100 * share:{sign}.0f} %"


if __name__ == "__main__":
    main()
