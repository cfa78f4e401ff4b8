"""The single figures of the staffing sheets: one for each cell that gives a figure, to trace one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kfond.formatting import NO_BREAK_SPACE
from kfond.provenance import WITHHELD, Figure
from kfond.reports.annual.list_rows import ids_of
from kfond.reports.annual.material import MAIN_AREA, in_order
from kfond.reports.tables import Cell, Marked
from kfond.reports.wording import MEASURES, SHARE, cell_in_words, cells_in_words, quoted, unit_name
from kfond.staffing.returns import Measure, Return, Stated

Place = tuple[str, str, str]
"""Municipality code, unit and area: what tells the units of a report apart."""


@dataclass(frozen=True, slots=True)
class StaffCell:
    """A cell of a staffing sheet with its figure, what it measures and how it is said in a table."""

    figure: Figure
    measure: str
    words: str

    @property
    def place(self) -> str:
        """The cell, or cells, without file and sheet: B5."""
        return cells_in_words(self.figure.sources).partition("!")[2]

    @property
    def typed(self) -> str:
        """What stands in the cell, in quotation marks; "" where that is the figure itself, or withheld."""
        verbatim = self.figure.sources[0].verbatim
        is_same = verbatim.strip().replace(".", ",") == self.words.replace(NO_BREAK_SPACE, " ")
        return "" if is_same or verbatim == WITHHELD else quoted(verbatim)


@dataclass(frozen=True, slots=True)
class UnitCells:
    """The cells of a unit that give a figure, sheet by sheet: ("Habo.xlsx, Blad1", its cells)."""

    name: str
    sheets: tuple[tuple[str, tuple[StaffCell, ...]], ...]

    @property
    def cells(self) -> tuple[StaffCell, ...]:
        """All its cells."""
        return tuple(cell for _, cells in self.sheets for cell in cells)


class StaffCells:
    """The single figures of `returns`, by unit and measure; an id such as staffing.orust.band_0_2."""

    def __init__(self, returns: Sequence[Return]) -> None:
        self._returns = in_order(returns)
        self._ids = _places(self._returns)

    @property
    def units(self) -> tuple[UnitCells, ...]:
        """The units that have figures, in Swedish order."""
        units = (
            UnitCells(unit_name(answer, MAIN_AREA), _by_sheet(self._cells(answer)))
            for answer in self._returns
        )
        return tuple(unit for unit in units if unit.cells)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure."""
        return tuple(cell.figure for unit in self.units for cell in unit.cells)

    def marked(self, answer: Return, measure: Measure) -> Cell:
        """A cell as a table shows it, tied to its figure where it gives one."""
        stated = answer.stated(measure)
        words = cell_in_words(measure, stated.reading if stated else None)
        known = stated is not None and _is_figure(stated)
        return Marked(words, self._id(answer, measure)) if known else words

    def _cells(self, answer: Return) -> Iterable[StaffCell]:
        for stated in answer.figures:
            if _is_figure(stated):
                yield StaffCell(
                    self._figure(answer, stated),
                    MEASURES[stated.measure],
                    cell_in_words(stated.measure, stated.reading),
                )

    def _figure(self, answer: Return, stated: Stated) -> Figure:
        reading = stated.reading
        return Figure(
            id=self._id(answer, stated.measure),
            label=f"{unit_name(answer, MAIN_AREA)}: {MEASURES[stated.measure]}",
            value=reading.value,
            unit=SHARE if stated.measure is Measure.ADMIN_SUPPORT else "posts",
            definition="Siffran som cellen anger.",
            sources=(stated.source,),
            low=reading.low,
            high=reading.high,
        )

    def _id(self, answer: Return, measure: Measure) -> str:
        return f"staffing.{self._ids[_place(answer)]}.{measure.value}"


def _by_sheet(cells: Iterable[StaffCell]) -> tuple[tuple[str, tuple[StaffCell, ...]], ...]:
    sheets: dict[str, list[StaffCell]] = {}
    for cell in cells:
        place = replace(cell.figure.sources[0].place, cell="")
        sheets.setdefault(str(place), []).append(cell)
    return tuple((sheet, tuple(of_sheet)) for sheet, of_sheet in sheets.items())


def _is_figure(stated: Stated) -> bool:
    reading = stated.reading
    return (reading.value, reading.low, reading.high) != (None, None, None)


def _place(answer: Return) -> Place:
    return answer.municipality_code, answer.unit, answer.area


def _places(returns: Iterable[Return]) -> Mapping[Place, str]:
    """The part of an id for each unit; where one name is of several areas, the area is in it too."""
    names = {_place(answer): answer.name for answer in returns}
    several = Counter(names.values())
    full = {
        place: f"{name} {place[2]}" if several[name] > 1 and place[2] != MAIN_AREA else name
        for place, name in names.items()
    }
    ids = ids_of(full.values())
    return {place: ids[name] for place, name in full.items()}
