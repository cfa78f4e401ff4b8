"""Staffing sheets: municipalities along one side, the nine measures along the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kfond.cells import Quality, Reading, read_cell
from kfond.errors import Problem
from kfond.importers import Asked
from kfond.importers.dates import AsOf, given_or_stated
from kfond.importers.footnotes import Footnote, Reported, read_footnote, reported_figures
from kfond.importers.layout import Block, label_columns, labelled_blocks, titles
from kfond.importers.municipalities import unknown_municipality
from kfond.importers.vocabulary import Vocabulary, area_in, contains_word, vocabulary_of, words_of
from kfond.messages import Message, say
from kfond.provenance import Place, Source
from kfond.registry.names import Named, Register
from kfond.staffing.returns import MEASURES, Definition, Measure, Return, SourceKind, Stated
from kfond.workbook import Sheet

KIND = "staffing"


@dataclass(frozen=True, slots=True)
class StaffingSheet:
    """What a staffing sheet said: returns, footnotes that are only notes, the day, and every problem.

    `unread` are the labels of rows with figures that mean nothing to the vocabulary, or a measure twice;
    `not_asked` the measures that no block has.
    """

    returns: tuple[Return, ...]
    notes: tuple[Source, ...]
    unread: tuple[Source, ...]
    not_asked: tuple[Measure, ...]
    as_of: AsOf | None
    problems: tuple[Problem, ...]

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """The cells that a human should look at."""
        return tuple(
            Problem(
                figure.source.place,
                say("“{text}” cannot be read with certainty.", text=figure.reading.verbatim),
                say("Write a plain figure, and the words in a comment."),
            )
            for answer in self.returns
            for figure in answer.figures
            if figure.reading.review
        )

    @property
    def notices(self) -> tuple[Message, ...]:
        """Rows that were not read, and measures that the sheet does not have."""
        unread = tuple(
            say("The row “{label}” ({place}) was not read.", label=label.verbatim, place=label.place.cell)
            for label in self.unread
        )
        if not self.not_asked:
            return unread
        return (*unread, say("Not in the sheet: {names}.", names=tuple(MEASURES[m] for m in self.not_asked)))

    @property
    def day(self) -> date | None:
        """The day of the sheet's own figures."""
        return self.as_of.day if self.as_of else None

    @property
    def codes(self) -> frozenset[str]:
        """The municipalities that it speaks of."""
        return frozenset(answer.municipality_code for answer in self.returns)

    @property
    def is_empty(self) -> bool:
        """Whether no column could be read."""
        return not self.returns


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block: the municipality in its heading and where it stands."""

    named: Named
    row: int
    column: int


def fit(sheet: Sheet, asked: Asked) -> int:
    """How many labels of a staffing table the sheet has, upright or turned on its side; 0 for too few."""
    if sheet.is_long:
        return 0
    blocks = [
        block
        for side in (sheet, sheet.turned())
        for block in labelled_blocks(side, _labels(), lambda _: False)
    ]
    return max((len(block.rows) for block in blocks), default=0)


def read(sheet: Sheet, asked: Asked) -> StaffingSheet:
    """Reads every block of the sheet; a day or area asked for wins over what the sheet says."""
    upright, turned = _blocks(sheet, asked.register), _blocks(sheet.turned(), asked.register)
    if upright and turned:
        return _refused(None, _two_readings(sheet))
    if not upright and not turned:
        return _refused(None, _no_table(sheet))
    blocks, seen = (upright, sheet) if upright else (turned, sheet.turned())
    beside = _labels_beside(seen, blocks[0])
    if beside:
        return _refused(None, beside)
    above = tuple(titles(sheet, blocks[0].header_row if upright else blocks[0].label_column))
    day = given_or_stated(asked.as_of, above)
    if day is None:
        return _refused(None, _no_date(sheet))
    own_area = asked.area or _area_of(seen, blocks[0], above)
    if not own_area:
        return _refused(day, _no_area(sheet))
    problems: list[Problem] = []
    returns: list[Return] = []
    notes: list[Source] = []
    for number, block in enumerate(blocks):
        end = blocks[number + 1].header_row if number + 1 < len(blocks) else seen.last_row + 1
        columns = _columns(seen, block, asked.register, problems)
        footnotes = _footnotes(seen, block, end)
        returns += _returns(seen, block, columns, footnotes, day.day, own_area)
        returns += _reported(seen, block, columns, footnotes, asked.register, own_area)
        notes += [seen.source(note.row, block.label_column) for note in footnotes if note.effect == "note"]
    returns = _with_source_kind(seen, returns)
    problems += _doubles(returns)
    asked_for = {measure for block in blocks for measure in block.rows}
    return StaffingSheet(
        returns=tuple(returns),
        notes=tuple(notes),
        unread=tuple(_unread(seen, blocks)),
        not_asked=tuple(measure for measure in Measure if measure.value not in asked_for),
        as_of=day,
        problems=tuple(problems),
    )


def _labels() -> Vocabulary:
    return vocabulary_of("staffing", "measures")


def _blocks(sheet: Sheet, register: Register) -> tuple[Block, ...]:
    return labelled_blocks(sheet, _labels(), lambda text: register.find(text) is not None)


def _refused(day: AsOf | None, problem: Problem) -> StaffingSheet:
    return StaffingSheet((), (), (), (), day, (problem,))


def _area_of(sheet: Sheet, block: Block, titles_above: tuple[str, ...]) -> str:
    labels = [sheet.text(row, block.label_column) for row in block.rows.values()]
    return next((area for text in (*titles_above, *labels) if (area := area_in(text))), "")


def _labels_beside(sheet: Sheet, block: Block) -> Problem | None:
    """A second column of labels: a table beside the first, which cannot be read with the first one's labels."""
    for column, found in label_columns(sheet, _labels()).items():
        if column != block.label_column:
            return Problem(
                sheet.place(found[0][0], column),
                say("A second column of row labels begins here: two tables stand beside each other."),
                say("Put the tables below each other, or on a sheet each."),
            )
    return None


def _unread(sheet: Sheet, blocks: tuple[Block, ...]) -> Iterator[Source]:
    """The labels of rows within the blocks that have figures and were not read."""
    for number, block in enumerate(blocks):
        end = blocks[number + 1].header_row if number + 1 < len(blocks) else sheet.last_row + 1
        for row in range(block.header_row + 1, end):
            has_figures = any(column > block.label_column for column, _ in sheet.row(row))
            if has_figures and row not in block.rows.values():
                yield sheet.source(row, block.label_column)


def _columns(sheet: Sheet, block: Block, register: Register, problems: list[Problem]) -> list[Column]:
    """The municipalities of the heading row; what is neither one nor a sum is a problem."""
    sums = words_of("staffing")["sums"]["words"]
    columns = []
    for column, cell in sheet.row(block.header_row):
        if column <= block.label_column:
            continue
        named = register.find(cell.text)
        if named:
            columns.append(Column(named, block.header_row, column))
        elif not contains_word(cell.text, sums):
            problems.append(unknown_municipality(sheet.place(block.header_row, column), cell.text, register))
    if not columns and not problems:
        problems.append(_no_municipalities(sheet, block))
    problems += _without_heading(sheet, block)
    return columns


def _without_heading(sheet: Sheet, block: Block) -> Iterator[Problem]:
    """Columns that hold figures of the table but name no municipality: they would be lost without a word."""
    headed = {column for column, _ in sheet.row(block.header_row)}
    filled = {
        column for row in block.rows.values() for column, _ in sheet.row(row) if column > block.label_column
    }
    for column in sorted(filled - headed):
        yield Problem(
            sheet.place(block.header_row, column),
            say("The column has figures but no municipality in its heading."),
            say("Write the municipality here, or empty the column."),
        )


def _footnotes(sheet: Sheet, block: Block, end: int) -> list[Footnote]:
    return [
        read_footnote(text, row)
        for row in range(block.last_row + 1, end)
        if (text := sheet.text(row, block.label_column))
    ]


def _returns(
    sheet: Sheet, block: Block, columns: list[Column], footnotes: list[Footnote], day: date, area: str
) -> Iterator[Return]:
    for column in columns:
        mine = [note for note in footnotes if note.mark and note.mark == column.named.marks]
        effects: Mapping[str, Footnote] = {note.effect: note for note in mine}
        report = effects.get("report")
        yield Return(
            municipality_code=column.named.code,
            municipality=column.named.name,
            unit=column.named.unit,
            area=effects["area"].area if "area" in effects else area,
            as_of=(report and report.report_day) or day,
            source_kind=SourceKind.REPORT if report else SourceKind.RETURN,
            definition=Definition.TABLE,
            includes=effects["includes"].area if "includes" in effects else "",
            note="\n".join(note.text for note in mine),
            source=sheet.source(column.row, column.column),
            figures=tuple(
                _stated(sheet, block, column, measure) for measure in Measure if measure in block.rows
            ),
        )


def _stated(sheet: Sheet, block: Block, column: Column, measure: Measure) -> Stated:
    row = block.rows[measure]
    reading = read_cell(sheet.content(row, column.column), measure.expect)
    if reading.marks:
        reading = replace(reading, review=True)  # a cell's own footnote is for a human to apply
    return Stated(measure, reading, sheet.source(row, column.column, reading.verbatim))


def _reported(
    sheet: Sheet,
    block: Block,
    columns: list[Column],
    footnotes: list[Footnote],
    register: Register,
    area: str,
) -> Iterator[Return]:
    """The other source that a footnote quotes: returns of their own, under their own definition."""
    codes = [column.named.code for column in columns]
    for note in footnotes:
        if note.effect != "beside" or note.report_day is None:
            continue
        for reported in reported_figures(note.text, register, codes):
            place = sheet.place(note.row, block.label_column)
            yield Return(
                municipality_code=reported.municipality_code,
                municipality=reported.municipality,
                unit="",
                area=area,
                as_of=note.report_day,
                source_kind=SourceKind.REPORT,
                definition=reported.definition,
                includes="",
                note=note.text,
                source=Source(place, note.text),
                figures=tuple(_quoted(reported, Source(place, note.text))),
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


def _with_source_kind(sheet: Sheet, returns: list[Return]) -> list[Return]:
    """Where the sheet says that it was filled in interviews, its own columns are interviews."""
    if not any("intervju" in cell.text.casefold() for cell in sheet.cells.values()):
        return returns
    return [
        replace(found, source_kind=SourceKind.INTERVIEW) if found.source_kind is SourceKind.RETURN else found
        for found in returns
    ]


def _doubles(returns: list[Return]) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], Return] = {}
    for found in returns:
        key = (found.municipality_code, found.unit, found.area, found.as_of, found.definition)
        first = seen.setdefault(key, found)
        if first is not found:
            yield Problem(
                found.source.place,
                say(
                    "“{heading}” is a second column for {name}; the first is in {cell}.",
                    heading=found.source.verbatim,
                    name=found.municipality,
                    cell=first.source.place.cell,
                ),
                say(
                    "Number the units ({name} 1, {name} 2), or take one of the columns away.",
                    name=found.municipality,
                ),
            )


def _no_municipalities(sheet: Sheet, block: Block) -> Problem:
    return Problem(
        sheet.place(block.header_row, block.label_column),
        say("No municipality stands in the headings of the staffing table."),
        say("Write one municipality in each column, above its figures."),
    )


def _no_date(sheet: Sheet) -> Problem:
    return Problem(
        Place(sheet.file, sheet.name),
        say("The sheet does not say which day its figures speak of."),
        say("Give the day with --as-of 2017-03-31, or write it in the title."),
    )


def _no_area(sheet: Sheet) -> Problem:
    return Problem(
        Place(sheet.file, sheet.name),
        say("The sheet does not say which area its staff work in."),
        say("Give it with --area BoU, or write it in the title."),
    )


def _no_table(sheet: Sheet) -> Problem:
    return Problem(
        Place(sheet.file, sheet.name),
        say("Labels of a staffing sheet stand here, but never three of them in one table."),
        say("Put the measures below each other, and one row of municipalities above them."),
    )


def _two_readings(sheet: Sheet) -> Problem:
    return Problem(
        Place(sheet.file, sheet.name),
        say("The sheet can be read with municipalities as columns and with municipalities as rows."),
        say("Put each table on a sheet of its own."),
    )
