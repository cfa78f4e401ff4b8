"""Who has had a course: participations of a municipality's round, and those of lists that pool them.

Lists of participants and a summary of the same years tell of the same persons, so only one of them counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfond.catalogue.lines import Band, Relation
from kfond.catalogue.participations import Taken
from kfond.catalogue.ties import Tie
from kfond.messages import Message, say, together
from kfond.periods import Term, terms_of_years
from kfond.plan.needs.bands import TargetGroup, measures_of
from kfond.plan.needs.whose import ALL, NO_STAFF, Staff, Whom, may_be_others, part_of, said_of_part, whom_of
from kfond.provenance import Source


@dataclass(frozen=True, slots=True)
class Held:
    """A municipality's participations in one round: those that can be read, and the rows that cannot."""

    code: str
    term: Term
    count: int
    readable: int
    unreadable: int
    is_local: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Pooled:
    """Participations of which no source says which municipality they came from.

    `stated` in `times` rounds, spread evenly over `spread_over` terms; `terms` are those of them that count (the
    rest is told by lists of participants). `stated` None: held, but not for how many. `part`: the part of them that
    is of those whom the course is for, by the staff, where it may be of others too; None where it is not known.
    """

    stated: int | None
    times: int | None
    spread_over: int
    terms: tuple[Term, ...]
    sources: tuple[Source, ...]
    part: Decimal | None = ALL

    @property
    def a_term(self) -> Decimal:
        """Participations in each of the terms."""
        return Decimal(self.stated or 0) / self.spread_over

    @property
    def fewest_share(self) -> Decimal:
        """The smallest share of the participations that are different persons: one round's, of equal rounds.

        Nobody takes one round twice, so that at least participations / rounds, rounded up, are persons.
        """
        if not self.stated:
            return Decimal(0)
        return Decimal(-(-self.stated // (self.times or self.stated))) / self.stated


@dataclass(frozen=True, slots=True)
class History:
    """All that is known of those who have had a course: by municipality code, and pooled."""

    held: Mapping[str, tuple[Held, ...]]
    pooled: tuple[Pooled, ...]
    mean_row: Decimal | None
    notes: tuple[Message, ...]


def history_of(
    target: TargetGroup,
    taken: Iterable[Taken],
    ties: Iterable[Tie],
    as_of: date,
    staff: Staff = NO_STAFF,
) -> History:
    """The history of one course as known on `as_of`.

    Rows of another area, and of a stated band that the course is not for, do not count. Joint rows win over pooled
    participations of the calendar years that they cover; local training is in no joint list, so it displaces nothing.
    Pooled participations that may be of others too (another area, lines that ask in another way) count by `staff`.
    """
    rows = sorted(
        (
            row
            for row in taken
            if row.course == target.slug and row.is_of(target.area) and row.first_day <= as_of
        ),
        key=_order_of_rows,
    )
    covered = sorted(
        {
            year
            for row in rows
            if not row.is_local
            for year in range(row.first_day.year, min(row.last_day, as_of).year + 1)
        }
    )
    counted = [row for row in rows if is_for(target.bands, row)]
    pooled, notes = _pooled(target, ties, covered, as_of, staff)
    nobodys = [row for row in counted if not row.municipality_code]
    return History(
        held=_held(row for row in counted if row.municipality_code),
        pooled=(*(_of_nobody(row, target, staff) for row in nobodys), *pooled),
        mean_row=_mean([row.count for row in counted if row.count is not None]),
        notes=(*_unreadable(counted), *_of_others(nobodys, target, staff), *notes),
    )


def _order_of_rows(row: Taken) -> tuple[object, ...]:
    return row.municipality_code, row.first_day, row.last_day, row.round, row.is_local, row.source


def is_for(bands: Sequence[Band], row: Taken) -> bool:
    """Whether a row may tell of those bands."""
    if row.band is None or row.band in bands:
        return True
    return bool(set(measures_of([row.band])) & set(measures_of(bands)))


def _held(rows: Iterable[Taken]) -> Mapping[str, tuple[Held, ...]]:
    """Municipality code -> its rounds; rows of one round (bands, units) are put together."""
    rounds: dict[tuple[object, ...], list[Taken]] = {}
    for row in rows:
        key = (row.municipality_code, row.round, row.first_day, row.last_day, row.is_local)
        rounds.setdefault(key, []).append(row)
    found: dict[str, list[Held]] = {}
    for rows_of_round in rounds.values():
        first = rows_of_round[0]
        read = [row.count for row in rows_of_round if row.count is not None]
        found.setdefault(first.municipality_code, []).append(
            Held(
                code=first.municipality_code,
                term=Term.containing(first.last_day),
                count=sum(read),
                readable=len(read),
                unreadable=len(rows_of_round) - len(read),
                is_local=first.is_local,
                sources=tuple(row.source for row in rows_of_round),
            )
        )
    return {code: tuple(rounds_of_code) for code, rounds_of_code in found.items()}


def _of_nobody(row: Taken, target: TargetGroup, staff: Staff) -> Pooled:
    """A row of a dated round that names no municipality."""
    part = part_of(target, _whom(row, target), staff)
    return Pooled(row.count, 1, 1, (Term.containing(row.last_day),), (row.source,), part)


def _whom(row: Taken, target: TargetGroup) -> Whom:
    """Those whom a row may be of: as far as it names an area and a band."""
    bands = set(measures_of([row.band])) if row.band else None
    return frozenset(
        (area, measure)
        for area, measure in whom_of(target.wherever, target)
        if row.area in ("", area) and (bands is None or measure in bands)
    )


def _of_others(rows: Iterable[Taken], target: TargetGroup, staff: Staff) -> Iterator[Message]:
    for row in rows:
        whom = _whom(row, target)
        if may_be_others(target, whom):
            what = say("{name} ({cell})", name=row.name, cell=str(row.source.place))
            yield said_of_part(what, target, whom, staff)


def _mean(counts: Sequence[int]) -> Decimal | None:
    return Decimal(sum(counts)) / len(counts) if counts else None


def _unreadable(rows: Sequence[Taken]) -> tuple[Message, ...]:
    lost = [row for row in rows if row.count is None]
    if not lost:
        return ()
    places = tuple(str(row.source.place) for row in lost)
    if all(row.count is None for row in rows):
        return (
            say("How many have the course is not known: no number can be read ({places}).", places=places),
        )
    return (say("Numbers that cannot be read count as the mean of the others ({places}).", places=places),)


def _pooled(
    target: TargetGroup, ties: Iterable[Tie], covered: Sequence[int], as_of: date, staff: Staff
) -> tuple[tuple[Pooled, ...], tuple[Message, ...]]:
    """The pooled participations in the years that no list of participants covers, and what is to be said of them."""
    mine = set(target.lines)
    certain = [
        found
        for found in ties
        if found.relation is Relation.SAME and not found.likely and mine & {line.id for line in found.lines}
    ]
    pooled, notes = [], []
    for found in sorted(certain, key=lambda found: found.held.source):
        held = found.held
        known = [term for term in terms_of_years(held.first_year, held.last_year) if term.start <= as_of]
        left = tuple(term for term in known if term.year not in covered)
        years = {"name": held.name, "first": held.first_year, "last": held.last_year}
        if len(left) < len(known):
            twice = tuple(str(year) for year in sorted({term.year for term in known} & set(covered)))
            notes.append(
                say(
                    "{name} {first}–{last}: the lists of participants count for {years}, the summary for the rest.",
                    years=together(twice),
                    **years,
                )
            )
        if not left:
            continue
        if held.participations is None:
            notes.append(say("{name} {first}–{last}: how many took part is not known.", **years))
        stated = held.participations.number if held.participations else None
        sources = tuple(count.source for count in (held.participations, held.times) if count) or (
            held.source,
        )
        times = held.times.number if held.times else None
        whom = whom_of([(line.stated.area, line.stated.band) for line in found.lines], target)
        if may_be_others(target, whom) and stated:
            notes.append(said_of_part(say("{name} {first}–{last}", **years), target, whom, staff))
        part = part_of(target, whom, staff)
        pooled.append(Pooled(stated, times, len(known), left, sources, part))
    return tuple(pooled), tuple(notes)
