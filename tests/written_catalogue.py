"""A course catalogue that a test writes down row by row, read and numbered as the database would."""

from collections.abc import Sequence
from datetime import date

from kfond.catalogue.frequency import read_frequency
from kfond.catalogue.lines import CourseIdentity, Line, name_key, slug_of
from kfond.catalogue.ties import one_identity_each
from kfond.importers import Asked, catalogue
from kfond.importers.catalogue import CatalogueSheet
from kfond.periods import Term
from kfond.registry.names import Register
from kfond.workbook import Sheet, SheetCell
from kfond.workbook.sheets import address_of

HEADINGS = ("Område", "Band", "Kurs", "Frekvens", "Minsta grupp", "Största grupp")

Rows = Sequence[Sequence[object]]


def read_catalogue(rows: Rows, *more: str) -> CatalogueSheet:
    """Rows under HEADINGS and `more` headings; the first row of them is row 2."""
    cells = {
        (row, column): SheetCell(content, address_of(row, column))
        for row, line in enumerate([(*HEADINGS, *more), *rows], 1)
        for column, content in enumerate(line, 1)
        if content != ""
    }
    sheet = Sheet("katalog.xlsx", "Blad1", cells)
    return catalogue.read(sheet, Asked(Register.of({}, {}), as_of=date(2017, 9, 1)))


def lines_of(rows: Rows, *more: str) -> tuple[Line, ...]:
    """The lines of a catalogue without problems."""
    read = read_catalogue(rows, *more)
    assert read.problems == ()
    leaders = one_identity_each(read.lines)
    return tuple(
        Line(
            number,
            CourseIdentity(slug_of(leaders[name_key(line.course)]), line.course),
            line,
            read_frequency(line.frequency),
            Term(2017, 2),
        )
        for number, line in enumerate(read.lines, 1)
    )
