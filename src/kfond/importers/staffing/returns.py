"""From the read columns of a table to returns: whose, of which day and area, under which definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kfond.cells import Quality, Reading
from kfond.errors import Problem
from kfond.importers.footnotes import Footnote, Reported, read_footnote, reported_figures
from kfond.importers.staffing import problems as wrong
from kfond.importers.staffing.columns import Column, Columns
from kfond.importers.staffing.figures import CellReader, moved_measures
from kfond.importers.staffing.tables import OTHER_COUNTS, StaffTable
from kfond.provenance import Source
from kfond.registry.names import Register
from kfond.staffing.returns import Definition, Measure, Return, SourceKind, Stated
from kfond.workbook import Sheet


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote of a table and the cell that it stands in."""

    footnote: Footnote
    source: Source


@dataclass(frozen=True, slots=True)
class Told:
    """What holds for a whole table: its day, its area, and the register of municipalities."""

    day: date
    area: str
    register: Register


def returns_of(
    sheet: Sheet, table: StaffTable, column: Column, notes: Sequence[Note], reader: CellReader, told: Told
) -> Iterator[Return]:
    """The returns of one column: the table's own, and those of rows that count something else than posts."""
    assert column.named
    footnotes = [note.footnote for note in notes if note.footnote.mark in column.marks]
    footnotes += column.effects
    effects: Mapping[str, Footnote] = {note.effect: note for note in footnotes}
    report, other_day = effects.get("report"), effects.get("day")
    answer = Return(
        municipality_code=column.named.code,
        municipality=column.named.name,
        unit=column.unit,
        area=effects["area"].area if "area" in effects else column.area or told.area,
        as_of=(report and report.report_day) or (other_day and other_day.day) or told.day,
        source_kind=SourceKind.REPORT if report else SourceKind.RETURN,
        definition=Definition.TABLE,
        includes=effects["includes"].area if "includes" in effects else "",
        note="\n".join(note.text for note in footnotes),
        source=column.source,
        figures=(),
    )
    rows = table.block.rows
    moved = {definition: moved_measures(sheet, table, definition) for definition in OTHER_COUNTS}
    elsewhere = {row for measures in moved.values() for row in measures.values()}
    own = {
        measure: rows[measure] for measure in Measure if measure in rows and rows[measure] not in elsewhere
    }
    for definition, measures in ((Definition.TABLE, own), *moved.items()):
        if measures:
            figures = tuple(reader.stated(row, column.column, measure) for measure, row in measures.items())
            yield replace(answer, definition=definition, figures=figures)


def reported_beside(columns: Sequence[Column], notes: Sequence[Note], told: Told) -> Iterator[Return]:
    """The other source that a footnote quotes: returns of their own, under their own definition."""
    codes = [column.named.code for column in columns if column.named]
    for note in notes:
        day = note.footnote.report_day
        if note.footnote.effect != "beside" or day is None:
            continue
        for reported in reported_figures(note.footnote.text, told.register, codes):
            yield Return(
                municipality_code=reported.municipality_code,
                municipality=reported.municipality,
                unit="",
                area=told.area,
                as_of=day,
                source_kind=SourceKind.REPORT,
                definition=reported.definition,
                includes="",
                note=note.footnote.text,
                source=note.source,
                figures=tuple(_quoted(reported, note.source)),
            )


def _quoted(reported: Reported, source: Source) -> Iterator[Stated]:
    for measure, figure in (
        (Measure.POSITIONS, reported.total),
        (Measure.SOCIAL_WORK_DEGREE, reported.with_degree),
    ):
        reading = Reading(
            source.verbatim, Quality.EXACT, figure, figure, figure, None, reported.excerpt, review=False
        )
        yield Stated(measure, reading, source)


def footnotes_of(sheet: Sheet, table: StaffTable, columns: Columns) -> list[Note]:
    """The footnotes below a table; where it lies on its side they stand among the headings."""
    below = [
        sheet.source(row, table.label_column)
        for row in range(table.block.last_row + 1, table.end)
        if sheet.text(row, table.label_column)
        and not any(at > table.label_column for at, _ in sheet.row(row))
    ]
    found = [Note(read_footnote(source.verbatim, 0), source) for source in (*below, *columns.notes)]
    columns.notes.clear()
    return found


def put_together(returns: Sequence[Return]) -> list[Return]:
    """Returns of one unit and day in two blocks that state different measures, as one."""
    found: dict[tuple[object, ...], Return] = {}
    separate: list[Return] = []
    for answer in returns:
        first = found.get(_key(answer))
        if first is None:
            found[_key(answer)] = answer
        elif {f.measure for f in first.figures} & {f.measure for f in answer.figures}:
            separate.append(answer)
        else:
            notes = dict.fromkeys(note for note in (first.note, answer.note) if note)
            found[_key(answer)] = replace(
                first, note="\n".join(notes), figures=first.figures + answer.figures
            )
    return [*found.values(), *separate]


def stated_twice(returns: Sequence[Return]) -> Iterator[Problem]:
    """The returns of one unit and day that state the same measure; of a whole workbook, or of one sheet."""
    seen: dict[tuple[object, ...], Return] = {}
    for found in returns:
        for figure in found.figures:
            first = seen.setdefault((*_key(found), figure.measure), found)
            if first is not found:
                yield wrong.second_column(found, first)
                break


def stated_once(returns: Sequence[Return]) -> list[Return]:
    """The returns of units that nothing is stated twice for: of two, nobody can tell which one holds."""
    seen: dict[tuple[object, ...], list[Return]] = {}
    for found in returns:
        for figure in found.figures:
            seen.setdefault((*_key(found), figure.measure), []).append(found)
    doubles = [found for same in seen.values() if len(same) > 1 for found in same]
    return [found for found in returns if not any(found is double for double in doubles)]


def _key(answer: Return) -> tuple[object, ...]:
    return (answer.municipality_code, answer.unit, answer.area, answer.as_of, answer.definition)
