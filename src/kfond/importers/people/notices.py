"""What to know of a list of staff beside its faults: told with cells and counts, never with what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kfond.cells import Quality, read_cell
from kfond.errors import Problem
from kfond.importers.people.headings import Layout
from kfond.messages import Message, say, say_count
from kfond.staffing.people import VACANT, PersonRow

CELLS_SHOWN = 10
FEWEST_UNITS = 20
FULL_POST = 100


def notices_of(
    layout: Layout,
    rows: Sequence[PersonRow],
    sums: Sequence[tuple[int, object]],
    short_experience: Sequence[int],
) -> tuple[Message, ...]:
    """Columns that were not read, persons on several rows, and what the list contradicts itself in."""
    return (
        *_unread(layout),
        *_basis(layout),
        *_on_several_rows(rows),
        *_short(layout, short_experience),
        *_sum(layout, rows, sums),
    )


def unlikely_units(layout: Layout, rows: Sequence[PersonRow]) -> tuple[Problem, ...]:
    """A column of units with another text on almost every row holds something else, perhaps names."""
    units = {row.unit for row in rows}
    if "unit" not in layout.columns or len(units) <= FEWEST_UNITS or 2 * len(units) <= len(rows):
        return ()
    return (
        Problem(
            layout.sheet.place(layout.header_row, layout.columns["unit"]),
            say(
                "The column of units has {units} different texts on {rows} rows.",
                units=len(units),
                rows=len(rows),
            ),
            say("Write the names of units there and nothing else, or take the column away."),
        ),
    )


def _unread(layout: Layout) -> Iterator[Message]:
    read = set(layout.columns.values())
    cells = tuple(cell.address for at, cell in layout.sheet.row(layout.header_row) if at not in read)
    if cells:
        yield say_count(
            "The column below {cells} was not read.",
            "The columns below {cells} were not read.",
            len(cells),
            cells=cells,
        )


def _basis(layout: Layout) -> Iterator[Message]:
    if "years" not in layout.columns:
        yield say(
            "The list has no years of experience ({sheet}): they are counted from the day of employment, and "
            "experience before it is not known.",
            sheet=layout.sheet.name,
        )


def _on_several_rows(rows: Sequence[PersonRow]) -> Iterator[Message]:
    of_person: dict[tuple[str, str], list[PersonRow]] = {}
    first: dict[tuple[str, str], PersonRow] = {}
    for row in rows:
        if row.pseudonym is not None:
            key = (row.pseudonym, row.municipality_code)
            if first.setdefault(key, row) is not row:
                of_person.setdefault(key, [first[key]]).append(row)
    if not of_person:
        return
    yield say_count(
        "{count} person stands on several rows and is counted once; the posts are added: {rows}.",
        "{count} persons stand on several rows and are counted once; the posts are added: {rows}.",
        len(of_person),
        rows=_rows_shown(of_person.values()),
    )
    too_much = [one for one in of_person.values() if sum(row.rate or 0 for row in one) > FULL_POST]
    if too_much:
        yield say_count(
            "{count} of them has more than a full post in all: is it the same person ({rows})?",
            "{count} of them have more than a full post in all: are they the same persons ({rows})?",
            len(too_much),
            rows=_rows_shown(too_much),
        )


def _short(layout: Layout, rows: Sequence[int]) -> Iterator[Message]:
    if rows:
        yield say_count(
            "{count} person has been employed for longer than the years of experience that are stated; the years "
            "were used: {cells}.",
            "{count} persons have been employed for longer than the years of experience that are stated; the years "
            "were used: {cells}.",
            len(rows),
            cells=_shown([layout.sheet.address(row, layout.columns["years"]) for row in rows]),
        )


def _sum(layout: Layout, rows: Sequence[PersonRow], sums: Sequence[tuple[int, object]]) -> Iterator[Message]:
    """A single sum of posts that is not the sum of its parts, in posts or in per cent."""
    if len(sums) != 1 or "rate" not in layout.columns or any(row.rate is None for row in rows):
        return
    number, content = sums[0]
    stated = read_cell(content)
    parts = Decimal(sum(row.rate or 0 for row in rows)) / 100
    known = {parts, parts * 100, Decimal(len(rows)), Decimal(sum(row.employment != VACANT for row in rows))}
    if stated.quality is Quality.EXACT and stated.value is not None and stated.value not in known:
        yield say(
            "The sum in {cell} is {stated}, but its parts make {parts}; the parts were kept.",
            cell=layout.sheet.address(number, layout.columns["rate"]),
            stated=stated.value,
            parts=parts.normalize() + 0,
        )


def _rows_shown(persons: Iterable[Sequence[PersonRow]]) -> Message:
    return say("rows {rows}", rows=_shown([str(row.row) for rows in persons for row in rows]))


def _shown(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cells) if len(cells) <= CELLS_SHOWN else (*cells[:CELLS_SHOWN], "…")
