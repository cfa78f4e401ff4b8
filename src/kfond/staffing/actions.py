"""What a coordinator asks of the staffing room: keep what a sheet said, tell what is known on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select as statement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from kfond.db.log import CellKeeper, sources
from kfond.db.readings import columns_of, reading_of
from kfond.db.settings import settings_of
from kfond.db.verdicts import Subject, Verdicts, reviewed, text_of, verdicts_of
from kfond.messages import Message
from kfond.models import Municipality, StaffFigure, StaffReturn
from kfond.provenance import Source
from kfond.staffing.checks import (
    absent,
    contradictions,
    displaced,
    leaps,
    newest_before,
    told_without_figure,
    without_figure,
)
from kfond.staffing.counting import counted_returns, list_days, newest_people
from kfond.staffing.returns import Definition, Measure, Return, SourceKind, Stated

KIND = "staffing"
"""What sheets of staff are called among the kinds of sheets."""
RETURN_COLUMNS, FIGURE_COLUMNS = (
    tuple(col(getattr(table, name)) for name in table.model_fields) for table in (StaffReturn, StaffFigure)
)
_Row = Any
"""A row as the database gives it: the columns of StaffReturn, with the municipality's name as `municipality`."""
_FigureRow = Any
"""A figure as the database gives it: the columns of StaffFigure."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A figure that holds now, with its number in the database: its return, and the cell as the sheet says it.

    In `answer` the figures are as reviewed; `stated` is what the review is of.
    """

    number: int
    batch: int
    answer: Return
    stated: Stated


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that a new sheet states otherwise than the one before it, for the same unit and day."""

    municipality: str
    unit: str
    measure: Measure
    before: Source
    after: Source


def record_returns(
    session: Session, batch_id: int, cells: CellKeeper, returns: Sequence[Return]
) -> tuple[Change, ...]:
    """Keeps `returns` and tells what they change. An earlier sheet's figures stay, under their own batch."""
    days = sorted({found.as_of for found in returns})
    changes = _changes(
        [old for day in days for old in current_returns(session, day, definition=None)], returns
    )
    for found in returns:
        row = StaffReturn(
            batch_id=batch_id,
            municipality_code=found.municipality_code,
            unit=found.unit,
            area=found.area,
            as_of=found.as_of,
            source_kind=found.source_kind.value,
            definition=found.definition.value,
            includes=found.includes,
            note=found.note,
            cell_id=cells.key_of(found.source),
        )
        session.add(row)
        session.flush()
        assert row.id is not None
        session.add_all(_figure_row(row.id, figure, cells) for figure in found.figures)
    session.flush()
    return changes


def current_returns(
    session: Session, on: date | None = None, definition: Definition | None = Definition.TABLE
) -> tuple[Return, ...]:
    """What holds on a day (today's knowledge where `on` is None): the newest returns of each municipality.

    Newest is the latest day that is not after `on`; of two sheets for one day, the one imported last. All
    units of a municipality and area come from the same sheet. A list of staff counts like a sheet, its persons
    as of `on`. `definition` None gives every definition. In the order of the sheets, the lists of staff last.
    A doubtful cell that a human has answered says what the answer says.
    """
    verdicts = verdicts_of(session, KIND)
    kept, lists = _newest(session, on, definition)
    stated = (_reviewed(answer, verdicts) for _, answer in _as_sent(session, kept))
    return (*stated, *counted_returns(session, on, lists))


def holding_figures(session: Session) -> Iterator[Holding]:
    """Every figure that holds now, under every definition, in the order of the sheets."""
    verdicts = verdicts_of(session, KIND)
    current = list(_as_sent(session, _newest(session, None, None)[0]))
    numbers = _figures_of(session, [row.id for row, _ in current])
    for row, answer in current:
        as_reviewed = _reviewed(answer, verdicts)
        for figure, stated in zip(numbers.get(row.id, ()), answer.figures, strict=True):
            yield Holding(figure.id, row.batch_id, as_reviewed, stated)


def subject_of(answer: Return, stated: Stated) -> Subject:
    """What a figure speaks of, by which a human's answer about it is kept."""
    return Subject(
        KIND,
        answer.municipality_code,
        answer.unit,
        answer.area,
        answer.definition.value,
        "",
        answer.as_of,
        stated.measure.value,
        text_of(stated.reading),
    )


def _newest(
    session: Session, on: date | None, definition: Definition | None
) -> tuple[list[_Row], dict[tuple[str, str], tuple[date, int]]]:
    """The rows of the returns that hold, and the lists of staff that hold where no sheet is newer."""
    query = (
        statement(*RETURN_COLUMNS, col(Municipality.name).label("municipality"))
        .join(Municipality, col(StaffReturn.municipality_code) == col(Municipality.code))
        .order_by(col(StaffReturn.id))
    )
    if on is not None:
        query = query.where(col(StaffReturn.as_of) <= on)
    if definition is not None:
        query = query.where(col(StaffReturn.definition) == definition.value)
    session.flush()  # the connection does not see to it
    rows = session.connection().execute(query).all()  # as objects they would take four times as long
    newest: dict[tuple[str, str, str], tuple[date, int]] = {}
    for row in rows:
        key = _key(row)
        newest[key] = max(newest.get(key, (row.as_of, row.batch_id)), (row.as_of, row.batch_id))
    lists: dict[tuple[str, str], tuple[date, int]] = {}
    if definition in (None, Definition.TABLE):
        for (code, area), found in newest_people(session, on).items():
            key = (code, area, Definition.TABLE.value)
            if key not in newest or found > newest[key]:
                newest[key] = lists[(code, area)] = found
    return [row for row in rows if newest[_key(row)] == (row.as_of, row.batch_id)], lists


def _as_sent(session: Session, kept: Sequence[_Row]) -> Iterator[tuple[_Row, Return]]:
    """The returns of some rows as their sheets say them, each with its row."""
    figures = _figures_of(session, [row.id for row in kept])
    passports = sources(session, (row.batch_id for row in kept))
    for row in kept:
        yield (
            row,
            Return(
                municipality_code=row.municipality_code,
                municipality=row.municipality,
                unit=row.unit,
                area=row.area,
                as_of=row.as_of,
                source_kind=SourceKind(row.source_kind),
                definition=Definition(row.definition),
                includes=row.includes,
                note=row.note,
                source=passports[row.cell_id],
                figures=tuple(_stated(figure, passports) for figure in figures.get(row.id, ())),
            ),
        )


def _reviewed(answer: Return, verdicts: Verdicts) -> Return:
    """The return with what humans have said of its cells."""
    if not any(figure.reading.review for figure in answer.figures):
        return answer
    figures = []
    for stated in answer.figures:
        found = verdicts.get(subject_of(answer, stated))
        reading, source = reviewed(stated.reading, stated.source, found)
        figures.append(Stated(stated.measure, reading, source))
    return replace(answer, figures=tuple(figures))


def staffing_notices(session: Session, returns: Sequence[Return]) -> tuple[Message, ...]:
    """What `returns`, not kept yet, say against each other, and against what was known before them."""
    heads_per_post = settings_of(session).heads_per_post
    days = sorted({answer.as_of for answer in returns})
    kept = [old for day in days for old in current_returns(session, day, definition=None)]
    kept += [
        old for day in days for old in current_returns(session, day - timedelta(days=1), definition=None)
    ]
    before = [*returns, *kept]
    verdicts = verdicts_of(session, KIND)
    silent = [
        each for answer in returns for each in without_figure(_reviewed(answer, verdicts), heads_per_post)
    ]
    notices = list(told_without_figure(silent))
    for answer in returns:
        notices += contradictions(answer, heads_per_post)
        old = newest_before(before, answer)
        if old:
            notices += leaps(answer, old)
    notices += absent(returns, [old for old in kept if old.as_of < days[-1]]) if days else []
    notices += displaced(returns, kept)
    return tuple(notices)


def is_overtaken(session: Session, batch_id: int) -> bool:
    """Whether a later sheet speaks of the same municipality, area and day as some return of this batch."""
    later = aliased(StaffReturn)
    query = (
        select(StaffReturn.id)
        .join(
            later,
            (col(later.municipality_code) == col(StaffReturn.municipality_code))
            & (col(later.area) == col(StaffReturn.area))
            & (col(later.as_of) == col(StaffReturn.as_of))
            & (col(later.definition) == col(StaffReturn.definition))
            & (col(later.batch_id) > col(StaffReturn.batch_id)),
        )
        .where(col(StaffReturn.batch_id) == batch_id)
    )
    return session.exec(query.limit(1)).first() is not None


def days_with_figures(session: Session) -> tuple[date, ...]:
    """Every day that some return or list of staff speaks of, oldest first."""
    counted = {day for _, _, day in list_days(session)}
    stated = session.exec(select(col(StaffReturn.as_of)).distinct())
    return tuple(sorted({*stated, *counted}))


def _key(row: _Row) -> tuple[str, str, str]:
    return (row.municipality_code, row.area, row.definition)


def _figures_of(session: Session, returns: Sequence[int]) -> dict[int, list[_FigureRow]]:
    found: dict[int, list[_FigureRow]] = {}
    query = statement(*FIGURE_COLUMNS).where(col(StaffFigure.return_id).in_(returns))
    for figure in session.connection().execute(query.order_by(col(StaffFigure.id))):
        found.setdefault(figure.return_id, []).append(figure)
    return found


def _stated(row: _FigureRow, passports: Mapping[int, Source]) -> Stated:
    source = passports[row.cell_id]
    return Stated(Measure(row.measure), reading_of(row, source.verbatim), source)


def _figure_row(return_id: int, figure: Stated, cells: CellKeeper) -> StaffFigure:
    return StaffFigure(
        return_id=return_id,
        measure=figure.measure.value,
        cell_id=cells.key_of(figure.source),
        **columns_of(figure.reading),
    )


def _changes(before: Sequence[Return], after: Sequence[Return]) -> tuple[Change, ...]:
    known = {
        (old.municipality_code, old.unit, old.area, old.definition, old.as_of, figure.measure): figure
        for old in before
        if old.source_kind is not SourceKind.PEOPLE  # counted, and counted anew for another day
        for figure in old.figures
    }
    changes = []
    for new in after:
        for figure in new.figures:
            key = (new.municipality_code, new.unit, new.area, new.definition, new.as_of, figure.measure)
            old_figure = known.get(key)
            if old_figure and old_figure.reading.verbatim != figure.reading.verbatim:
                changes.append(
                    Change(new.municipality, new.unit, figure.measure, old_figure.source, figure.source)
                )
    return tuple(changes)


def units_of(session: Session, municipalities: Sequence[str], on: date) -> tuple[str, ...]:
    """The units that each municipality last answered for ("Uddevalla 1", "Uddevalla 2"), else its own name."""
    units: dict[str, list[str]] = {}
    for answer in current_returns(session, on):
        if answer.name not in units.setdefault(answer.municipality, []):
            units[answer.municipality].append(answer.name)
    return tuple(name for place in municipalities for name in sorted(units.get(place, ())) or [place])
