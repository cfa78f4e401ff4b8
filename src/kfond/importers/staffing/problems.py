"""What is said of a staffing sheet that cannot be read, each with what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kfond.errors import Problem
from kfond.messages import say
from kfond.provenance import Place, Source
from kfond.staffing.returns import Return
from kfond.workbook import Sheet

MOST_LABELS = 12


def code_or_year(place: Place, text: str, name: str) -> Problem:
    """A heading such as 2021, which is a year and the code of Vansbro."""
    return Problem(
        place,
        say("“{text}” may be the code of {name}, or a year.", text=text, name=name),
        say("Write the municipality's name, or the day such as {text}-03-31.", text=text),
    )


def two_municipalities(place: Place, upper: str, lower: str) -> Problem:
    """A column below two headings that name different municipalities."""
    return Problem(
        place,
        say("The column stands below {upper} and below {lower}.", upper=upper, lower=lower),
        say("Leave the municipality that its figures are of."),
    )


def no_municipality(place: Place) -> Problem:
    """A column that has figures, and headings that do not say whose."""
    return Problem(
        place,
        say("The column has figures but no municipality in its heading."),
        say(
            "Write the municipality here. Do not empty the column before you know that no decimal comma has cut "
            "the figures to its left in two."
        ),
    )


def no_municipalities(place: Place) -> Problem:
    """A table that names no municipality anywhere."""
    return Problem(
        place,
        say("No municipality stands in the headings of the staffing table."),
        say(
            "Write one municipality in each column, above its figures, or the only one in the sheet's title."
        ),
    )


def sum_or_unit(place: Place, name: str, units: Sequence[str]) -> Problem:
    """A municipality's column without a unit beside columns of its units."""
    return Problem(
        place,
        say("{name} has a column of its own beside columns of its units ({cells}).", name=name, cells=units),
        say("Write “{sum}” if it is their sum, or name the unit.", sum=f"Summa {name}"),
    )


def day_unknown(place: Place, heading: str) -> Problem:
    """A heading that gives a year where the day in that year is not known."""
    return Problem(
        place,
        say("“{heading}” does not say which day the figures speak of.", heading=heading),
        say("Write the whole day in the heading, such as 2016-03-31, or give this year's with --as-of."),
    )


def another_day_asked(place: Place, days: Sequence[date], asked: date) -> Problem:
    """A day given with the command that is none of the several days in the headings."""
    return Problem(
        place,
        say(
            "The headings give days of their own ({days}), and {asked} is none of them.",
            days=tuple(day.isoformat() for day in days),
            asked=asked.isoformat(),
        ),
        say("Leave out --as-of, or correct the headings."),
    )


def no_date(sheet: Sheet) -> Problem:
    """A sheet without a day."""
    return Problem(
        Place(sheet.file, sheet.name),
        say("The sheet does not say which day its figures speak of."),
        say("Give the day with --as-of, as year-month-day, or write it in the title."),
    )


def no_area(sheet: Sheet) -> Problem:
    """A sheet without an area."""
    return Problem(
        Place(sheet.file, sheet.name),
        say("The sheet does not say which area its staff work in."),
        say("Give it with --area BoU, or write it in the title."),
    )


def no_table(sheet: Sheet, known: Sequence[str]) -> Problem:
    """Too few known labels in any column or row to make a table; `known` are one wording of each measure."""
    first = sheet.cells and min(column for _, column in sheet.cells)
    labels = [cell.typed for (_, column), cell in sorted(sheet.cells.items()) if column == first]
    return Problem(
        Place(sheet.file, sheet.name),
        say(
            "Fewer than three rows of the sheet have a label that kfond knows. Its first column says: {labels}.",
            labels=tuple(f"”{label}”" for label in labels[:MOST_LABELS]),
        ),
        say(
            "Known labels are {known}. Say of each row what it means: --map 'Own word=Known word', once for each; "
            "--remember SENDER saves it.",
            known=tuple(known),
        ),
    )


def two_readings(sheet: Sheet) -> Problem:
    """A sheet that is a table upright and on its side."""
    return Problem(
        Place(sheet.file, sheet.name),
        say("The sheet can be read with municipalities as columns and with municipalities as rows."),
        say("Put each table on a sheet of its own."),
    )


def two_tables(place: Place) -> Problem:
    """A second column of labels beside the first."""
    return Problem(
        place,
        say("A second column of row labels begins here: two tables stand beside each other."),
        say("Put the tables below each other, or on a sheet each."),
    )


def measure_twice(second: Source, first: Source) -> Problem:
    """Two rows that mean the same measure for the same columns."""
    return Problem(
        second.place,
        say(
            "“{second}” asks for the same as “{first}” in {cell}.",
            second=second.verbatim,
            first=first.verbatim,
            cell=first.place.cell,
        ),
        say("Leave one of the rows, or write what tells them apart."),
    )


def second_column(found: Return, first: Return) -> Problem:
    """Two columns of the same unit and day that state the same measures."""
    same_sheet = found.source.place.sheet == first.source.place.sheet
    return Problem(
        found.source.place,
        say(
            "“{heading}” is a second column for {name}; the first is in {cell}.",
            heading=found.source.verbatim,
            name=found.municipality,
            cell=first.source.place.cell
            if same_sheet
            else f"{first.source.place.sheet}!{first.source.place.cell}",
        ),
        say("If they are two units, number both headings: {name} 1 and {name} 2.", name=found.municipality),
    )
