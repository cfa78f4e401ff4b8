"""Placements in counts: year by year and form by form, summed over municipalities, and which counts are hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from kfond.lists.kinds import list_kind
from kfond.lists.rows import Row, Value
from kfond.provenance import Source
from kfond.reports.annual.list_rows import ends_in
from kfond.reports.annual.workloads import exactly_in
from kfond.suppression import Count, Sum, hide

ALL = "all"
"""Every form together."""
COUNTS = ("ongoing", "started", "ended", "breakdowns")
AMOUNTS = ("days", "cost")
FIELDS = (*COUNTS, *AMOUNTS)
FORMS: Mapping[str, str] = {
    key: words[0] for key, words in list_kind("placements").field("form").choices.items()
}
Key = tuple[int, str, str]
"""Year, form (or ALL) and field."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A sum over municipalities and forms, `counted` those that state it exactly; `value` None where none does."""

    value: int | None
    counted: frozenset[tuple[str, str]]
    missing: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def municipalities(self) -> frozenset[str]:
        """The codes of the municipalities that are counted."""
        return frozenset(code for code, _ in self.counted)


class Placements:
    """Every sum of `rows`, which are of all years; a count of 1 to k-1 is hidden, and what would give it away."""

    def __init__(self, rows: Sequence[Row], k: int) -> None:
        self._rows, self._k = rows, k
        self.years = tuple(sorted({row.first_day.year for row in rows if row.first_day}))
        self._tallies = {
            (year, form, field): _tally(of_year, form, field)
            for year in self.years
            for of_year in [_of_year(rows, year)]
            for form in (*FORMS, ALL)
            for field in FIELDS
        }

    def forms(self, year: int) -> tuple[str, ...]:
        """The forms that a year has a count of."""
        return tuple(
            form for form in FORMS if any(self.tally(year, form, field).value is not None for field in COUNTS)
        )

    def tally(self, year: int, form: str, field: str) -> Tally:
        """A sum."""
        return self._tallies[year, form, field]

    def is_hidden(self, year: int, form: str, field: str) -> bool:
        """Whether a sum must not be shown."""
        return (year, form, field) in self._hidden

    def share(self, year: int, form: str) -> Fraction | None:
        """Breakdowns of those ended; None where it is not known or nothing ended.

        Known only where the same municipalities state both.
        """
        ended, breakdowns = (self.tally(year, form, field) for field in ("ended", "breakdowns"))
        if not ended.value or breakdowns.value is None or ended.counted != breakdowns.counted:
            return None
        return Fraction(breakdowns.value, ended.value)

    def per_day(self, year: int, form: str) -> Fraction | None:
        """The cost of a day of care in kronor; None where it is not known."""
        days, cost = (self.tally(year, form, field) for field in AMOUNTS)
        if not days.value or cost.value is None or days.counted != cost.counted:
            return None
        return Fraction(cost.value, days.value)

    @cached_property
    def _hidden(self) -> frozenset[object]:
        counts: list[Count] = []
        sums: list[Sum] = []
        for year in self.years:
            _of_one_year(self, year, counts, sums)
        return hide(counts, sums, self._k) | self._hidden_amounts()

    def _hidden_amounts(self) -> frozenset[Key]:
        """Days and costs of so few placements that they tell of single children, and those of one form more.

        Days are some 365 for each child of a year, so that days tell how many there were. The total less the
        others would give a single hidden one away; therefore the smallest of the others is hidden with it.
        """
        hidden: set[tuple[int, str]] = set()
        for year in self.years:
            sizes = {form: self._under_way(year, form) for form in (*self.forms(year), ALL)}
            few = {form for form, size in sizes.items() if 0 < size < self._k}
            others = sorted(
                (size, form) for form, size in sizes.items() if form not in few and form != ALL and size
            )
            if len(few) == 1 and others:
                few.add(others[0][1])
            hidden |= {(year, form) for form in few}
        return frozenset((year, form, field) for year, form in hidden for field in AMOUNTS)

    def _under_way(self, year: int, form: str) -> int:
        """How many placements a year had at most: those that go on and those that ended."""
        return sum(self.tally(year, form, field).value or 0 for field in ("ongoing", "ended"))


def _of_one_year(found: Placements, year: int, counts: list[Count], sums: list[Sum]) -> None:
    """The counts that a year shows or that a reader could compute from them, and how they hang together."""
    forms = found.forms(year)
    for field in COUNTS:
        parts = tuple((year, form, field) for form in forms)
        counts += [Count((year, form, field), found.tally(year, form, field).value) for form in (*forms, ALL)]
        sums.append(Sum((year, ALL, field), parts))
    for form in (*forms, ALL):
        values = {field: found.tally(year, form, field).value for field in COUNTS}
        ended, breakdowns, ongoing = values["ended"], values["breakdowns"], values["ongoing"]
        if ended is not None and breakdowns is not None and ended >= breakdowns:
            counts.append(Count((year, form, "planned"), ended - breakdowns, shown=False))
            sums.append(Sum((year, form, "ended"), ((year, form, "planned"), (year, form, "breakdowns"))))
        _tie_to_year_before(found, (year, form), values["started"], (ongoing, ended), counts, sums)


def _tie_to_year_before(
    found: Placements,
    place: tuple[int, str],
    started: int | None,
    left: tuple[int | None, int | None],
    counts: list[Count],
    sums: list[Sum],
) -> None:
    """Those that went on from the year before and those that started are those that go on and those that ended."""
    year, form = place
    before = found.tally(year - 1, form, "ongoing").value if year - 1 in found.years else None
    ongoing, ended = left
    if None in (before, started, ongoing, ended) or (before or 0) + (started or 0) != (ongoing or 0) + (
        ended or 0
    ):
        return
    if form != ALL and form not in found.forms(year - 1):
        return
    together = year, form, "under way"
    counts.append(Count(together, (ongoing or 0) + (ended or 0), shown=False))
    sums.append(Sum(together, ((year - 1, form, "ongoing"), (year, form, "started"))))
    sums.append(Sum(together, ((year, form, "ongoing"), (year, form, "ended"))))


def _of_year(rows: Sequence[Row], year: int) -> Mapping[tuple[str, str], tuple[Row, ...]]:
    """The rows that together are the whole year, by municipality and form; of the whole year one is enough."""
    places: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.first_day and row.first_day.year == year:
            places.setdefault((row.municipality_code, row.name), []).append(row)
    return {place: _whole_year(of_place, year) for place, of_place in places.items()}


def _whole_year(rows: Sequence[Row], year: int) -> tuple[Row, ...]:
    """The row of the year, or parts that follow on each other from its first day to its last; else none."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    for row in rows:
        if (row.first_day, row.last_day) == (first, last):
            return (row,)
    parts = sorted(rows, key=lambda row: row.first_day or first)
    following = first
    for row in parts:
        if row.first_day != following or row.last_day is None:
            return ()
        following = row.last_day + timedelta(1)
    return tuple(parts) if following == last + timedelta(1) else ()


def _tally(places: Mapping[tuple[str, str], tuple[Row, ...]], form: str, field: str) -> Tally:
    total, counted, missing, sources = 0, set[tuple[str, str]](), set[str](), list[Source]()
    names: dict[str, str] = {
        row.municipality_code: row.municipality for rows in places.values() for row in rows
    }
    for (code, of_form), rows in places.items():
        if form not in (ALL, of_form):
            continue
        number = _number(rows, field)
        if number is None:
            missing.add(code)
            continue
        value, cells = number
        total += value
        counted.add((code, of_form))
        sources += cells
    left_out = tuple(sorted(names.get(code, code) for code in missing))
    return Tally(total if counted else None, frozenset(counted), left_out, tuple(sources))


def _number(rows: Sequence[Row], field: str) -> tuple[int, list[Source]] | None:
    """What a municipality states of a year: the sum of the parts, of what goes on the last part; None not exactly."""
    used = rows[-1:] if field == "ongoing" else rows
    values: list[Value | None] = [row.value(field) for row in used]
    known = [
        (int(number), value.source)
        for value in values
        if value and (number := exactly_in(ends_in(value))) is not None and number.denominator == 1
    ]
    if not known or len(known) < len(values):
        return None
    return sum(number for number, _ in known), [source for _, source in known]
