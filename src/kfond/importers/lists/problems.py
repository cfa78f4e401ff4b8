"""What is said of a list that cannot be read, each with what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kfond.errors import Problem
from kfond.importers.layout import headings_missing
from kfond.importers.lists.layouts import Layout
from kfond.importers.vocabulary import words_of
from kfond.lists.kinds import Field, ListKind, Type
from kfond.lists.rows import Row
from kfond.messages import say
from kfond.provenance import Place
from kfond.workbook import Sheet


def double(row: Row, first: Row) -> Problem:
    return Problem(
        row.source.place,
        say("The row speaks of the same thing as the row of {cell}.", cell=first.source.place.cell),
        say("Take one of them away, or write what tells them apart (round, unit, period)."),
    )


def no_time(place: Place, text: str, kind: Type) -> Problem:
    if kind is Type.TERM:
        return Problem(
            place, say("“{text}” is no term.", text=text), say("Write VT or HT and the year, such as VT2019.")
        )
    if kind is Type.YEAR:
        return Problem(
            place,
            say("“{text}” is not one year.", text=text),
            say("Write a year such as 2019, and a row for each year."),
        )
    if kind is Type.DAY:
        return Problem(
            place,
            say("“{text}” is no day.", text=text),
            say("Write year, month and day, such as 2019-02-11."),
        )
    return Problem(
        place,
        say("“{text}” is no day, term or year.", text=text),
        say("Write a day (2017-03-14), a term (VT2017) or a year (2017)."),
    )


def still_to_come(place: Place, text: str, today: date) -> Problem:
    return Problem(
        place,
        say("“{text}” has not come yet.", text=text),
        say("Write a day, month or year that has begun, at the latest {today}.", today=today.isoformat()),
    )


def none_of_the_choices(place: Place, text: str, field: Field) -> Problem:
    return Problem(
        place,
        say("“{text}” is none of the answers to “{heading}”.", text=text, heading=field.heading),
        say("Write one of: {known}.", known=tuple(words[0] for words in field.choices.values())),
    )


def ends_before_it_begins(place: Place) -> Problem:
    return Problem(
        place,
        say("The last day comes before the first."),
        say("Write a later day here, or an earlier one as the first."),
    )


def unknown_area(place: Place, text: str) -> Problem:
    return Problem(
        place,
        say("“{text}” is no known area.", text=text),
        say("Write one of: {known}.", known=tuple(words_of("staffing")["areas"])),
    )


def no_rows(sheet: Sheet, layout: Layout) -> Problem:
    return Problem(
        sheet.place(layout.header_row, layout.first_column),
        say("The list has headings but no rows."),
        say("Fill in a row for each answer, and send the sheet again."),
    )


def two_readings(sheet: Sheet) -> Problem:
    return Problem(
        Place(sheet.file, sheet.name),
        say("The list can be read with a row for each thing and with a column for each thing."),
        say("Put each table on a sheet of its own."),
    )


def headings_lacking(sheet: Sheet, kind: ListKind, layouts: Sequence[Layout]) -> Problem:
    lacking = layouts[0].lacking if layouts else tuple(f for f in kind.fields if f.is_required)
    return headings_missing(sheet, [field.heading for field in lacking])
