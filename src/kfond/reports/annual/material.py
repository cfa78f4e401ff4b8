"""What a report of a year is made from, and a finding: a figure with those it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kfond.catalogue.lines import Line, Total
from kfond.catalogue.ties import Tie
from kfond.formatting import swedish_key
from kfond.lists.rows import Row
from kfond.periods import Tertial
from kfond.placements.answers_shown import AnswersShown
from kfond.placements.conflicts import NO_CONFLICTS, Conflicts
from kfond.placements.counts_shown import CountsShown
from kfond.placements.statistics import Statistics
from kfond.provenance import Coverage, Figure, Source
from kfond.registry.members import Member
from kfond.reports.publishing.corrections import Correction
from kfond.staffing.returns import Return, SourceKind

MAIN_AREA = "BoU"


@dataclass(frozen=True, slots=True)
class FrozenTertial:
    """The report of a tertial as it was fixed on `day`: its figures by id, and those that are others today."""

    tertial: Tertial
    version: int
    day: date
    figures: Mapping[str, Figure]
    changed: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What the rooms hold of a year. `members` are the codes of those asked, empty where nobody says.

    `returns` follow the table's definition; `reported` are those of other definitions, never added to them.
    `ties`, `totals` and `reservations` are of one `period` that covers the year (None: no such list).

    The report is of the years from `first_year` to `year`, mostly one. `lists` are the rows that hold now, of all
    years, by kind of list; `earlier` the newest returns of each earlier year that has some. `catalogue` are the
    lines that hold. Counts of persons that need protection are hidden below `smallest_shown`.

    `tertial`: the third of the year that the report is of, None where it is of whole years. `owners` are those who
    were members on some day of it, `names` every municipality by its code. `statistics` are the placements that may
    be shown, by the rule of days `count_end_day`, and `homes`, `referrals` and the answers of `closing` interviews
    likewise; None where nobody counts any. `conflicts` are where what was sent of them does not agree.
    `frozen` are the reports of the year's tertials that have been fixed.
    """

    year: int
    first_year: int
    association: str
    members: frozenset[str]
    returns: tuple[Return, ...]
    reported: tuple[Return, ...]
    period: tuple[int, int] | None
    ties: tuple[Tie, ...]
    totals: tuple[Total, ...]
    reservations: tuple[Source, ...]
    heads_per_post: Decimal
    lists: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    earlier: Mapping[int, tuple[Return, ...]] = field(default_factory=dict)
    catalogue: tuple[Line, ...] = ()
    smallest_shown: int = 5
    tertial: Tertial | None = None
    owners: tuple[Member, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    statistics: Statistics | None = None
    homes: CountsShown | None = None
    referrals: CountsShown | None = None
    closing: AnswersShown | None = None
    conflicts: Conflicts = NO_CONFLICTS
    count_end_day: bool = False
    frozen: tuple[FrozenTertial, ...] = ()

    @property
    def first_day(self) -> date:
        """The first day that the report is of."""
        return self.tertial.start if self.tertial else date(self.first_year, 1, 1)

    @property
    def last_day(self) -> date:
        """The last day that the report is of."""
        return self.tertial.end if self.tertial else date(self.year, 12, 31)

    @property
    def years(self) -> range:
        """The years that the report is of."""
        return range(self.first_year, self.year + 1)

    def rows_of(self, kind: str) -> tuple[Row, ...]:
        """The rows of a kind of list whose period begins in the years of the report."""
        return tuple(
            row for row in self.lists.get(kind, ()) if row.first_day and row.first_day.year in self.years
        )

    def coverage(self, counted: Iterable[Return]) -> Coverage:
        """The coverage of a figure that the cells of `counted` went into."""
        asked = self.members | codes(self.returns)
        return Coverage(len(asked), len(codes(own(self.returns))), len(codes(counted)))


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure with the names that it counts, and the names whose cells told nothing for it."""

    figure: Figure
    counted: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def own(returns: Iterable[Return]) -> tuple[Return, ...]:
    """What municipalities answered themselves, in an interview or a return; not taken from a report."""
    return tuple(answer for answer in returns if answer.source_kind is not SourceKind.REPORT)


def codes(returns: Iterable[Return]) -> frozenset[str]:
    """The municipalities of returns."""
    return frozenset(answer.municipality_code for answer in returns)


def in_order(returns: Iterable[Return]) -> list[Return]:
    """Returns by municipality in Swedish order, then by unit."""
    return sorted(returns, key=lambda answer: (swedish_key(answer.municipality), answer.unit, answer.area))
