"""Two sources beside each other: the compilation of courses held, and the lists of participants. Neither wins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from kfond.catalogue.lines import Line, Relation, name_key, slug_of
from kfond.catalogue.ties import Tie
from kfond.formatting import count_of, join_and, number
from kfond.lists.rows import Row
from kfond.reports.annual import participation_figures as figures
from kfond.reports.annual.course_figures import course_findings
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.participation_tables import cell_of
from kfond.reports.annual.participations import JOINT, inside
from kfond.reports.tables import Column, Table
from kfond.reports.wording import marked, period_in_words

NOT_IN_LISTS = "inte i listorna"
NOT_HELD = "inte i sammanställningen"
SAME_THING = (Relation.SAME, Relation.REPLACES)


class Compared(NamedTuple):
    """What is said of the two sources, the table where they cover the same years, and the figures in it."""

    told: str
    table: Table
    findings: tuple[Finding, ...]


def compared(material: Material) -> Compared | None:
    """The two sources of the compilation's years; None where there is no compilation that covers the year."""
    if material.period is None or not material.ties:
        return None
    first, last = material.period
    period = period_in_words(first, last)
    of = [
        row for row in material.lists.get(JOINT, ()) if row.first_day and first <= row.first_day.year <= last
    ]
    missing = sorted(set(range(first, last + 1)) - {row.first_day.year for row in of if row.first_day})
    if missing:
        told = (
            f"Sammanställningen av genomförda kurser gäller {period} i ett, och för "
            f"{join_and([str(year) for year in missing])} finns inga listor. De går därför inte att jämföra."
        )
        return Compared(told, Table("", (), ()), ())
    return _side_by_side(material, inside(of), period)


def course_of(name: str, lines: Sequence[Line]) -> str:
    """The key of the catalogue's course that a name means, by its own name or one that it is or replaces.

    "" where the catalogue has no such name, where it is not sure, or where the name leads to several courses.
    """
    key = name_key(name)
    for names in (_own_name, _other_names):
        found = {line.course.slug for line in lines if key in names(line)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _own_name(line: Line) -> set[str]:
    return {name_key(line.stated.course), name_key(line.course.name)}


def _other_names(line: Line) -> set[str]:
    return {
        name_key(other.name)
        for other in line.stated.other_names
        if other.relation in SAME_THING and not other.likely
    }


def _side_by_side(material: Material, rows: Sequence[Row], period: str) -> Compared:
    first, last = material.period or (0, 0)
    key = figures.period_key(first, last)
    held = dict(zip([tie.held.name for tie in material.ties], course_findings(material), strict=False))
    listed = _listed(material, rows, key, period)
    pairs = [(name, held.get(name), listed.get(name)) for name in dict.fromkeys([*held, *listed])]
    summed = figures.counted(f"participations.{key}.total", rows, "participations.total", period=period)
    stated = next(it for it in course_findings(material) if it.figure.id == "participations.recurring")
    gap = figures.difference(
        f"participations.{key}.list_difference",
        summed,
        stated,
        "participations.list_difference",
        period=period,
    )
    differing = [name for name, one, other in pairs if _gap(one, other) != 0]
    return Compared(
        _told(summed, stated, period, differing, len(pairs)),
        _table(pairs, (summed, stated, gap), period),
        (*listed.values(), summed, gap),
    )


def _listed(material: Material, rows: Sequence[Row], key: str, period: str) -> Mapping[str, Finding]:
    """The sum of the lists for each course, by the compilation's name for it where that is the same course."""
    names = dict(_names_of(material.ties, material.catalogue))
    groups: dict[str, list[Row]] = {}
    courses = {
        name: course_of(name, material.catalogue) or slug_of(name) for name in {row.name for row in rows}
    }
    for row in rows:
        groups.setdefault(names.get(courses[row.name], row.name), []).append(row)
    return {
        name: figures.counted(
            f"participations.{key}.listed.{slug_of(name)}",
            those,
            "participations.listed",
            period=period,
            course=name,
        )
        for name, those in groups.items()
    }


def _names_of(ties: Sequence[Tie], lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """The key of each course of the compilation, with the compilation's name for it."""
    for tie in ties:
        yield course_of(tie.held.name, lines) or slug_of(tie.held.name), tie.held.name


def _gap(held: Finding | None, listed: Finding | None) -> Fraction | None:
    """The lists minus the compilation; None where either is not known as one number."""
    a, b = figures.exact(held), figures.exact(listed)
    return None if a is None or b is None else b - a


def _table(
    pairs: Sequence[tuple[str, Finding | None, Finding | None]],
    sums: tuple[Finding, Finding, Finding],
    period: str,
) -> Table:
    heads = ("Sammanställningen", "Listorna", "Listorna minus sammanställningen")
    rows = []
    for name, one, other in pairs:
        gap = _gap(one, other)
        difference = "går inte att räkna" if gap is None else number(gap)
        rows.append((name, cell_of(one, NOT_HELD), cell_of(other, NOT_IN_LISTS), difference))
    summed, stated, gap_of_all = sums
    return Table(
        f"Deltagartillfällen {period} enligt sammanställningen av genomförda kurser och enligt listorna, antal",
        (Column("Kurs", False), *(Column(head) for head in heads)),
        (*rows, ("Summa", cell_of(stated), cell_of(summed), cell_of(gap_of_all, "går inte att räkna"))),
    )


def _told(summed: Finding, stated: Finding, period: str, differing: Sequence[str], courses: int) -> str:
    lists = f"Listorna ger {marked(summed.figure)} deltagartillfällen i summan {period}"
    compilation = f"sammanställningen av genomförda kurser {marked(stated.figure)}"
    if not differing:
        return f"{lists} och {compilation}; de säger samma för alla {count_of(courses, 'kurs')}."
    return (
        f"{lists} och {compilation}. De skiljer sig för {len(differing)} av {count_of(courses, 'kurs')}; "
        "båda står här, och rapporten väljer inte mellan dem."
    )
