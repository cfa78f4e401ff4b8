"""How long the statistics on placements take: a made-up nation of 290 municipalities over ten years.

Five questions: (a) every statistic of a year's report, from the rows of all lists: merged, tallied for the year and its
tertials, every rate of every municipality and of every kind; (b) the checks that rows pass when they are read; (c) the
tallies of every tertial and year; (d) whether the time grows with the number of rows; (e) what protection takes, of an
organisation of 14 municipalities over more and more years, and whether it grows with them. Seconds of the processor.
It never fails by the clock: a person judges.

    python bench/placements.py [CHILDREN A YEAR]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

from kfond.placements.checks import problems_of
from kfond.placements.merging import merged
from kfond.placements.rates import rates
from kfond.placements.statistics import Statistics
from kfond.placements.tallies import ALL, Measure, Tallies
from kfond.placements.tallying import spans_of_year, tallied
from kfond.placements.values import Kind, Placement
from made_up_placements import as_yearly_lists, organisation

T = TypeVar("T")
CHILDREN = 30_000
STARTS_TO_CHILDREN = 0.36  # so many of the children of a year come for the first time in it
YEARS = range(2013, 2023)
CODES = tuple(f"{1000 + number}" for number in range(290))
TARGET = 5.0
PARTS = (16, 4, 1)
MEMBERS, OF_MEMBERS = CODES[:14], 130
"""An organisation, and how many of its children come for the first time in a year."""
LONGEST = (2, 5, 10)
SMALLEST_SHOWN = 5


def main() -> None:
    """Makes the lists up, measures, and prints a line for each question."""
    children = int(sys.argv[1]) if len(sys.argv) > 1 else CHILDREN
    print(f"Python {sys.version.split()[0]}, {len(CODES)} municipalities, {len(YEARS)} years")
    report: dict[int, float] = {}
    for part in PARTS:
        rows = made_up(children // part)
        seconds, told = taken(lambda rows=rows: report_of_a_year(rows))
        report[len(rows)] = seconds
        in_year = told.number(spans_of_year(YEARS[-1])[-1], ALL, ALL, Measure.CHILDREN)
        print(
            f"{len(rows):7} rows, {in_year:6} children in {YEARS[-1]}: report of a year {seconds:5.2f} s ({TARGET} s)"
        )
    seconds, once = taken(lambda: merged(rows))
    print(
        f"{len(rows):7} rows merged: {seconds:.1f} s; checked: {taken(lambda: problems_of(once.placements))[0]:.1f} s"
    )
    seconds, every = taken(lambda: tallied(rows))
    print(f"{len(rows):7} rows, every tertial and year, {len(every.by_spot)} tallies: {seconds:.1f} s")
    grown = ", ".join(
        f"{after / before:.1f}x the rows {report[after] / report[before]:.1f}x"
        for before, after in pairwise(report)
    )
    print(f"growth of the report: {grown}")
    protection()


def protection() -> None:
    """What may be shown of an organisation over more and more years: seconds, and how they grow with the numbers."""
    took: dict[int, float] = {}
    for years in LONGEST:
        known = range(YEARS[-1] + 1 - years, YEARS[-1] + 1)
        found = Statistics(
            tallied(as_yearly_lists(organisation(1, known, OF_MEMBERS, MEMBERS), known)), SMALLEST_SHOWN
        )
        spots = [spot for spot, tally in found.tallies if tally.number is not None]
        took[years], hidden = taken(
            lambda found=found, spots=spots: sum(found.is_hidden(spot) for spot in spots)
        )
        print(
            f"{len(MEMBERS)} municipalities, {years:2} years: {len(spots)} numbers protected in {took[years]:.2f} s, "
            f"{len(spots) - hidden} of them shown"
        )
    grown = ", ".join(
        f"{after / before:.1f}x the years {took[after] / took[before]:.1f}x"
        for before, after in pairwise(took)
    )
    print(f"growth of protection: {grown}")


def made_up(children: int) -> tuple[Placement, ...]:
    """The rows of all yearly lists of all municipalities."""
    whole = organisation(1, YEARS, round(children * STARTS_TO_CHILDREN), CODES)
    return tuple(as_yearly_lists(whole, YEARS))


def report_of_a_year(rows: Sequence[Placement]) -> Tallies:
    """What a report of the last year asks for, and the tallies that it is made of."""
    tallies = tallied(rows, spans_of_year(YEARS[-1]))
    year = spans_of_year(YEARS[-1])[-1]
    for kind in (*map(str, Kind), ALL):
        for span in spans_of_year(YEARS[-1]):
            rates(tallies, span, kind=kind)
    for code in tallies.municipalities(year):
        rates(tallies, year, code)
    return tallies


def taken(asked: Callable[[], T]) -> tuple[float, T]:
    """The seconds of the processor that something takes, and what comes of it."""
    start = time.process_time()
    found = asked()
    return time.process_time() - start, found


if __name__ == "__main__":
    main()
