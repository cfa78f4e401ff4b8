"""What a coordinator asks of the lists: keep what a sheet said row by row, tell what holds now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select as statement
from sqlmodel import Session, col, func, insert, select

from kfond.db import ROWS_READ
from kfond.db.log import CellKeeper, sources
from kfond.db.readings import columns_of, reading_of
from kfond.db.verdicts import UNDATED, Subject, Verdicts, reviewed, text_of, verdicts_of
from kfond.lists.kinds import FIGURES, NOT_COUNTED_IN, ListKind, list_kind
from kfond.lists.rows import ONE_PERSON, Row, Value, identity_of
from kfond.models import Batch, ListRow, ListValue, Municipality
from kfond.provenance import Source

ROW_COLUMNS, VALUE_COLUMNS = (
    tuple(col(getattr(table, name)) for name in table.model_fields) for table in (ListRow, ListValue)
)
_ListRow = Any
"""A row as the database gives it: the columns of ListRow, and the file of its batch."""
_ListValue = Any
"""A value as the database gives it: the columns of ListValue."""


@dataclass(frozen=True, slots=True)
class HoldingValue:
    """A value that holds now, with its number in the database, its batch and its row."""

    number: int
    batch: int
    row: Row
    value: Value


@dataclass(frozen=True, slots=True)
class _Held:
    """A row that holds, with its batch and the numbers of its values."""

    batch: int
    row: Row
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """How a list differs from what was known of the same things: new rows, changed values, rows that are gone.

    `beside` are rows of an earlier file of the same name that are not in this one and still hold.
    """

    added: int
    changed: tuple[tuple[Source, Source], ...]
    gone: tuple[Source, ...]
    beside: tuple[Source, ...]

    @property
    def is_none(self) -> bool:
        """Whether it says nothing that contradicts what was known."""
        return not self.changed and not self.gone


def record_rows(
    session: Session, batch: Batch, cells: CellKeeper, kind: ListKind, rows: Sequence[Row]
) -> Difference:
    """Keeps `rows` and tells what they change. What an earlier file said stays, under its own batch."""
    before = tuple(held.row for held in _holding(session, kind.key) if held.batch != batch.id)
    assert batch.id is not None
    first = 1 + (session.exec(select(func.max(ListRow.id))).one() or 0)
    kept, values = [], []
    for key, row in enumerate(rows, start=first):
        kept.append(_row_columns(key, batch.id, kind.key, row, cells))
        values += [_value_columns(key, value, cells) for value in row.values]
    for table, columns in ((ListRow, kept), (ListValue, values)):
        if columns:  # as objects they would take three times as long
            session.connection().execute(insert(table), columns)
    return _difference(kind, before, rows, _as_sent(session, kind.key))


def current_rows(session: Session, kind: str) -> tuple[Row, ...]:
    """The rows of a kind that hold now, in the order of the files.

    A row of a later file takes the place of an earlier one that speaks of the same thing. Of a file that comes
    again under its own name and speaks of the same municipalities, rows of the same years that are no longer
    there are gone; where it speaks of others, nobody can tell, and they stay. A doubtful cell that a human has
    answered says what the answer says.
    """
    verdicts = verdicts_of(session, kind)
    return tuple(_reviewed(held.row, list_kind(kind), verdicts) for held in _holding(session, kind))


def years_of_rows(session: Session) -> frozenset[int]:
    """The years in which the period of some row begins that a report may tell of."""
    days = session.exec(
        select(col(ListRow.first_day)).where(col(ListRow.kind).not_in(sorted(NOT_COUNTED_IN))).distinct()
    )
    return frozenset(day.year for day in days if day)


def holding_values(session: Session, kind: str) -> Iterator[HoldingValue]:
    """Every value of the rows of a kind that hold now, as the sheets say them."""
    for held in _holding(session, kind):
        for number, value in zip(held.values, held.row.values, strict=True):
            yield HoldingValue(number, held.batch, held.row, value)


def subject_of(row: Row, kind: ListKind, value: Value) -> Subject:
    """What a value speaks of, by which a human's answer about it is kept."""
    period = "–".join(dict.fromkeys(str(day) for day in (row.first_day, row.last_day) if day))
    about = {"municipality", "unit", "area", "period", "person", kind.name}
    texts = [row.text(key) for key in kind.identity if key not in about]
    return Subject(
        kind.key,
        row.municipality_code,
        row.unit,
        row.area,
        "",
        ", ".join(part for part in (row.name, *texts, period, row.person) if part),
        row.last_day or row.first_day or UNDATED,
        value.field,
        text_of(value.reading),
    )


def is_overtaken(session: Session, batch_id: int) -> bool:
    """Whether some row of this batch no longer holds, since a later file speaks of the same thing."""
    mine = session.exec(select(ListRow.kind).where(col(ListRow.batch_id) == batch_id)).all()
    return any(
        sum(held.batch == batch_id for held in _holding(session, kind)) < mine.count(kind)
        for kind in dict.fromkeys(mine)
    )


def _as_sent(session: Session, kind: str) -> tuple[Row, ...]:
    """The rows that hold, as their files say them."""
    return tuple(held.row for held in _holding(session, kind))


def _reviewed(row: Row, kind: ListKind, verdicts: Verdicts) -> Row:
    """The row with what humans have said of its cells."""
    if not any(value.reading.review for value in row.values):
        return row
    figures = {field.key for field in kind.fields if field.type in FIGURES}
    values = []
    for value in row.values:
        found = verdicts.get(subject_of(row, kind, value))
        reading, source = reviewed(value.reading, value.source, found)
        text = found.text if found and value.reading.review and value.field not in figures else value.text
        values.append(Value(value.field, reading, text, source))
    return replace(row, values=tuple(values))


def _holding(session: Session, kind: str) -> Sequence[_Held]:
    """The rows that hold, as their files say them, each with its batch.

    A session that only reads has them once: reports of several years ask for the same ones.
    """
    known: dict[str, Sequence[_Held]] = session.info.get(ROWS_READ, {})
    if kind not in known:
        known[kind] = _held_now(session, kind)
    return known[kind]


def _held_now(session: Session, kind: str) -> Sequence[_Held]:
    found = _rows_of(session, kind)
    if not found:
        return []
    names = {place.code: place.name for place in session.exec(select(Municipality))}
    values = _values_of(session, kind)
    passports = sources(session, (kept.batch_id for kept in found))
    codes = _codes_of(found)
    newest = {(kept.file, codes[kept.batch_id], _year(kept)): kept.batch_id for kept in found}
    declared = list_kind(kind)
    holding: dict[tuple[object, ...], _Held] = {}
    for kept in found:
        if newest[(kept.file, codes[kept.batch_id], _year(kept))] != kept.batch_id:
            continue
        mine = values.get(kept.id, ())
        row = _row(kept, mine, names, passports)
        numbers = tuple(value.id for value in mine)
        holding[_identity(row, declared, kept)] = _Held(kept.batch_id, row, numbers)
    return list(holding.values())


def _identity(row: Row, kind: ListKind, kept: _ListRow) -> tuple[object, ...]:
    """What tells the row from others; an unnamed person of a list of persons is nobody else's double."""
    key = identity_of(row, kind)
    is_unnamed_person = not row.person and row.text(kind.spread) == ONE_PERSON
    return (*key, kept.id) if is_unnamed_person else key


def _codes_of(found: Iterable[_ListRow]) -> Mapping[int, frozenset[str | None]]:
    """The municipalities that each batch speaks of."""
    codes: dict[int, set[str | None]] = defaultdict(set)
    for kept in found:
        codes[kept.batch_id].add(kept.municipality_code)
    return {batch: frozenset(those) for batch, those in codes.items()}


def _year(row: _ListRow) -> int | None:
    return row.first_day.year if row.first_day else None


def _rows_of(session: Session, kind: str) -> Sequence[_ListRow]:
    """The rows of a kind in the order that they were kept. As objects they would take four times as long."""
    query = (
        statement(*ROW_COLUMNS, col(Batch.file))
        .join(Batch, col(ListRow.batch_id) == col(Batch.id))
        .where(col(ListRow.kind) == kind)
        .order_by(col(ListRow.id))
    )
    session.flush()  # the connection does not see to it
    return session.connection().execute(query).all()


def _values_of(session: Session, kind: str) -> Mapping[int, Sequence[_ListValue]]:
    """The values of the rows of a kind, by row."""
    values: dict[int, list[_ListValue]] = defaultdict(list)
    query = (
        statement(*VALUE_COLUMNS)
        .join(ListRow, col(ListValue.row_id) == col(ListRow.id))
        .where(col(ListRow.kind) == kind)
        .order_by(col(ListValue.id))
    )
    for value in session.connection().execute(query):
        values[value.row_id].append(value)
    return values


def _row(
    row: _ListRow, values: Sequence[_ListValue], names: Mapping[str, str], passports: Mapping[int, Source]
) -> Row:
    return Row(
        kind=row.kind,
        municipality_code=row.municipality_code or "",
        municipality=names.get(row.municipality_code or "", ""),
        unit=row.unit,
        area=row.area,
        name=row.name,
        first_day=row.first_day,
        last_day=row.last_day,
        person=row.person or "",
        values=tuple(_value(value, passports[value.cell_id]) for value in values),
        source=passports[row.cell_id],
    )


def _value(row: _ListValue, source: Source) -> Value:
    return Value(row.field, reading_of(row, source.verbatim), row.text, source)


def _row_columns(key: int, batch: int, kind: str, row: Row, cells: CellKeeper) -> dict[str, object]:
    return {
        "id": key,
        "batch_id": batch,
        "kind": kind,
        "municipality_code": row.municipality_code or None,
        "unit": row.unit,
        "area": row.area,
        "name": row.name,
        "first_day": row.first_day,
        "last_day": row.last_day,
        "person": row.person or None,
        "cell_id": cells.key_of(row.source),
    }


def _value_columns(row_key: int, value: Value, cells: CellKeeper) -> dict[str, object]:
    return {
        "row_id": row_key,
        "field": value.field,
        "text": value.text,
        "cell_id": cells.key_of(value.source),
        **columns_of(value.reading),
    }


def _difference(
    kind: ListKind, before: Sequence[Row], rows: Sequence[Row], after: Sequence[Row]
) -> Difference:
    known = {identity_of(row, kind): row for row in before}
    mine = {identity_of(row, kind): row for row in rows}
    changed = tuple(
        (old.source, new.source)
        for key, row in mine.items()
        if key in known
        for new in row.values
        if (old := known[key].value(new.field)) and old.reading.verbatim != new.reading.verbatim
    )
    holding = {identity_of(row, kind) for row in after}
    files = {row.source.place.file for row in rows}
    return Difference(
        added=len(mine.keys() - known.keys()),
        changed=changed,
        gone=tuple(row.source for key, row in known.items() if key not in holding),
        beside=tuple(
            row.source
            for key, row in known.items()
            if key in holding and key not in mine and row.source.place.file in files
        ),
    )
