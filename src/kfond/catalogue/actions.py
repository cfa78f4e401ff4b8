"""What a coordinator asks of the catalogue: keep a catalogue or a list of courses held, tell what holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from kfond.catalogue.frequency import read_frequency
from kfond.catalogue.lines import (
    Band,
    CatalogueLine,
    Count,
    CourseIdentity,
    Held,
    Line,
    Met,
    NeedText,
    OtherName,
    Relation,
    Total,
    name_key,
    slug_of,
)
from kfond.catalogue.ties import Tie, one_identity_each, tie
from kfond.db.log import CellKeeper, sources
from kfond.models import Course, CourseName, HeldCourse, NeedLine, PlanLine, SheetNote, StatedTotal
from kfond.periods import Term
from kfond.provenance import Source

PREREQUISITE_MARK = "; "
"""What parts the names of courses in one text; no name has it, since the sheet is parted at every semicolon."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The catalogue as it stands: every line, and the needs named without a course."""

    lines: tuple[Line, ...]
    needs: tuple[NeedText, ...]


@dataclass(frozen=True, slots=True)
class CatalogueChange:
    """What a catalogue changed in what holds: lines added and gone, and (course, before, after) frequencies."""

    is_first: bool
    added: int
    gone: int
    frequencies: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class History:
    """What has been held: each course with its tie, the stated totals, and the source's reservations."""

    ties: tuple[Tie, ...]
    totals: tuple[Total, ...]
    reservations: tuple[Source, ...]


def record_catalogue(
    session: Session,
    batch_id: int,
    cells: CellKeeper,
    lines: Sequence[CatalogueLine],
    needs: Sequence[NeedText],
    as_of: date,
) -> CatalogueChange:
    """Keeps a catalogue and tells what it changes; the newest of each area is the one that holds.

    A line that stood in the earlier catalogue keeps the term in which it entered: else a course that was
    never held would slip for ever.
    """
    before = _by_place(catalogue(session))
    courses = _courses(session, lines)
    for line in lines:
        course = courses[name_key(line.course)]
        assert course.id is not None
        earlier = before.get((line.area, line.band, course.slug))
        entered = min(earlier.entered, Term.containing(as_of)) if earlier else Term.containing(as_of)
        row = _line_row(line, cells, batch_id=batch_id, as_of=as_of, course_id=course.id, entered=entered)
        session.add(row)
        session.flush()
        assert row.id is not None
        session.add_all(
            CourseName(
                line_id=row.id,
                name=other.name,
                relation=other.relation.value,
                likely=other.likely,
                cell_id=cells.key_of(other.source),
            )
            for other in line.other_names
        )
    session.add_all(
        NeedLine(
            batch_id=batch_id,
            as_of=as_of,
            area=need.area,
            band=need.band.value,
            met=need.met.value,
            text=need.text,
            cell_id=cells.key_of(need.source),
        )
        for need in needs
    )
    session.flush()
    return _change(before, _by_place(catalogue(session)))


def _line_row(
    line: CatalogueLine, cells: CellKeeper, *, batch_id: int, as_of: date, course_id: int, entered: Term
) -> PlanLine:
    return PlanLine(
        batch_id=batch_id,
        as_of=as_of,
        course_id=course_id,
        area=line.area,
        band=line.band.value,
        met=line.met.value,
        need=line.need,
        name=line.course,
        frequency=line.frequency,
        entered=entered.label,
        last_start=line.last_start.label if line.last_start else None,
        smallest=line.smallest,
        largest=line.largest,
        days=line.days,
        note=line.note,
        prerequisites=PREREQUISITE_MARK.join(line.prerequisites),
        cell_id=cells.key_of(line.source),
        frequency_cell_id=cells.key_or_none(line.frequency_source),
    )


_Place = tuple[str, Band, str]


def _by_place(known: Catalogue) -> dict[_Place, Line]:
    return {(line.stated.area, line.stated.band, line.course.slug): line for line in known.lines}


def _change(before: dict[_Place, Line], after: dict[_Place, Line]) -> CatalogueChange:
    both = before.keys() & after.keys()
    return CatalogueChange(
        is_first=not before,
        added=len(after.keys() - before.keys()),
        gone=len(before.keys() - after.keys()),
        frequencies=tuple(
            (after[place].stated.course, before[place].stated.frequency, after[place].stated.frequency)
            for place in sorted(both)
            if before[place].stated.frequency != after[place].stated.frequency
        ),
    )


def record_held(
    session: Session,
    batch_id: int,
    cells: CellKeeper,
    held: Sequence[Held],
    totals: Sequence[Total],
    reservations: Sequence[Source],
) -> None:
    """Keeps a list of courses held; it takes the place of an earlier one for the same years."""
    session.add_all(
        HeldCourse(
            batch_id=batch_id,
            name=course.name,
            area=course.area,
            first_year=course.first_year,
            last_year=course.last_year,
            format=course.format,
            days=course.days,
            times=course.times.number if course.times else None,
            times_cell_id=cells.key_or_none(course.times.source if course.times else None),
            participations=course.participations.number if course.participations else None,
            participations_cell_id=cells.key_or_none(
                course.participations.source if course.participations else None
            ),
            reached=course.reached.number if course.reached else None,
            reached_cell_id=cells.key_or_none(course.reached.source if course.reached else None),
            planned=course.planned,
            deepens=course.deepens,
            deepens_likely=course.deepens_likely,
            status=course.status,
            cell_id=cells.key_of(course.source),
        )
        for course in held
    )
    session.add_all(
        StatedTotal(
            batch_id=batch_id,
            area=total.area,
            first_year=total.first_year,
            last_year=total.last_year,
            participations=total.participations.number,
            cell_id=cells.key_of(total.participations.source),
        )
        for total in totals
    )
    session.add_all(
        SheetNote(batch_id=batch_id, kind="reservation", subject="held", cell_id=cells.key_of(reservation))
        for reservation in reservations
    )
    session.flush()


def is_overtaken(session: Session, batch_id: int) -> bool:
    """Whether a later import has taken the place of what this batch brought: a catalogue, a list of courses."""
    return _has_later(session, PlanLine, ("area", "as_of"), batch_id) or _has_later(
        session, HeldCourse, ("area", "first_year", "last_year"), batch_id
    )


def _has_later(
    session: Session, table: type[PlanLine | HeldCourse], key: tuple[str, ...], batch_id: int
) -> bool:
    """Whether a later batch has a row with the same `key` as some row of this batch."""
    later = aliased(table)
    same = and_(*(getattr(later, name) == getattr(table, name) for name in key))
    query = (
        select(table.id)
        .join(later, and_(same, col(later.batch_id) > col(table.batch_id)))
        .where(col(table.batch_id) == batch_id)
    )
    return session.exec(query.limit(1)).first() is not None


def catalogue(session: Session, on: date | None = None) -> Catalogue:
    """The lines and needs of the newest catalogue of each area, in the order of its sheet.

    Newest is the latest day that is not after `on` (any day where it is None); of two for one day, the one
    imported last.
    """
    line_rows = list(session.exec(select(PlanLine).order_by(col(PlanLine.id))))
    need_rows = list(session.exec(select(NeedLine).order_by(col(NeedLine.id))))
    stated = [(row.area, row.as_of, row.batch_id) for row in line_rows]
    stated += [(row.area, row.as_of, row.batch_id) for row in need_rows]
    newest: dict[str, tuple[date, int]] = {}
    for area, day, batch_id in stated:
        if on is None or day <= on:
            newest[area] = max(newest.get(area, (day, 0)), (day, batch_id))
    passports = sources(session)
    kept = [row for row in line_rows if newest.get(row.area) == (row.as_of, row.batch_id)]
    names = _other_names(session, [row.id for row in kept], passports)
    courses = {course.id: CourseIdentity(course.slug, course.name) for course in session.exec(select(Course))}
    return Catalogue(
        lines=tuple(
            _line(row, courses[row.course_id], tuple(names.get(row.id or 0, ())), passports) for row in kept
        ),
        needs=tuple(
            NeedText(row.area, Band(row.band), Met(row.met), row.text, passports[row.cell_id])
            for row in need_rows
            if newest.get(row.area) == (row.as_of, row.batch_id)
        ),
    )


def _other_names(
    session: Session, lines: Sequence[int | None], passports: Mapping[int, Source]
) -> dict[int, list[OtherName]]:
    """Line -> the other names it ties to its course."""
    names: dict[int, list[OtherName]] = {}
    query = select(CourseName).where(col(CourseName.line_id).in_(lines)).order_by(col(CourseName.id))
    for other in session.exec(query):
        names.setdefault(other.line_id, []).append(
            OtherName(other.name, Relation(other.relation), other.likely, passports[other.cell_id])
        )
    return names


def periods_held(session: Session) -> set[tuple[int, int]]:
    """The first and last year of every list of courses held."""
    columns = ((col(table.first_year), col(table.last_year)) for table in (HeldCourse, StatedTotal))
    return {(first, last) for pair in columns for first, last in session.exec(select(*pair).distinct())}


def history(session: Session, on: date | None = None) -> History:
    """The newest list of courses held for each area and period, tied to the catalogue that holds `on` a day."""
    rows = list(session.exec(select(HeldCourse).order_by(col(HeldCourse.id))))
    totals = list(session.exec(select(StatedTotal).order_by(col(StatedTotal.id))))
    stated = [(row.area, row.first_year, row.last_year, row.batch_id) for row in rows]
    stated += [(row.area, row.first_year, row.last_year, row.batch_id) for row in totals]
    newest: dict[tuple[str, int, int], int] = {}
    for area, first_year, last_year, batch_id in stated:
        key = (area, first_year, last_year)
        newest[key] = max(newest.get(key, 0), batch_id)
    standing = set(newest.values())
    passports = sources(session)
    lines = catalogue(session, on).lines
    return History(
        ties=tuple(
            tie(_held(row, passports), lines)
            for row in rows
            if newest[(row.area, row.first_year, row.last_year)] == row.batch_id
        ),
        totals=tuple(
            Total(row.area, row.first_year, row.last_year, Count(row.participations, passports[row.cell_id]))
            for row in totals
            if newest[(row.area, row.first_year, row.last_year)] == row.batch_id
        ),
        reservations=tuple(
            passports[note.cell_id]
            for note in session.exec(select(SheetNote).where(col(SheetNote.kind) == "reservation"))
            if note.batch_id in standing
        ),
    )


def _courses(session: Session, lines: Sequence[CatalogueLine]) -> dict[str, Course]:
    """Name key -> course, made where there is none; names that are one course share it."""
    leaders = one_identity_each(lines)
    first_name: dict[str, str] = {}
    for line in lines:
        if name_key(line.course) == leaders[name_key(line.course)]:
            first_name.setdefault(name_key(line.course), line.course)
    known = {course.slug: course for course in session.exec(select(Course))}
    found: dict[str, Course] = {}
    for key, leader in leaders.items():
        slug = slug_of(first_name[leader])
        if slug not in known:
            known[slug] = Course(slug=slug, name=first_name[leader])
            session.add(known[slug])
        found[key] = known[slug]
    session.flush()
    return found


def _line(
    row: PlanLine, course: CourseIdentity, names: tuple[OtherName, ...], passports: Mapping[int, Source]
) -> Line:
    stated = CatalogueLine(
        area=row.area,
        band=Band(row.band),
        met=Met(row.met),
        need=row.need,
        course=row.name,
        frequency=row.frequency,
        last_start=Term.parse(row.last_start) if row.last_start else None,
        smallest=row.smallest,
        largest=row.largest,
        days=row.days,
        note=row.note,
        other_names=names,
        source=passports[row.cell_id],
        frequency_source=passports[row.frequency_cell_id] if row.frequency_cell_id else None,
        prerequisites=tuple(row.prerequisites.split(PREREQUISITE_MARK)) if row.prerequisites else (),
    )
    return Line(row.id or 0, course, stated, read_frequency(row.frequency), Term.parse(row.entered))


def _held(row: HeldCourse, passports: Mapping[int, Source]) -> Held:
    def count(number: int | None, key: int | None) -> Count | None:
        return None if number is None or key is None else Count(number, passports[key])

    return Held(
        name=row.name,
        area=row.area,
        first_year=row.first_year,
        last_year=row.last_year,
        format=row.format,
        days=row.days,
        times=count(row.times, row.times_cell_id),
        participations=count(row.participations, row.participations_cell_id),
        reached=count(row.reached, row.reached_cell_id),
        planned=row.planned,
        deepens=row.deepens,
        deepens_likely=row.deepens_likely,
        status=row.status,
        source=passports[row.cell_id],
    )
