"""The figures on courses held: participations of each course, their sum, and what the source states in all.

A period is never split into years: what one year's part of it is, the source does not tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from kfond.catalogue.lines import slug_of
from kfond.formatting import join_and
from kfond.reports.annual.definitions import NOT_BY_YEAR, UNKNOWN, UNSTATED, Ends, exactly, figure
from kfond.reports.annual.material import Finding, Material
from kfond.reports.wording import period_in_words


def course_findings(material: Material) -> tuple[Finding, ...]:
    """Every finding on participations; none where no list of courses covers the year."""
    if material.period is None:
        return ()
    period = period_in_words(*material.period)
    return (
        *_courses(material, period),
        *_totals(material, period),
        _year(material, period),
    )


def _courses(material: Material, period: str) -> Iterator[Finding]:
    for tie in material.ties:
        count = tie.held.participations
        yield Finding(
            figure(
                f"participations.course.{slug_of(tie.held.name)}",
                exactly(count.number) if count else UNKNOWN,
                (count.source if count else tie.held.source,),
                meaning="participations.course",
                course=tie.held.name,
                period=period,
            ),
            (tie.held.name,),
        )


def _totals(material: Material, period: str) -> Iterator[Finding]:
    """The sum of the courses, the sum that the source states, and what lies between them."""
    summed, stated, difference = _summed(material), _stated(material), UNKNOWN
    if isinstance(summed.value, int) and isinstance(stated.value, int):
        difference = exactly(stated.value - summed.value)
    cells = [tie.held.participations.source for tie in material.ties if tie.held.participations]
    totals = [total.participations.source for total in material.totals[:1]]
    unstated = tuple(tie.held.name for tie in material.ties if tie.held.participations is None)
    more = [UNSTATED.format(names=join_and(unstated))] if unstated else []
    for key, ends, sources, said in (
        ("participations.recurring", summed, cells, more),
        ("participations.stated_total", stated, totals, []),
        ("participations.difference", difference, cells + totals, more),
    ):
        yield Finding(figure(key, ends, sources, more=said, period=period), left_out=unstated if said else ())


def _summed(material: Material) -> Ends:
    counts = [tie.held.participations for tie in material.ties]
    known = sum(count.number for count in counts if count)
    if not counts:
        return UNKNOWN
    return exactly(known) if all(counts) else Ends(None, known, None)


def _stated(material: Material) -> Ends:
    return exactly(material.totals[0].participations.number) if material.totals else UNKNOWN


def _year(material: Material, period: str) -> Finding:
    """The participations of the report's own year: known only where the list is of that year alone."""
    stated, summed = _stated(material), _summed(material)
    is_alone = material.period == (material.year, material.year)
    ends = (stated if stated.value is not None else summed) if is_alone else UNKNOWN
    return Finding(
        figure(
            f"participations.year.{material.year}",
            ends,
            (total.participations.source for total in material.totals[:1]),
            meaning="participations.year",
            more=() if is_alone else [NOT_BY_YEAR.format(period=period)],
            year=str(material.year),
        )
    )
