"""From rows of placements to tallies, for every tertial and calendar year that the lists speak of whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kfond.periods import Tertial
from kfond.placements.merging import end_told, merged
from kfond.placements.overlaying import Listed
from kfond.placements.tallies import ALL, Measure, Span, Spot, Tallies, Tally
from kfond.placements.values import IN_TOTALS, Ending, Kind, Placement
from kfond.provenance import Source

MONTHS_FOLLOWED = 24
"""For how long a cohort is followed, as in the studies of Västernorrland (Westerberg 2011)."""
ONE_DAY = timedelta(1)
_ENDED_BY = {
    Ending.BROKEN_BY_CHILD: Measure.BY_CHILD,
    Ending.BROKEN_BY_HOME: Measure.BY_HOME,
    Ending.BROKEN_BY_PARENTS: Measure.BY_PARENTS,
    Ending.BROKEN_BY_AUTHORITY: Measure.BY_AUTHORITY,
    Ending.UNKNOWN: Measure.ENDING_UNKNOWN,
}
_ZEROS: Mapping[Measure, int] = dict.fromkeys(Measure, 0)


@dataclass(slots=True)
class _Cell:
    """What is counted of a municipality and kind in a time; `children` None as soon as one has no pseudonym."""

    numbers: defaultdict[Measure, int] = field(default_factory=lambda: defaultdict(int))
    children: set[str] | None = field(default_factory=set)
    broken: set[str] = field(default_factory=set)

    def by_measure(self) -> Mapping[Measure, int | None]:
        """The tally of each measure; None is not known."""
        is_known = self.children is not None
        return {
            **_ZEROS,
            **self.numbers,
            Measure.CHILDREN: len(self.children or ()) if is_known else None,
            Measure.CHILDREN_BROKEN: len(self.broken) if is_known else None,
        }


Cells = Mapping[str, Mapping[str, _Cell]]
"""By municipality and kind; either may be ALL."""


def tallied(
    placements: Iterable[Placement],
    spans: Iterable[Span] | None = None,
    *,
    count_end_day: bool = False,
    lists: Iterable[Listed] = (),
) -> Tallies:
    """The tallies of `placements`, the rows of every list as they stand; they are merged here.

    `spans` None: every tertial and calendar year that some municipality's lists speak of whole. A municipality tells
    of a time where its lists do so for every day of it, and nobody's fate is lost in the midst of it; then it has
    every measure of every kind, zeros among them, and of ALL kinds (those of IN_TOTALS). ALL municipalities are
    those that tell of the time: `Tallies.municipalities` names them. `lists` are those that have no rows.

    Distinct children are not known (None) where a row has no pseudonym, care days not for relief homes, whose rows
    do not tell on which days a child is there. `count_end_day`: the day of the end is a care day too.
    """
    together = merged(placements, lists)
    told = times_told(together.lists)
    wanted = whole_spans(told) if spans is None else tuple(sorted(set(spans)))
    touching = _by_span(together.placements, wanted)
    found: dict[Spot, Tally] = {}
    for span in wanted:
        codes = _telling(told, touching[span], span)
        cells = _counted(touching[span], span, codes, count_end_day)
        found.update(_tallies(_with_totals(cells), span, sheets_of(together.lists, span, codes)))
    return Tallies(found)


def times_told(lists: Iterable[Listed]) -> Mapping[str, Sequence[Span]]:
    """By municipality, the times that its lists speak of without a gap, in order."""
    times: dict[str, list[Span]] = {}
    for each in sorted(lists, key=lambda each: (each.municipality_code, each.span)):
        of_code = times.setdefault(each.municipality_code, [])
        if of_code and each.span.first <= of_code[-1].last + ONE_DAY:
            of_code[-1] = Span(of_code[-1].first, max(of_code[-1].last, each.span.last))
        else:
            of_code.append(each.span)
    return times


def whole_spans(told: Mapping[str, Sequence[Span]]) -> tuple[Span, ...]:
    """Every tertial and calendar year that lies wholly in a time that a municipality tells of, in order."""
    return tuple(
        sorted(
            {
                span
                for times in told.values()
                for time in times
                for year in range(time.first.year, time.last.year + 1)
                for span in spans_of_year(year)
                if holds(time, span)
            }
        )
    )


def spans_of_year(year: int) -> tuple[Span, ...]:
    """The three tertials of a year, and the year."""
    tertials = (Tertial(year, number) for number in (1, 2, 3))
    return (
        *(Span(tertial.start, tertial.end) for tertial in tertials),
        Span(date(year, 1, 1), date(year, 12, 31)),
    )


def followed_until(start: date, months: int = MONTHS_FOLLOWED) -> date:
    """The same day whole years of `months` on; the last of February where that month has no such day.

    So months are counted by law (lag 1930:173 om beräkning av lagstadgad tid, 1 §).
    """
    year = start.year + months // 12
    is_missing = (start.month, start.day) == (2, 29) and year % 4 != 0
    return date(year, 2, 28) if is_missing else start.replace(year=year)


def holds(time: Span, span: Span) -> bool:
    """Whether every day of a span lies in a time."""
    return time.first <= span.first and span.last <= time.last


def _by_span(rows: Iterable[Placement], spans: Sequence[Span]) -> Mapping[Span, Sequence[Placement]]:
    """The rows that each time has to do with: that start, go on or end in it."""
    touching: dict[Span, list[Placement]] = {span: [] for span in spans}
    years: dict[int, list[Span]] = {}
    for span in spans:
        for year in range(span.first.year, span.last.year + 1):
            years.setdefault(year, []).append(span)
    first_year, last_year = min(years, default=0), max(years, default=0)
    for row in rows:
        until = row.end or row.known_to
        for year in range(max(row.start.year, first_year), min(until.year, last_year) + 1):
            for span in years.get(year, ()):
                is_first_look = year == max(row.start.year, span.first.year)
                if is_first_look and row.start <= span.last and until >= span.first:
                    touching[span].append(row)
    return touching


def _telling(told: Mapping[str, Sequence[Span]], rows: Iterable[Placement], span: Span) -> frozenset[str]:
    """The municipalities whose lists speak of every day of a time and lose nobody before it is over."""
    losing = {row.municipality_code for row in rows if row.end is None and row.known_to < span.last}
    return frozenset(
        code
        for code, times in told.items()
        if code not in losing and any(holds(time, span) for time in times)
    )


def _counted(
    rows: Iterable[Placement], span: Span, codes: frozenset[str], count_end_day: bool
) -> dict[str, dict[str, _Cell]]:
    cells: dict[str, dict[str, _Cell]] = {code: {kind: _Cell() for kind in Kind} for code in codes}
    for row in rows:
        if row.municipality_code not in codes:
            continue
        cell = cells[row.municipality_code][row.kind]
        _count_under_way(cell, row, span, count_end_day)
        if row.start >= span.first:
            _count_start(cell, row)
        if row.end and row.end <= span.last:
            _count_end(cell, row, row.end)
    return cells


def _count_under_way(cell: _Cell, row: Placement, span: Span, count_end_day: bool) -> None:
    """Under way in the time and when it ends, care days, and the child."""
    numbers = cell.numbers
    numbers[Measure.UNDER_WAY] += 1
    after = span.last + ONE_DAY
    if row.end is None or row.end >= after:
        numbers[Measure.ONGOING] += 1
        until = after
    else:
        until = row.end + ONE_DAY if count_end_day else row.end
    numbers[Measure.DAYS] += max(0, (until - max(row.start, span.first)).days)
    if not row.child:
        cell.children = None
    elif cell.children is not None:
        cell.children.add(row.child)


def _count_start(cell: _Cell, row: Placement) -> None:
    """The start, what the home had learnt before it, and what became of the placement in 24 months."""
    numbers = cell.numbers
    numbers[Measure.STARTED] += 1
    numbers[Measure.COHORT] += 1
    if row.had_training is None:
        numbers[Measure.TRAINED_UNKNOWN] += 1
    elif row.had_training:
        numbers[Measure.TRAINED_BEFORE] += 1
    if end_told(row) >= followed_until(row.start):
        return
    if row.end is None:
        numbers[Measure.COHORT_OPEN] += 1
    elif row.ending is None or row.ending is Ending.UNKNOWN:
        numbers[Measure.COHORT_UNKNOWN] += 1
    elif row.ending.is_breakdown:
        numbers[Measure.COHORT_BROKEN] += 1


def _count_end(cell: _Cell, row: Placement, end: date) -> None:
    """The end, how it came, and whether it came before it was planned."""
    numbers = cell.numbers
    ending = row.ending or Ending.UNKNOWN
    numbers[Measure.ENDED] += 1
    if ending in _ENDED_BY:
        numbers[_ENDED_BY[ending]] += 1
    if ending.is_breakdown:
        numbers[Measure.BREAKDOWNS] += 1
        cell.broken.add(row.child)
    if row.planned_end:
        numbers[Measure.ENDED_WITH_PLAN] += 1
        numbers[Measure.ENDED_EARLY] += end < row.planned_end


def _with_totals(cells: dict[str, dict[str, _Cell]]) -> Cells:
    """The cells and their totals over kinds and over municipalities; a child counts once in each."""
    if not cells:
        return cells
    every: dict[str, _Cell] = {kind: _together(of_code[kind] for of_code in cells.values()) for kind in Kind}
    return {
        code: {**of_code, ALL: _together(of_code[kind] for kind in IN_TOTALS)}
        for code, of_code in {**cells, ALL: every}.items()
    }


def _together(cells: Iterable[_Cell]) -> _Cell:
    total = _Cell()
    for cell in cells:
        for measure, number in cell.numbers.items():
            total.numbers[measure] += number
        if cell.children is None or total.children is None:
            total.children = None
        else:
            total.children |= cell.children
            total.broken |= cell.broken
    return total


def _tallies(
    cells: Cells, span: Span, sources: Mapping[str, tuple[Source, ...]]
) -> Iterator[tuple[Spot, Tally]]:
    for code, of_code in cells.items():
        shared = sources[code]
        for kind, cell in of_code.items():
            numbers = cell.by_measure()
            if kind == Kind.RELIEF:
                numbers = {**numbers, Measure.DAYS: None}
            tallies = {number: Tally(number, shared) for number in set(numbers.values())}
            for measure, number in numbers.items():
                yield Spot(span, code, str(kind), measure), tallies[number]


def sheets_of(lists: Iterable[Listed], span: Span, codes: frozenset[str]) -> Mapping[str, tuple[Source, ...]]:
    """By municipality, the sheets of the lists that speak of a time; of ALL those of everyone who tells of it."""
    found: dict[str, set[Source]] = {code: set() for code in codes}
    for each in lists:
        if each.municipality_code in codes and each.span.first <= span.last and each.span.last >= span.first:
            found[each.municipality_code] |= set(each.sources)
    every = {source for sources in found.values() for source in sources}
    return {code: tuple(sorted(sources)) for code, sources in {**found, ALL: every}.items()}
