"""The columns of a staffing table: what the headings above each of them name together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kfond.cells import without_author
from kfond.errors import Problem
from kfond.importers.footnotes import Footnote, read_footnote
from kfond.importers.municipalities import unknown_municipality
from kfond.importers.staffing import problems as wrong
from kfond.importers.staffing.headings import (
    LONGEST_UNIT,
    Heading,
    Role,
    names_a_unit,
)
from kfond.importers.staffing.owner import Owner
from kfond.importers.staffing.paths import Path, heading_paths, settle_years, without_foreign_rows
from kfond.importers.staffing.tables import StaffTable
from kfond.importers.vocabulary import area_in
from kfond.messages import Message, say
from kfond.provenance import Place, Source
from kfond.registry.names import Named, Register
from kfond.workbook import Sheet


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: whose figures (or comments, or sums) stand in it, of which unit and day.

    `named` None: for comments and sums of several municipalities. `year` and `years_back` as in `Heading`.
    """

    column: int
    role: Role
    named: Named | None
    unit: str
    area: str
    day: date | None
    year: int | None
    years_back: int | None
    marks: frozenset[str]
    effects: tuple[Footnote, ...]
    source: Source


@dataclass(slots=True)
class Columns:
    """What came out of the headings of one table; `needs_owner`: they name no municipality.

    `problems` are of the table as a whole; those `of_columns` are each of one column, which is not among the
    columns `read`, and leave the others as they are.
    """

    read: list[Column] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    of_columns: list[Problem] = field(default_factory=list)
    notices: list[Message] = field(default_factory=list)
    notes: list[Source] = field(default_factory=list)
    needs_owner: bool = False

    def of(self, role: Role) -> list[Column]:
        """The columns of one role, from the left."""
        return [column for column in self.read if column.role is role]


def read_columns(sheet: Sheet, table: StaffTable, register: Register, owner: Owner | None) -> Columns:
    """The columns of a table. `owner` is whose the table is where no heading names a municipality."""
    found = Columns()
    paths = heading_paths(sheet, table, register)
    paths = without_foreign_rows(sheet, table, paths, found.notices)
    found.needs_owner = not any(
        heading.named and not heading.is_ambiguous for path in paths.values() for heading in path.values()
    )
    owned = owner if found.needs_owner else None
    says_nothing = all(not h.unknown and not h.is_ambiguous for path in paths.values() for h in path.values())
    if found.needs_owner and owner is None and says_nothing:
        found.problems.append(wrong.no_municipalities(_corner(sheet, table)))
        return found
    ambiguous = settle_years(paths, owned is not None)
    for column, path in paths.items():
        if column in ambiguous:
            row, heading = ambiguous[column]
            assert heading.named
            found.problems.append(
                wrong.code_or_year(sheet.place(row, column), heading.text, heading.named.name)
            )
        else:
            _read_column(sheet, table, register, column, path, owned, found)
    if not found.of(Role.FIGURES) and not found.problems and not found.of_columns:
        found.problems.append(wrong.no_municipalities(_corner(sheet, table)))
    derived = found.of(Role.DERIVED)
    if derived:
        found.notices.append(
            say(
                "Not read, since they are worked out from other figures: {headings}.",
                headings=tuple(f"“{c.source.verbatim}” ({c.source.place.cell})" for c in derived),
            )
        )
    found.problems += _sums_among_units(found.of(Role.FIGURES))
    return found


def _corner(sheet: Sheet, table: StaffTable) -> Place:
    row = max(table.heading_rows, default=table.first_row - 1)
    return sheet.place(max(row, 1), table.label_column)


def _read_column(
    sheet: Sheet,
    table: StaffTable,
    register: Register,
    column: int,
    path: Path,
    owner: Owner | None,
    found: Columns,
) -> None:
    """One column by its headings: added to `found`, or what is wrong with it."""
    headings = list(path.values())
    named = [heading.named for heading in headings if heading.named]
    is_filled = any(sheet.text(row, column) for row in table.block.rows.values())
    heading_row = max(path, default=0)
    role = next((h.role for h in headings if h.role is not Role.FIGURES), Role.FIGURES)
    if not is_filled and not named and role is Role.FIGURES:
        unknown = next((h.text for h in headings if h.unknown), "")
        if not heading_row or (unknown and not register.suggestions(unknown)):
            if heading_row:  # words beside the table, or below a turned one
                found.notes.append(sheet.source(heading_row, column))
            return
    problem = _problem_of(sheet, table, register, column, path, owner, role)
    if problem:
        found.of_columns.append(problem)
        return
    whose = named[0] if named else owner.named if owner and role is Role.FIGURES else None
    source = (
        sheet.source(heading_row, column) if heading_row else _source_of_headless(sheet, table, column, owner)
    )
    found.read.append(_column_of(column, role, whose, headings, source))
    if whose and any(h.lacks_zero for h in headings):
        found.notices.append(_lacking_zero(source, whose))


def _problem_of(
    sheet: Sheet,
    table: StaffTable,
    register: Register,
    column: int,
    path: Path,
    owner: Owner | None,
    role: Role,
) -> Problem | None:
    """What leaves it open whose figures stand in a column; None where nothing does."""
    named = [heading.named for heading in path.values() if heading.named]
    row = max(path, default=0) or max(table.heading_rows, default=max(table.first_row - 1, 1))
    if len({name.code for name in named}) > 1:
        return wrong.two_municipalities(sheet.place(row, column), named[0].name, named[-1].name)
    if role is not Role.FIGURES:
        return None
    mistaken = _mistaken([(at, h) for at, h in path.items() if h.unknown], bool(named), owner, register)
    if mistaken:
        at, heading = mistaken
        return unknown_municipality(sheet.place(at, column), heading.text, register)
    if not named and not _is_owners(owner, list(path.values()), table, sheet):
        return wrong.no_municipality(sheet.place(row, column))
    return None


def _lacking_zero(source: Source, named: Named) -> Message:
    return say(
        "The code “{text}” ({place}) lacks its leading zero; read as {code} {name}.",
        text=source.verbatim,
        place=source.place.cell,
        code=named.code,
        name=named.name,
    )


def _column_of(
    column: int, role: Role, named: Named | None, headings: list[Heading], source: Source
) -> Column:
    units = [h.unit for h in headings if h.unit] + [h.unknown for h in headings if h.unknown]
    unit = " ".join(dict.fromkeys(units)) if role is Role.FIGURES else ""
    effects = [h.effect for h in headings if h.effect]
    effects += [read_footnote(without_author(h.pinned), 0) for h in headings if h.pinned]
    areas = [h.area for h in headings if h.area] + [area for name in units if (area := area_in(name))]
    marks = {h.marks for h in headings if h.marks} | {h.named.marks for h in headings if h.named}
    return Column(
        column=column,
        role=role,
        named=named,
        unit=unit or (named.unit if named and role is Role.FIGURES else ""),
        area=areas[0] if len(set(areas)) == 1 else "",
        day=next((h.day for h in reversed(headings) if h.day), None),
        year=next((h.year for h in reversed(headings) if h.year), None),
        years_back=next((h.years_back for h in headings if h.years_back is not None), None),
        marks=frozenset(marks - {""}),
        effects=tuple(effects),
        source=source,
    )


def _mistaken(
    unknown: list[tuple[int, Heading]], is_named: bool, owner: Owner | None, register: Register
) -> tuple[int, Heading] | None:
    """The heading that is neither a municipality nor surely a unit of one."""
    for row, heading in unknown:
        text = heading.text
        if not (is_named or owner) or len(text) > LONGEST_UNIT or not any(map(str.isalpha, text)):
            return row, heading
        if not names_a_unit(text) and register.suggestions(text):
            return row, heading
    return None


def _is_owners(owner: Owner | None, headings: list[Heading], table: StaffTable, sheet: Sheet) -> bool:
    """Whether a column without a municipality is surely the owner's: it has a heading, or is the only one."""
    return owner is not None and (bool(headings) or len(table.columns(sheet)) == 1)


def _source_of_headless(sheet: Sheet, table: StaffTable, column: int, owner: Owner | None) -> Source:
    """The passport of a column without a heading: where its owner stands, or its first figure."""
    if owner and owner.source.place.cell:
        return owner.source
    first = next(row for row in sorted(table.block.rows.values()) if sheet.text(row, column))
    return sheet.source(first, column)


def _sums_among_units(columns: Iterable[Column]) -> list[Problem]:
    """A municipality's column without a unit beside those of its units would count them twice."""
    listed = list(columns)
    problems = []
    for column in listed:
        if column.unit or column.named is None:
            continue
        units = [
            other.source.place.cell
            for other in listed
            if other.unit and other.named and other.named.code == column.named.code and _same(column, other)
        ]
        if units:
            problems.append(wrong.sum_or_unit(column.source.place, column.named.name, units))
    return problems


def _same(column: Column, other: Column) -> bool:
    """Whether two columns speak of the same area and day, as far as their headings say."""
    return (column.area, column.day, column.year, column.years_back) == (
        other.area,
        other.day,
        other.year,
        other.years_back,
    )
