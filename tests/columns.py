"""A column of a staffing sheet that a test writes down as its nine cells, so that its input can be seen."""

from datetime import date

from kfond.cells import read_cell
from kfond.provenance import Place, Source
from kfond.staffing.returns import Definition, Measure, Return, SourceKind, Stated

MARCH_2017 = date(2017, 3, 31)


def column(as_of: date = MARCH_2017, unit: str = "", shown: str = "", **cells: object) -> Return:
    """The return of Orust with a cell for each measure named, in B3 and below, in the order given."""
    figures = []
    for row, (name, content) in enumerate(cells.items(), 3):
        measure = Measure(name)
        reading = read_cell(content, measure.expect, shown=shown)
        figures.append(
            Stated(measure, reading, Source(Place("s.xlsx", "Blad1", f"B{row}"), reading.verbatim))
        )
    head = Source(Place("s.xlsx", "Blad1", "B2"), "Orust")
    kind, definition = SourceKind.RETURN, Definition.TABLE
    return Return("1421", "Orust", unit, "BoU", as_of, kind, definition, "", "", head, tuple(figures))
