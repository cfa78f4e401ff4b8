"""What a frequency asks for in terms: when a course may start, and how late a schedule is.

What may never happen is left out (`starts_of`); being late may happen, and is counted (`lateness`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kfond.catalogue.frequency import Kind
from kfond.periods import Term
from kfond.plan.courses import OWED, PlannedCourse

Starts = tuple[int, ...]
"""1 for each term of the horizon in which the course starts, else 0."""
Announced = Mapping[int, int]
"""Groups announced already, by the term's place in the horizon; 0 is "announced that none is held"."""
PLANNABLE = OWED | {Kind.ON_DEMAND, Kind.ON_REQUEST}
"""The kinds that have a menu. The others are listed only, or held by somebody else."""


@dataclass(frozen=True, slots=True)
class Window:
    """The terms within which the next start is due; `known_start` tells whether a last start is behind it."""

    first: Term
    last: Term
    known_start: bool


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a course's frequency asks over a horizon; every term is its place in the horizon (before it: negative).

    `years`: the calendar year of each term. `last`: the last start known. Interval: a first start from `opens` on,
    due by `due`, then `shortest`..`longest` terms between starts. A number of rounds a year or groups a term:
    `owed`, and at most `allowed` (None: any number).
    """

    kind: Kind
    years: tuple[int, ...]
    last: int | None
    last_year: int | None
    opens: int = 0
    due: int = 0
    shortest: int = 1
    longest: int = 1
    owed: int = 0
    allowed: int | None = None

    @property
    def most_groups(self) -> int | None:
        """The most groups in a term: a bound only where the catalogue counts groups, "ca" or not."""
        return self.allowed if self.kind is Kind.GROUPS_PER_TERM else None

    @property
    def terms_waited(self) -> int:
        """Terms that an interval's window has been closed when the horizon begins; 0 while it is open."""
        return max(0, -self.due) if self.kind is Kind.INTERVAL else 0


def window_of(course: PlannedCourse) -> Window:
    """The due window of an interval: from the smallest gap after the last start to the largest.

    Where no start is known: the first full interval counted from the term in which the line entered the catalogue.
    ValueError for a course without an interval.
    """
    shortest, longest = _gaps(course)
    frequency, entered = course.strictest.frequency, course.strictest.entered
    if course.last_start:
        return Window(course.last_start + shortest, course.last_start + longest, known_start=True)
    return Window(entered + 1, entered + frequency.first_window_terms, known_start=False)


def rhythm_of(course: PlannedCourse, horizon: Sequence[Term]) -> Rhythm:
    """What a course's lines ask together: owed by the strictest line, allowed by the most generous one."""
    years = tuple(term.year for term in horizon)
    last = course.last_start.minus(horizon[0]) if course.last_start else None
    last_year = course.last_start.year if course.last_start else None
    if course.kind is Kind.INTERVAL:
        window, (shortest, longest) = window_of(course), _gaps(course)
        opens, due = window.first.minus(horizon[0]), window.last.minus(horizon[0])
        return Rhythm(course.kind, years, last, last_year, opens, due, shortest, longest)
    counts = [line.frequency.count for line in course.lines if line.frequency.count]
    stated = course.strictest.frequency.count
    owed = stated[0] if stated and course.kind in OWED else 0
    allowed = max((most for _, most in counts), default=None)
    return Rhythm(course.kind, years, last, last_year, owed=owed, allowed=allowed)


def starts_of(rhythm: Rhythm, announced: Announced | None = None) -> tuple[Starts, ...]:
    """Every vector of starts that breaks nothing: at most one start a term, the smallest gap (also to the last
    start known), the allowed number a year; where no start is known, none before the first window opens.

    What is announced stands, whatever it breaks; only the other starts must keep the rules, also against it. A
    course that is not plannable starts only where announced. In rising order, so the first starts the least.
    """
    return _all_starts(rhythm, tuple(sorted((announced or {}).items())))


@lru_cache(maxsize=256)
def beginnings_of(starts: tuple[Starts, ...]) -> frozenset[Starts]:
    """The beginnings of all vectors of starts, nothing and themselves among them."""
    return frozenset(vector[:at] for vector in starts for at in range(len(vector) + 1))


def lateness(rhythm: Rhythm, groups: Sequence[int], fillable: Sequence[int]) -> int:
    """Terms late, all due windows together; `fillable` is how many groups could be filled in each term.

    Interval: every term from the last of a window on in which the course could have started and did not; a window
    that closed before the horizon counts from its first term, since no plan can win back what lies behind.
    Number a year: one for each owed round that a year lacks, as far as it had other terms to hold it in; a year has
    no more rounds than terms. Groups a term: each term below the owed number (or below what could be filled).
    """
    if rhythm.kind is Kind.INTERVAL:
        return _overdue(rhythm, groups, fillable)
    if rhythm.kind is Kind.PER_YEAR:
        return sum(_late_in(year, rhythm, groups, fillable) for year in sorted(set(rhythm.years)))
    if rhythm.kind is Kind.GROUPS_PER_TERM:
        return sum(held < min(rhythm.owed, could) for held, could in zip(groups, fillable, strict=True))
    return 0


def is_needed(rhythm: Rhythm, groups: Sequence[int], fillable: Sequence[int], at: int) -> bool:
    """Whether a schedule becomes later without its start in a term."""
    without = [*groups[:at], 0, *groups[at + 1 :]]
    return lateness(rhythm, without, fillable) > lateness(rhythm, groups, fillable)


def _gaps(course: PlannedCourse) -> tuple[int, int]:
    """Fewest and most terms between two starts: the largest gap of the strictest line, the smallest of any line."""
    shortest, longest = course.strictest.frequency.term_gaps
    return min(
        [shortest, *(line.frequency.term_gaps[0] for line in course.lines if line.frequency.months)]
    ), longest


@lru_cache(maxsize=256)  # most courses of a catalogue share a few rhythms
def _all_starts(rhythm: Rhythm, announced: tuple[tuple[int, int], ...]) -> tuple[Starts, ...]:
    return tuple(_starts_after((), rhythm, dict(announced)))


def _starts_after(begun: Starts, rhythm: Rhythm, announced: Announced) -> Iterator[Starts]:
    at = len(begun)
    if at == len(rhythm.years):
        yield begun
        return
    if at in announced:
        yield from _starts_after((*begun, int(announced[at] > 0)), rhythm, announced)
        return
    yield from _starts_after((*begun, 0), rhythm, announced)
    held = {earlier for earlier, starting in enumerate(begun) if starting}
    if _may_start(rhythm, at, held | {later for later, groups in announced.items() if later > at and groups}):
        yield from _starts_after((*begun, 1), rhythm, announced)


def _may_start(rhythm: Rhythm, at: int, others: set[int]) -> bool:
    """Whether a start in a term breaks nothing beside the other starts of the horizon."""
    if rhythm.kind not in PLANNABLE:
        return False
    if rhythm.kind is Kind.INTERVAL:
        return at >= rhythm.opens and all(abs(at - other) >= rhythm.shortest for other in others)
    if rhythm.kind is Kind.GROUPS_PER_TERM or rhythm.allowed is None:
        return True
    return _held_in(rhythm.years[at], rhythm, others) < rhythm.allowed


def _held_in(year: int, rhythm: Rhythm, starts: set[int]) -> int:
    """The rounds of a calendar year, the last start known among them."""
    known = rhythm.last_year == year and rhythm.last not in starts
    return sum(rhythm.years[at] == year for at in starts) + known


def _overdue(rhythm: Rhythm, groups: Sequence[int], fillable: Sequence[int]) -> int:
    """The terms from the last of a window on that could have had a start and have none."""
    due, late = rhythm.due, 0
    for at, (held, could) in enumerate(zip(groups, fillable, strict=True)):
        if held:
            due = at + rhythm.longest
        elif could and at >= due:
            late += 1
    return late


def _late_in(year: int, rhythm: Rhythm, groups: Sequence[int], fillable: Sequence[int]) -> int:
    """The owed rounds that a calendar year lacks, no more than it had terms left for."""
    held = _held_in(year, rhythm, {at for at, number in enumerate(groups) if number})
    left = sum(
        fillable[at] > 0 and not groups[at] and at != rhythm.last
        for at, of_term in enumerate(rhythm.years)
        if of_term == year
    )
    return min(max(rhythm.owed - held, 0), left)
