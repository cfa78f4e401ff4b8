"""Material that a test writes down: rows of lists and staff returns, each cell as it would be typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from kfond.cells import Expect, read_cell
from kfond.cells.reading import exact, unclear
from kfond.lists.kinds import FIGURES, Type, list_kind
from kfond.lists.rows import Row, Value
from kfond.placements.mixing import mixed
from kfond.placements.stated import stated
from kfond.placements.statistics import Statistics
from kfond.placements.tallies import Tallies
from kfond.provenance import Place, Source
from kfond.reports.annual.material import Material
from kfond.staffing.returns import Definition, Measure, Return, SourceKind, Stated

CODES = {"Ale": "1440", "Habo": "0643", "Håbo": "0305", "Orust": "1421", "Tanum": "1435", "": ""}


def row(kind: str, municipality: str, days: str, /, unit: str = "", name: str = "", **cells: str) -> Row:
    """A row of a list; `days` is a year, or two days: 2018-01-01--2018-04-30."""
    first, _, last = days.partition("--") if "--" in days else (f"{days}-01-01", "", f"{days}-12-31")
    period = (None, None) if not days else (date.fromisoformat(first), date.fromisoformat(last))
    place = Place("lista.xlsx", "Blad1", "A1")
    values = tuple(_value(kind, field, typed) for field, typed in cells.items())
    return Row(
        kind,
        CODES[municipality],
        municipality,
        unit,
        "",
        name,
        *period,
        "",
        values,
        Source(place, municipality),
    )


def _value(kind: str, field: str, typed: str) -> Value:
    declared = next((each for each in list_kind(kind).fields if each.key == field), None)
    if declared and declared.type in (Type.MONEY, Type.WHOLE):
        reading = exact(Decimal(typed)) if typed.isdigit() else unclear()
    elif declared and declared.type in FIGURES:
        expect = Expect.SHARE if declared.type is Type.SHARE else Expect.COUNT
        reading = read_cell(typed, expect)
    else:
        reading = read_cell(
            typed, Expect.SHARE if declared and declared.type is Type.YES_NO else Expect.COUNT
        )
    return Value(field, reading, typed, Source(Place("lista.xlsx", "Blad1", field), typed))


def unit(municipality: str, year: int, /, unit: str = "", includes: str = "", **cells: str) -> Return:
    """A column of a staffing sheet, the measures by key."""
    place = Place(f"personal-{year}.xlsx", "Blad1", municipality)
    return Return(
        municipality_code=CODES[municipality],
        municipality=municipality,
        unit=unit,
        area="BoU",
        as_of=date(year, 3, 31),
        source_kind=SourceKind.RETURN,
        definition=Definition.TABLE,
        includes=includes,
        note="",
        source=Source(place, municipality),
        figures=tuple(
            Stated(
                Measure(key),
                read_cell(typed, Measure(key).expect),
                Source(Place(place.file, place.sheet, f"{municipality}{unit}-{key}"), typed),
            )
            for key, typed in cells.items()
        ),
    )


def material(
    year: int,
    lists: Mapping[str, Sequence[Row]] | None = None,
    returns: Sequence[Return] = (),
    earlier: Mapping[int, Sequence[Return]] | None = None,
    members: Sequence[str] = (),
    first_year: int | None = None,
) -> Material:
    """What the rooms would hold."""
    return Material(
        year=year,
        first_year=first_year or year,
        association="",
        members=frozenset(CODES[name] for name in members),
        returns=tuple(returns),
        reported=(),
        period=None,
        ties=(),
        totals=(),
        reservations=(),
        heads_per_post=Decimal("1.25"),
        lists={kind: tuple(rows) for kind, rows in (lists or {}).items()},
        earlier={each: tuple(of_year) for each, of_year in (earlier or {}).items()},
        names={code: name for name, code in CODES.items()},
        statistics=statistics_of((lists or {}).get("placements", ())),
    )


def statistics_of(rows: Sequence[Row], k: int = 5) -> Statistics | None:
    """The statistics of counts of placements; None where there are none."""
    return Statistics(mixed(Tallies(), stated(rows)).tallies, k) if rows else None
