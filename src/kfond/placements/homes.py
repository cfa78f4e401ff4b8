"""From rows of homes to tallies, for every tertial and calendar year that the lists speak of whole.

Homes are the organisation's and of no municipality, so that every tally is of ALL of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kfond.placements.medians import median_in_half_days
from kfond.placements.overlaying import (
    ONE_DAY,
    Likeness,
    Listed,
    Overlaid,
    is_lost_within,
    overlaid,
    rows_by_span,
)
from kfond.placements.tallies import ALL, OF_DAYS, HomeMeasure, Span, Spot, Tallies, Tally
from kfond.placements.tallying import followed_until, holds, sheets_of, times_told, whole_spans
from kfond.placements.values import IN_TOTALS, OF_HOMES, Home, Kind, Step, WayOut

MONTHS_FOLLOWED = 12
"""For how long the homes that showed interest are followed on their way. Ours."""
WAYS: Mapping[tuple[Step, Step], HomeMeasure] = {
    (Step.INTEREST, Step.ASSESSMENT): HomeMeasure.HALF_DAYS_TO_ASSESSMENT,
    (Step.ASSESSMENT, Step.ASSESSED): HomeMeasure.HALF_DAYS_TO_ASSESSED,
    (Step.ASSESSED, Step.TRAINED): HomeMeasure.HALF_DAYS_TO_TRAINED,
    (Step.TRAINED, Step.BANKED): HomeMeasure.HALF_DAYS_TO_BANKED,
    (Step.BANKED, Step.PLACED): HomeMeasure.HALF_DAYS_TO_PLACED,
    (Step.INTEREST, Step.PLACED): HomeMeasure.HALF_DAYS_ALL_THE_WAY,
}
"""The steps that days are counted between, with their median."""
_WITHIN = {
    Step.ASSESSMENT: HomeMeasure.ASSESSMENT_WITHIN,
    Step.ASSESSED: HomeMeasure.ASSESSED_WITHIN,
    Step.TRAINED: HomeMeasure.TRAINED_WITHIN,
    Step.BANKED: HomeMeasure.BANKED_WITHIN,
    Step.PLACED: HomeMeasure.PLACED_WITHIN,
}
_LEFT = {
    WayOut.WITHDREW: HomeMeasure.LEFT_WITHDREW,
    WayOut.NOT_SUITABLE: HomeMeasure.LEFT_NOT_SUITABLE,
    WayOut.RETURNED_TO_WORK: HomeMeasure.LEFT_RETURNED_TO_WORK,
    WayOut.PAY: HomeMeasure.LEFT_PAY,
    WayOut.LIFE: HomeMeasure.LEFT_LIFE,
    WayOut.OTHER: HomeMeasure.LEFT_OTHER,
    None: HomeMeasure.LEFT_UNKNOWN,
}
_MEDIANS = {median: way for way, median in WAYS.items()}
_CASES = {OF_DAYS[median]: way for way, median in WAYS.items()}


@dataclass(slots=True)
class _Cell:
    """What is counted of a kind in a time, and the days between steps."""

    numbers: defaultdict[HomeMeasure, int] = field(default_factory=lambda: defaultdict(int))
    days: defaultdict[tuple[Step, Step], list[int]] = field(default_factory=lambda: defaultdict(list))

    def number(self, measure: HomeMeasure) -> int | None:
        """The tally of a measure; None for the median of none."""
        if measure in _MEDIANS:
            return median_in_half_days(self.days.get(_MEDIANS[measure], ()))
        if measure in _CASES:
            return len(self.days.get(_CASES[measure], ()))
        return self.numbers.get(measure, 0)


def homes_tallied(
    homes: Iterable[Home], spans: Iterable[Span] | None = None, *, lists: Iterable[Listed] = ()
) -> Tallies:
    """The tallies of `homes`, the rows of every list as they stand; they are overlaid here.

    `spans` None: every tertial and calendar year that the lists speak of whole. A time in the midst of which a home
    that stood ready is lost is not told of. Every kind of OF_HOMES has every measure, zeros among them, and ALL has
    those of IN_TOTALS. Mentors are known (not None) only where a list ends with the time, since no row tells from
    when on a home is one. `lists` are those that have no rows.
    """
    every = tuple(homes)
    together = homes_overlaid(every, lists)
    told = times_told(together.lists)
    wanted = whole_spans(told) if spans is None else tuple(sorted(set(spans)))
    touching = rows_by_span(together, LIKENESS, wanted)
    lost = {home.home for home in together.lost}
    found: dict[Spot, Tally] = {}
    for span in wanted:
        time = next((time for time in told.get(ALL, ()) if holds(time, span)), None)
        if time is None or is_lost_within(together, LIKENESS, span, ALL):
            continue
        cells = _counted(touching[span], span, lost, told[ALL])
        knows_mentors = _count_mentors(cells, every, together.lists, span)
        sheets = sheets_of(together.lists, span, frozenset({ALL}))[ALL]
        cells[ALL] = _together(cells[kind] for kind in OF_HOMES if kind in IN_TOTALS)
        for kind, cell in cells.items():
            for measure in HomeMeasure:
                is_unknown = measure is HomeMeasure.MENTORS and not knows_mentors
                number = None if is_unknown else cell.number(measure)
                found[Spot(span, ALL, str(kind), measure)] = Tally(number, sheets)
    return Tallies(found)


def homes_overlaid(homes: Iterable[Home], lists: Iterable[Listed] = ()) -> Overlaid[Home]:
    """The homes of all lists, each once, as the latest list tells it.

    A list has every home that there was contact with in its time. So one that stood ready and is missing in the next
    list is a notice; one on its way that is missing took no further step.
    """
    return overlaid(homes, LIKENESS, lists)


def _code(home: Home) -> str:
    return ALL


def _key(home: Home) -> str:
    return home.home


def _began(home: Home) -> date:
    days = [
        *home.steps.values(),
        *(day for day in (home.mentored_from, home.contracted_from, home.left) if day),
    ]
    return min(days, default=home.known_from)


def _ended(home: Home) -> date:
    return max([home.left, *home.steps.values()]) if home.left else date.max


def _stands_ready_on(home: Home, day: date) -> bool:
    """Whether a home that had come so far that it is there has not left before a day."""
    has_come = {Step.BANKED, Step.PLACED} & home.steps.keys() or home.is_mentor or _contract_ends(home) > day
    return bool(has_come) and _is_there(home, day)


def _until(home: Home, day: date) -> Home:
    return replace(
        home,
        steps={step: on for step, on in home.steps.items() if on <= day},
        left=None,
        way_out=None,
        known_to=day,
    )


LIKENESS = Likeness(_code, _key, _began, _ended, _stands_ready_on, _until)


def _is_there(home: Home, day: date) -> bool:
    """Whether a home has not left when a day ends; the day that it left is the first without it."""
    return home.left is None or home.left > day


def _contract_ends(home: Home) -> date:
    """The first day without a contract; the first of all days where there is none."""
    if home.contracted_from is None:
        return date.min
    ends = [home.contracted_to + ONE_DAY] if home.contracted_to else []
    return min([*ends, *([home.left] if home.left else [])], default=date.max)


def _counted(
    homes: Iterable[Home], span: Span, lost: Collection[str], told: Sequence[Span]
) -> dict[str, _Cell]:
    cells: dict[str, _Cell] = {kind: _Cell() for kind in OF_HOMES}
    for home in homes:
        cell = cells[home.kind]
        _count_steps(cell, home, span)
        _count_there(cell, home, span)
        if home.left and span.first <= home.left <= span.last:
            cell.numbers[HomeMeasure.LEFT] += 1
            cell.numbers[_LEFT[home.way_out]] += 1
        interest = home.steps.get(Step.INTEREST)
        if interest and span.first <= interest <= span.last:
            last = home.known_to if home.home in lost else _followed_to(home, told)
            _count_cohort(cell, home, interest, last)
    return cells


def _count_steps(cell: _Cell, home: Home, span: Span) -> None:
    """The steps taken in the time, the days that each took, and what came before a first placement."""
    for step, day in home.steps.items():
        if span.first <= day <= span.last:
            cell.numbers[HomeMeasure(step.value)] += 1
    for before, after in WAYS:
        first, then = home.steps.get(before), home.steps.get(after)
        if first and then and first <= then and span.first <= then <= span.last:
            cell.days[before, after].append((then - first).days)
    placed, trained = home.steps.get(Step.PLACED), home.steps.get(Step.TRAINED)
    if placed and span.first <= placed <= span.last:
        cell.numbers[HomeMeasure.TRAINED_FIRST_UNKNOWN] += trained is None
        cell.numbers[HomeMeasure.TRAINED_FIRST] += trained is not None and trained < placed


def _count_there(cell: _Cell, home: Home, span: Span) -> None:
    """Whether the home is in the bank, mentored and under contract when the time ends."""
    banked = home.steps.get(Step.BANKED)
    is_there = _is_there(home, span.last)
    cell.numbers[HomeMeasure.IN_BANK] += is_there and banked is not None and banked <= span.last
    mentored = home.mentored_from
    cell.numbers[HomeMeasure.MENTORED] += is_there and mentored is not None and mentored <= span.last
    begins, ends = home.contracted_from, _contract_ends(home)
    if home.kind is Kind.EMERGENCY and begins and begins <= span.last and begins < ends:
        cell.numbers[HomeMeasure.CONTRACTED] += ends > span.last
        cell.numbers[HomeMeasure.CONTRACTED_IN_TIME] += ends > span.first


def _count_cohort(cell: _Cell, home: Home, interest: date, last: date) -> None:
    """How far a home that showed interest in the time came in 12 months; `last` is the last day that is known."""
    until = followed_until(interest, MONTHS_FOLLOWED)
    for step, measure in _WITHIN.items():
        day = home.steps.get(step)
        cell.numbers[measure] += day is not None and day < until
    is_over = home.left is not None or all(step in home.steps for step in _WITHIN)
    cell.numbers[HomeMeasure.INTEREST_OPEN] += not is_over and last + ONE_DAY < until


def _followed_to(home: Home, told: Sequence[Span]) -> date:
    """The last day that lists without a gap speak of: a home on its way that they do not have took no step."""
    return next(time.last for time in told if time.first <= home.known_to <= time.last)


def _count_mentors(
    cells: Mapping[str, _Cell], homes: Iterable[Home], lists: Iterable[Listed], span: Span
) -> bool:
    """The mentors of the list that ends with the time; False where none does."""
    by_list = sorted(
        (home for home in homes if home.known_to == span.last), key=lambda home: home.known_from
    )  # the same home in several lists of that day: the one that holds comes last
    for home in {home.home: home for home in by_list}.values():
        cells[home.kind].numbers[HomeMeasure.MENTORS] += home.is_mentor and _is_there(home, span.last)
    return any(each.span.last == span.last for each in lists)


def _together(cells: Iterable[_Cell]) -> _Cell:
    total = _Cell()
    for cell in cells:
        for measure, number in cell.numbers.items():
            total.numbers[measure] += number
        for way, days in cell.days.items():
            total.days[way] += days
    return total
