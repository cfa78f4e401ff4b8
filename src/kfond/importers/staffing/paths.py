"""The headings above each column of a staffing table, from the top: its path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kfond.importers.staffing.headings import Heading, Role, kind_of, names_a_unit, read_heading
from kfond.importers.staffing.tables import StaffTable, covering
from kfond.messages import Message, say
from kfond.provenance import Source
from kfond.registry.names import Register
from kfond.workbook import Sheet

Path = Mapping[int, Heading]
"""The headings above a column: heading row -> what stands there."""


def heading_paths(sheet: Sheet, table: StaffTable, register: Register) -> dict[int, Path]:
    """The headings above each column; merged cells hold for all their columns, and a name goes on to the right."""
    paths: dict[int, dict[int, Heading]] = {column: {} for column in table.columns(sheet)}
    rows = table.heading_rows
    for row in rows:
        for column, path in paths.items():
            cell = covering(sheet, row, column, table.label_column)
            if cell:
                path[row] = read_heading(cell, register)
    for row in rows[:-1]:
        if not any(span.top <= row <= span.bottom for span in sheet.merged):
            _carry_on(paths, row)
    if table.line:
        for path in paths.values():
            path[0] = table.line  # above all rows: it holds for every column
    return dict(paths)


def _carry_on(paths: dict[int, dict[int, Heading]], row: int) -> None:
    """Lets a heading hold for the columns to its right that have none in its row but one below, as it has."""
    carried: Heading | None = None
    for _, path in sorted(paths.items()):
        below = any(at > row for at in path)
        if row in path:
            heading = path[row]
            goes_on = heading.role in (Role.FIGURES, Role.SUM) and heading.says_something
            carried = heading if below and goes_on else None
        elif below and carried:
            path[row] = carried
        else:
            carried = None


def without_foreign_rows(
    sheet: Sheet, table: StaffTable, paths: dict[int, Path], notices: list[Message]
) -> dict[int, Path]:
    """The paths without what stands in a row of something else ("Kontaktperson"), which is told and not read."""
    for row in table.heading_rows:
        corner = sheet.text(row, table.label_column)
        unknown = [path[row].text for path in paths.values() if row in path and path[row].unknown]
        others = any(path.keys() - {row} and row in path for path in paths.values())
        foreign = corner and not kind_of(corner) and not names_a_unit(corner) and others
        if unknown and foreign and not any(names_a_unit(text) for text in unknown):
            notices.append(_not_read(sheet.source(row, table.label_column)))
            paths = {
                column: {at: h for at, h in path.items() if at != row or not h.unknown}
                for column, path in paths.items()
            }
    return paths


def _not_read(label: Source) -> Message:
    return say(
        "What stands beside “{label}” ({place}) was not read.", label=label.verbatim, place=label.place.cell
    )


def settle_years(paths: dict[int, Path], has_owner: bool) -> dict[int, tuple[int, Heading]]:
    """Decides what 2021 is where its neighbours tell, in place; returns the columns where they do not."""
    unsettled: dict[int, tuple[int, Heading]] = {}
    for column, path in paths.items():
        for row, heading in path.items():
            if not heading.is_ambiguous:
                continue
            beside = [p[row] for p in paths.values() if row in p and not p[row].is_ambiguous]
            elsewhere = any(h.named for at, h in path.items() if at != row)
            is_year = elsewhere or any(h.year and not h.named for h in beside) or has_owner
            is_code = any(h.named for h in beside)
            if is_year == is_code:
                unsettled[column] = (row, heading)
            else:
                settled = replace(heading, named=None, unit="") if is_year else replace(heading, year=None)
                paths[column] = {**path, row: settled}
                break
    return unsettled
