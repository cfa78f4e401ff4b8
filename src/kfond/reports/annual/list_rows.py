"""The rows of lists that a section counts: whose they are, of which time, how many municipalities they cover."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from itertools import count

from kfond.catalogue.lines import slug_of
from kfond.cells import Quality
from kfond.formatting import EN_DASH, MONTHS, date_long, swedish_key
from kfond.lists.rows import Row, Value
from kfond.provenance import Coverage
from kfond.reports.annual.definitions import UNKNOWN, Ends
from kfond.reports.annual.doubts import Remark
from kfond.reports.annual.material import Material
from kfond.reports.wording import said


def rows_until(material: Material, kind: str) -> tuple[Row, ...]:
    """The rows of a kind whose period begins no later than the report's last year: of members, or of no municipality.

    Where nobody says who the members are, those of every municipality.
    """
    return tuple(
        row
        for row in material.lists.get(kind, ())
        if row.first_day
        and row.first_day.year <= material.year
        and (not material.members or row.municipality_code in {"", *material.members})
    )


def rows_in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows by municipality in Swedish order, then by unit; those of no municipality last."""
    return tuple(
        sorted(rows, key=lambda row: (not row.municipality, swedish_key(row.municipality), row.unit))
    )


def row_name(row: Row) -> str:
    """Whose a row is: Ystad, enhet 1."""
    unit = f"enhet {row.unit}" if row.unit.isdigit() else row.unit
    return ", ".join(part for part in (row.municipality, unit) if part)


def ids_of(names: Collection[str]) -> Mapping[str, str]:
    """A part of an id for each name; of names that read alike in plain letters (Habo, Håbo) the later is numbered."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(set(names), key=swedish_key):
        plain = slug_of(name)
        tries = (plain if number == 1 else f"{plain}-{number}" for number in count(1))
        ids[name] = next(each for each in tries if each not in taken)
        taken.add(ids[name])
    return ids


def coverage_of(material: Material, answered: Iterable[Row], counted: Iterable[Row]) -> Coverage:
    """Of how many municipalities a figure speaks: those with rows, and those whose rows gave a figure."""
    with_rows, with_figures = _codes(answered), _codes(counted)
    return Coverage(len(material.members | with_rows), len(with_rows), len(with_figures))


def _codes(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(row.municipality_code for row in rows if row.municipality_code)


def ends_in(value: Value | None) -> Ends:
    """The number that a cell states with its bounds; UNKNOWN where it states none."""
    if value is None or value.reading.quality in (Quality.MISSING, Quality.UNCLEAR):
        return UNKNOWN
    return Ends(value.reading.value, value.reading.low, value.reading.high)


def is_known(ends: Ends) -> bool:
    """Whether anything is known of a number, if only a bound."""
    return ends != UNKNOWN


def span_of(row: Row) -> tuple[date, date] | None:
    """The first and last day of a row; None where it states no period."""
    return (row.first_day, row.last_day or row.first_day) if row.first_day else None


def span_in_words(first: date, last: date) -> str:
    """A period in running text: 2017, oktober 2017, 14 mars 2017, 1 januari–30 april 2017."""
    if first == last:
        return date_long(first)
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return str(first.year)
    if (
        first.day == 1
        and (last + timedelta(1)).day == 1
        and (first.year, first.month)
        == (
            last.year,
            last.month,
        )
    ):
        return f"{MONTHS[first.month - 1]} {first.year}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]}{EN_DASH}{date_long(last)}"
    return f"{date_long(first)}{EN_DASH}{date_long(last)}"


def spans_in_words(rows: Iterable[Row]) -> list[str]:
    """The periods of rows, each once, the earliest first."""
    spans = sorted({span for row in rows if (span := span_of(row))})
    return [span_in_words(*span) for span in spans]


def doubts_in(rows: Iterable[Row], fields: Mapping[str, str]) -> tuple[Remark, ...]:
    """The cells of `fields` (key to what it is in words) that state something unclear or to be reviewed."""
    return tuple(
        Remark(
            whose=", ".join(part for part in (row.name, row_name(row)) if part),
            what=what,
            typed=value.source.verbatim,
            read_as=", ".join(part for part in (said(value.reading), value.source.reviewed) if part),
            key=field,
            quality=value.reading.quality,
            review=value.reading.review,
            source=value.source,
        )
        for row in rows
        for field, what in fields.items()
        if (value := row.value(field)) and (value.reading.review or value.reading.quality is Quality.UNCLEAR)
    )
