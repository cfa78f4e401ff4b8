"""The thirds of the year, beside the year: what lies in none of them is named, so that all adds up to the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from kfond.formatting import Exact, count_of
from kfond.lists.rows import Row
from kfond.provenance import Figure
from kfond.reports.annual.list_doubts import PARTICIPATIONS, doubts_in
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.participation_figures import PRELIMINARY, counted, exact, rounds
from kfond.reports.annual.participation_tables import cell_of
from kfond.reports.annual.participations import JOINT, inside, of_year
from kfond.reports.annual.section import Part, Section
from kfond.reports.tables import Column, Table
from kfond.reports.wording import marked, shown

MONTHS: Mapping[int, str] = {1: "januari–april", 2: "maj–augusti", 3: "september–december"}
NO_THIRD = 0


class Third(NamedTuple):
    """A third of the year, or what lies in none, or the whole year: its name, rounds and participations."""

    name: str
    rounds: Finding
    participations: Finding


def third_of(row: Row) -> int:
    """The third that a row's time lies in, 1 to 3; NO_THIRD where it lies in no single one."""
    first, last = row.first_day, row.last_day or row.first_day
    if first is None or last is None or first.year != last.year:
        return NO_THIRD
    thirds = {(day.month + 3) // 4 for day in (first, last)}
    return thirds.pop() if len(thirds) == 1 else NO_THIRD


def _part(material: Material) -> Part | None:
    rows = material.rows_of(JOINT)
    if not rows:
        return None
    years = {year: _thirds(of_year(rows, year), year) for year in material.years}
    last = years[material.year]
    every = [third for thirds in years.values() for third in thirds]
    return Part(
        findings=tuple(finding for third in every for finding in (third.rounds, third.participations)),
        tables=MappingProxyType({f"tertials_{year}": _table(thirds, year) for year, thirds in years.items()}),
        words=MappingProxyType(
            {
                "told": _told(last, material.year),
                "preliminary": _preliminary(last),
                "is_open": any(exact(third.participations) is None for third in last[:3]),
            }
        ),
        summary=(_told(last, material.year),),
        key_figures=_key_figures(last, material.year),
        left_out=doubts_in(rows, PARTICIPATIONS),
    )


def _key_figures(thirds: Sequence[Third], year: int) -> tuple[tuple[str, Figure], ...]:
    """The participations of each third; those of the year where a third is not known as one number."""
    if any(exact(third.participations) is None for third in thirds[:3]):
        return ((f"deltagartillfällen {year}", thirds[-1].participations.figure),)
    return tuple(
        (f"deltagartillfällen {third.name.split(' ')[0]}", third.participations.figure)
        for third in thirds[:3]
    )


def _thirds(rows: Sequence[Row], year: int) -> tuple[Third, ...]:
    """The three thirds, what lies in none, and the year, whose sum they are."""
    named = [
        _third(rows, number, f"{year}.t{number}", "third", f"T{number} {year} ({months})")
        for number, months in MONTHS.items()
    ]
    return (*named, _third(rows, NO_THIRD, f"{year}.no_third", "no_third", str(year)), _year(rows, str(year)))


def _third(rows: Sequence[Row], number: int, key: str, meaning: str, name: str) -> Third:
    """What surely began in a third, and at most all whose time reaches into it; with NO_THIRD the others."""
    there = [row for row in rows if third_of(row) == number]
    maybe = [row for row in rows if number and third_of(row) == NO_THIRD and _reaches_into(row, number)]
    names = {"third": name, "period": name}
    held = rounds(f"rounds.{key}", there, f"rounds.{meaning}", **names)
    seats = counted(f"participations.{key}", inside(there), f"participations.{meaning}", **names)
    return Third(
        name if number else "Går inte att fördela på tertial",
        _with(held, rounds(f"rounds.{key}", maybe, f"rounds.{meaning}", **names)),
        _with(seats, counted(f"participations.{key}", inside(maybe), f"participations.{meaning}", **names)),
    )


def _with(sure: Finding, maybe: Finding) -> Finding:
    """A figure that may be as much more as `maybe`; with nothing of that kind it stays as it is."""
    if maybe.figure.high == 0:
        return sure
    high = (
        None
        if sure.figure.high is None or maybe.figure.high is None
        else _sum(sure.figure.high, maybe.figure.high)
    )
    sources = (*sure.figure.sources, *maybe.figure.sources)
    return replace(sure, figure=replace(sure.figure, value=None, high=high, sources=sources))


def _sum(one: Exact, other: Exact) -> Fraction:
    return Fraction(one) + Fraction(other)


def _reaches_into(row: Row, third: int) -> bool:
    """Whether a row's time, which begins in the year, has a day in the third."""
    first, last = row.first_day, row.last_day or row.first_day
    if first is None or last is None:
        return False
    begins = (first.month + 3) // 4
    ends = (last.month + 3) // 4 if last.year == first.year else len(MONTHS)
    return begins <= third <= ends


def _year(rows: Sequence[Row], year: str) -> Third:
    return Third(
        f"Hela {year}",
        rounds(f"rounds.{year}.total", rows, "rounds.total", period=year),
        counted(f"participations.{year}.total", inside(rows), "participations.total", period=year),
    )


def _table(thirds: Sequence[Third], year: int) -> Table:
    return Table(
        f"Tertialen {year}, antal omgångar och deltagartillfällen i summan",
        (Column("Tid", False), Column("Omgångar"), Column("Deltagartillfällen")),
        tuple((each.name, cell_of(each.rounds), cell_of(each.participations)) for each in thirds),
    )


def _told(thirds: Sequence[Third], year: int) -> str:
    """How the year is made up, and what cannot be told apart."""
    apart, whole = thirds[-2:]
    said = f"De gemensamma kurserna hade **{_words(whole)}** {year}"
    if exact(apart.participations) == 0:
        return f"{said}, och alla går att fördela på tertial."
    if exact(apart.participations) == exact(whole.participations):
        return f"{said}; inget av dem går att fördela på tertial, eftersom listorna bara anger en termin eller ett år."
    return (
        f"{said}; {marked(apart.participations.figure)} av dem går inte att fördela på tertial, eftersom listorna "
        "bara anger en termin eller ett år."
    )


def _words(third: Third) -> str:
    found, one = third.participations, exact(third.participations)
    words = f"{shown(found.figure)} deltagartillfällen" if one is None else count_of(one, "deltagartillfälle")
    return marked(found.figure, words)


def _preliminary(thirds: Sequence[Third]) -> list[str]:
    """The parts of the year whose numbers may still change."""
    early = [third for third in thirds[:-1] if PRELIMINARY in third.participations.figure.definition]
    return [third.name.split(" (")[0] for third in early]


TERTIALS = Section(
    "tertials",
    "Tertial för tertial",
    "Tertial: inga listor över deltagartillfällen är kända för tiden.",
    _part,
    rank=0,
)
