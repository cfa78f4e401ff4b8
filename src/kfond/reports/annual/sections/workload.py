"""Workload: points a case and the share above the limit, unit by unit, and the change since the last measurement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from kfond.catalogue.lines import slug_of
from kfond.cells import Quality
from kfond.formatting import join_and, number
from kfond.lists.rows import Row
from kfond.provenance import Figure
from kfond.reports.annual.definitions import exactly, figure
from kfond.reports.annual.list_rows import (
    coverage_of,
    doubts_in,
    ends_in,
    rows_until,
    span_in_words,
    span_of,
    spans_in_words,
)
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.section import Part, Section
from kfond.reports.annual.workloads import Measured, by_model, exactly_in
from kfond.reports.tables import Cell, Column, Marked, Table
from kfond.reports.wording import NOT_KNOWN, marked, said, signed

OTHER_LIMIT = "annan gräns"
NO_DIFFERENCE = "inte känd"
DOUBTFUL: Mapping[str, str] = {"points": "poäng per ärende", "above_limit": "andel över gränsen"}
FIELDS = ("points", "above_limit")


@dataclass(frozen=True, slots=True)
class OfModel:
    """What a template shows of a model: its name, its sentences, and the keys of its tables ("" for none)."""

    model: str
    told: tuple[str, ...]
    last: str
    change: str


def _part(material: Material) -> Part | None:
    rows = rows_until(material, "workload")
    if not rows:
        return None
    findings: list[Finding] = []
    tables: dict[str, Table] = {}
    models: list[OfModel] = []
    measured = by_model(rows)
    for number_of, (model, units) in enumerate(measured.items(), 1):
        found = [*_findings(material, model, units)]
        findings += found
        figures = {finding.figure.id: finding.figure for finding in found}
        last, change = f"workload_{number_of}", f"workload_change_{number_of}"
        tables[last] = _last_table(model, units)
        if any(unit.before for unit in units):
            tables[change] = _change_table(model, units)
        told = (_result(model, units, figures), *_where(model, figures), *_changed(units))
        models.append(OfModel(model, told, last, change if change in tables else ""))
    return Part(
        findings=tuple(findings),
        tables=MappingProxyType(tables),
        words=MappingProxyType({"models": models}),
        left_out=doubts_in([unit.last for units in measured.values() for unit in units], DOUBTFUL),
        summary=(models[0].told[0],) if len(models) == 1 else (),
    )


def _findings(material: Material, model: str, units: Sequence[Measured]) -> Iterator[Finding]:
    rows = [unit.last for unit in units]
    yield Finding(
        figure(
            f"workload.municipalities.{slug_of(model)}",
            exactly(len({row.municipality_code for row in rows})),
            (row.source for row in rows),
            coverage_of(material, rows, rows),
            meaning="workload.municipalities",
            model=model,
            year=str(material.year),
        )
    )
    for unit in units:
        for field in FIELDS:
            value = unit.last.value(field)
            ends = ends_in(value)
            if value is None or (ends.value, ends.low, ends.high) == (None, None, None):
                continue
            yield Finding(
                figure(
                    f"{unit.key}.{field}",
                    ends,
                    (value.source,),
                    meaning=f"workload.{field}",
                    period=_period(unit.last),
                    unit=unit.name,
                    model=model,
                )
            )


def _period(row: Row) -> str:
    span = span_of(row)
    return span_in_words(*span) if span else NOT_KNOWN


def _result(model: str, units: Sequence[Measured], figures: dict[str, Figure]) -> str:
    """Between which shares the units lie above the limit."""
    shares = ((exactly_in(ends_in(unit.last.value("above_limit"))), unit) for unit in units)
    known = [(share, unit) for share, unit in shares if share is not None]
    when = f"vid den senaste mätningen ({join_and(spans_in_words(unit.last for unit in units))})"
    if not known:
        return f"Hur många handläggare som låg över gränsen i {model} {when} är inte känt."
    least, most = (end(share for share, _ in known) for end in (min, max))
    if least == most:
        same = marked(figures[f"{known[0][1].key}.above_limit"])
        return f"**{same} av handläggarna låg över gränsen i {model}** {when}: {_at(known, most)}."
    low, high = (
        marked(figures[f"{next(unit.key for share, unit in known if share == end)}.above_limit"])
        for end in (least, most)
    )
    return (
        f"**Mellan {low} ({_at(known, least)}) och {high} ({_at(known, most)}) av handläggarna låg över "
        f"gränsen i {model}** {when}."
    )


def _at(known: Sequence[tuple[Fraction, Measured]], share: Fraction) -> str:
    return join_and([_in_text(unit.name) for each, unit in known if each == share])


def _where(model: str, figures: dict[str, Figure]) -> Iterator[str]:
    where = figures[f"workload.municipalities.{slug_of(model)}"]
    cover = where.coverage
    whole = f" av {cover.asked}" if cover else ""
    counted = marked(where, number(where.value or 0)) + whole
    yield f"Mätningar finns från {counted} kommuner."


def _changed(units: Sequence[Measured]) -> Iterator[str]:
    """Where the share has risen, fallen, or stayed."""
    changes = [(unit.name, change) for unit in units if (change := unit.change("above_limit")) is not None]
    went = {
        "ökat": [name for name, change in changes if change > 0],
        "minskat": [name for name, change in changes if change < 0],
        "varit oförändrad": [name for name, change in changes if change == 0],
    }
    told = [
        f"{words} i {join_and([_in_text(name) for name in names])}" for words, names in went.items() if names
    ]
    if told:
        yield f"Sedan förra mätningen med samma modell har andelen {', och '.join(told)}."


def _in_text(name: str) -> str:
    """A unit's name among others in a sentence: Ystad enhet 2."""
    return name.replace(", ", " ")


def _last_table(model: str, units: Sequence[Measured]) -> Table:
    limits = {said(value.reading) for unit in units if (value := unit.last.value("limit"))}
    limit = f", gräns {limits.pop()} poäng per handläggare" if len(limits) == 1 else ""
    return Table(
        f"Arbetstyngd enligt {model}, den senaste mätningen{limit}",
        (
            Column("Kommun", False),
            Column("Mätt", False),
            Column("Poäng per ärende"),
            Column("Andel över gränsen"),
            Column("Mätta handläggare"),
        ),
        tuple(
            (
                unit.name,
                _period(unit.last),
                _cell(unit, "points"),
                _cell(unit, "above_limit"),
                _said(unit.last, "workers"),
            )
            for unit in units
        ),
    )


def _change_table(model: str, units: Sequence[Measured]) -> Table:
    return Table(
        f"Förändring sedan förra mätningen med {model}, poäng per ärende och andel över gränsen",
        (
            Column("Kommun", False),
            Column("Förra mätningen", False),
            Column("Poäng då"),
            Column("Poäng nu"),
            Column("Förändring"),
            Column("Andel då"),
            Column("Andel nu"),
            Column("Förändring, procentenheter"),
        ),
        tuple(_change_row(unit, unit.before) for unit in units if unit.before),
    )


def _change_row(unit: Measured, before: Row) -> tuple[Cell, ...]:
    points, share = unit.change("points"), unit.change("above_limit")
    unknown = NO_DIFFERENCE if unit.has_same_limit else OTHER_LIMIT
    return (
        unit.name,
        _period(before),
        _said(before, "points"),
        _cell(unit, "points"),
        NO_DIFFERENCE if points is None else signed(points),
        _said(before, "above_limit"),
        _cell(unit, "above_limit"),
        unknown if share is None else signed(share * 100),
    )


def _cell(unit: Measured, field: str) -> Cell:
    words = _said(unit.last, field)
    value = unit.last.value(field)
    is_figure = value and value.reading.quality not in (Quality.MISSING, Quality.UNCLEAR)
    return Marked(words, f"{unit.key}.{field}") if is_figure else words


def _said(row: Row, field: str) -> str:
    value = row.value(field)
    return said(value.reading if value else None, as_share=field == "above_limit")


WORKLOAD = Section("workload", "Arbetstyngd", "Arbetstyngd: ingen mätning av arbetstyngd är känd.", _part)
