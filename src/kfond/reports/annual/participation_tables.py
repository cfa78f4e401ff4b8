"""The tables of participations: every number that is a figure carries the figure's id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kfond.lists.rows import Row
from kfond.reports.annual.material import Finding
from kfond.reports.annual.participations import Summed, by_course, is_preliminary, rounds_of, summed_as
from kfond.reports.tables import Cell, Column, Marked, Table
from kfond.reports.wording import NOT_KNOWN, cell_in_words, shown, span_of_days
from kfond.staffing.returns import Measure

SUMMED: Mapping[Summed, str] = {
    Summed.INSIDE: "i summan",
    Summed.OUTSIDE: "utanför summan",
    Summed.OWN_HEADING: "under egen rubrik",
}
PARTLY = " (delvis preliminära)"
EARLY = " (prel.)"


def cell_of(finding: Finding | None, without: str = NOT_KNOWN) -> Cell:
    """A figure as it stands in a table; `without` where there is none. What no cell states is no figure."""
    if finding is None:
        return without
    words = shown(finding.figure)
    return Marked(words, finding.figure.id) if finding.figure.sources else words


def courses_held(rows: Sequence[Row], period: str) -> Table:
    """The courses of the lists: rounds, when, how they are counted, and whether the numbers may change."""
    return Table(
        f"Gemensamma kurser {period}, antal omgångar",
        (Column("Kurs", False), Column("Omgångar"), *_texts("När", "Räknas", "Siffror")),
        tuple(
            (
                name,
                str(len(rounds_of(those))),
                ", ".join(_times(those)),
                ", ".join(SUMMED[way] for way in Summed if way in set(map(summed_as, those))),
                _how_sure(those),
            )
            for name, those in by_course(rows).items()
        ),
    )


def local_courses(rows: Iterable[Row], period: str) -> Table:
    """What municipalities arranged by themselves, a row each."""
    return Table(
        f"Ordnat av kommunen själv {period}, antal deltagartillfällen",
        (*_texts("Kommun", "Utbildning", "När", "Anordnare"), Column("Deltagartillfällen")),
        tuple(
            (row.municipality, row.name, _when(row), row.text("arranged") or NOT_KNOWN, _number(row))
            for row in rows
        ),
    )


def by_year_table(years: Mapping[int, Mapping[str, Finding] | None]) -> Table:
    """The sum of each year, what of it is preliminary, and what stands beside it."""
    heads = {
        "total": "I summan",
        "preliminary": "Varav preliminära",
        Summed.OUTSIDE: "Utanför summan",
        Summed.OWN_HEADING: "Under egen rubrik",
    }
    return Table(
        "Deltagartillfällen år för år, antal",
        (Column("År", False), *(Column(head) for head in heads.values())),
        tuple(
            (str(year), *(cell_of(found[part]) if found else NOT_KNOWN for part in heads))
            for year, found in years.items()
        ),
    )


def one_number_table(caption: str, head: str, found: Mapping[str, Finding], may_change: bool) -> Table:
    """A name a row, its participations beside it; the caption says where they may still change."""
    return Table(
        f"{caption}, antal deltagartillfällen{PARTLY if may_change else ''}",
        (Column(head, False), Column("Deltagartillfällen")),
        tuple((name, cell_of(finding)) for name, finding in found.items()),
    )


def beside_table(found: Iterable[tuple[str, Summed, Finding]], period: str) -> Table:
    """The courses that are not in the sum, named."""
    return Table(
        f"Kurser utanför summan och under egen rubrik {period}, antal deltagartillfällen",
        (*_texts("Kurs", "Räknas"), Column("Deltagartillfällen")),
        tuple((name, SUMMED[summed], cell_of(finding)) for name, summed, finding in found),
    )


def place_and_year_table(
    places: Mapping[str, Sequence[Finding | None]], years: Mapping[int, bool], is_zero: bool
) -> Table:
    """Municipalities down, years across; `years` tells of each whether its numbers may still change."""
    without = "0" if is_zero else NOT_KNOWN
    explained = " (prel. = preliminära)" if any(years.values()) else ""
    return Table(
        f"Deltagartillfällen i summan per kommun och år, antal{explained}",
        (
            Column("Kommun", False),
            *(Column(f"{year}{EARLY if early else ''}") for year, early in years.items()),
        ),
        tuple((name, *(cell_of(each, without) for each in found)) for name, found in places.items()),
    )


def _texts(*heads: str) -> tuple[Column, ...]:
    return tuple(Column(head, is_number=False) for head in heads)


def _when(row: Row) -> str:
    return span_of_days(row.first_day, row.last_day or row.first_day) if row.first_day else NOT_KNOWN


def _times(rows: Iterable[Row]) -> list[str]:
    """When it was held, each time once, in order."""
    ordered = sorted(rows, key=lambda row: (row.first_day is None, row.first_day, row.last_day))
    return list(dict.fromkeys(map(_when, ordered)))


def _how_sure(rows: Sequence[Row]) -> str:
    early = sum(map(is_preliminary, rows))
    if not early:
        return "slutliga"
    return "preliminära" if early == len(rows) else "delvis preliminära"


def _number(row: Row) -> str:
    value = row.value("participations")
    return cell_in_words(Measure.POSITIONS, value.reading if value else None)
