"""The figures on participations: of a year or several, by municipality, course and band, and the persons known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from kfond.catalogue.lines import slug_of
from kfond.lists.rows import Row
from kfond.reports.annual.definitions import UNKNOWN, ends_of, exactly, figure
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.participations import (
    JOINT,
    Summed,
    by_course,
    by_municipality,
    inside,
    is_preliminary,
    persons_in,
    rounds_of,
    summed_as,
    total_of,
)
from kfond.reports.wording import MEASURES, period_in_words
from kfond.staffing.returns import Measure

YEARS_SHOWN = 5
NO_MUNICIPALITY = "Kommun inte angiven"
NO_BAND = "band inte angivet"
BANDS: Mapping[str, str] = {
    Measure.BAND_0_2: MEASURES[Measure.BAND_0_2],
    Measure.BAND_2_5: MEASURES[Measure.BAND_2_5],
    Measure.BAND_OVER_5: MEASURES[Measure.BAND_OVER_5],
    "supervisors": "första linjens arbetsledare",
    "": NO_BAND,
}
SAYS_SO = ("participations.preliminary",)
PRELIMINARY = "Siffran är helt eller delvis preliminär och kan komma att ändras."


def period_key(first_year: int, last_year: int) -> str:
    """The years as a part of a figure's id: 2018, or 2014-2018."""
    return str(first_year) if first_year == last_year else f"{first_year}-{last_year}"


def key_of(material: Material) -> str:
    """The time of the report as a part of a figure's id: 2018, 2014-2018, 2018.t2."""
    if material.tertial:
        return f"{material.year}.t{material.tertial.number}"
    return period_key(material.first_year, material.year)


def words_of(material: Material) -> str:
    """The time of the report in words: 2018, 2014–2018, T2 2018."""
    if material.tertial:
        return f"T{material.tertial.number} {material.year}"
    return period_in_words(material.first_year, material.year)


def years_shown(material: Material) -> tuple[int, ...]:
    """The years to compare: those of the report, or the last five where it is of one; none before the first list."""
    first = material.first_year if len(material.years) > 1 else material.year - YEARS_SHOWN + 1
    listed = [row.first_day.year for row in material.lists.get(JOINT, ()) if row.first_day]
    return tuple(range(max(first, min(listed, default=first)), material.year + 1))


def counted(key: str, rows: Sequence[Row], meaning: str, **names: str) -> Finding:
    """The participations of `rows` as a finding; a preliminary number is said to be one."""
    box = total_of(rows)
    may_change = meaning not in SAYS_SO and any(map(is_preliminary, rows))
    more = [PRELIMINARY] if may_change else []
    return Finding(figure(key, ends_of(box), box.sources, None, meaning=meaning, more=more, **names))


def totals(rows: Sequence[Row], key: str, period: str) -> Mapping[str, Finding]:
    """What makes the sum of a time, what of it is preliminary, and what stands beside it."""
    summed = inside(rows)
    parts = {
        "total": summed,
        "preliminary": tuple(filter(is_preliminary, summed)),
        Summed.OUTSIDE: tuple(row for row in rows if summed_as(row) is Summed.OUTSIDE),
        Summed.OWN_HEADING: tuple(row for row in rows if summed_as(row) is Summed.OWN_HEADING),
    }
    return {
        part: counted(f"participations.{key}.{part}", those, f"participations.{part}", period=period)
        for part, those in parts.items()
    }


def of_municipalities(
    rows: Iterable[Row], key: str, period: str, places: Mapping[str, str]
) -> Mapping[str, Finding]:
    """The sum of each municipality, by its name; `places` are the keys that their ids end in."""
    return {
        name or NO_MUNICIPALITY: counted(
            f"participations.{key}.municipality.{places.get(name, 'none')}",
            those,
            "participations.municipality",
            period=period,
            municipality=name or NO_MUNICIPALITY,
        )
        for name, those in by_municipality(inside(rows)).items()
    }


def of_courses(rows: Iterable[Row], key: str, period: str) -> Mapping[str, Finding]:
    """The sum of each course, by its name."""
    return {
        name: counted(
            f"participations.{key}.course.{slug_of(name)}",
            those,
            "participations.of_course",
            period=period,
            course=name,
        )
        for name, those in by_course(inside(rows)).items()
    }


def beside_the_sum(rows: Sequence[Row], key: str, period: str) -> Iterator[tuple[str, Summed, Finding]]:
    """The courses outside the sum and under headings of their own: name, which, participations."""
    for summed in (Summed.OUTSIDE, Summed.OWN_HEADING):
        for name, those in by_course(row for row in rows if summed_as(row) is summed).items():
            yield (
                name,
                summed,
                counted(
                    f"participations.{key}.{summed}.course.{slug_of(name)}",
                    those,
                    f"participations.{summed}.course",
                    period=period,
                    course=name,
                ),
            )


def of_bands(rows: Iterable[Row], key: str, period: str) -> Mapping[str, Finding]:
    """The sum of each band that the lists name, and of the rows that name none."""
    summed = inside(rows)
    found = {}
    for band, words in BANDS.items():
        those = [row for row in summed if row.text("band") == band]
        if those:
            found[words] = counted(
                f"participations.{key}.{band or 'no_band'}",
                those,
                "participations.of_band",
                period=period,
                band=words,
            )
    return found


def persons(rows: Iterable[Row], key: str, period: str) -> tuple[Finding, Finding] | None:
    """How many persons the lists of persons hold, and for how many participations; None without such lists."""
    named = [row for row in inside(rows) if row.person]
    if not named:
        return None
    sources = [source for row in named for source in total_of([row]).sources]
    return (
        Finding(
            figure(
                f"participations.{key}.persons",
                exactly(len(persons_in(named))),
                sources,
                meaning="participations.persons",
                period=period,
            )
        ),
        counted(f"participations.{key}.with_persons", named, "participations.with_persons", period=period),
    )


def rounds(key: str, rows: Iterable[Row], meaning: str, **names: str) -> Finding:
    """How many rounds the rows are of."""
    held = list(rows)
    return Finding(
        figure(
            key, exactly(len(rounds_of(held))), (row.source for row in held), None, meaning=meaning, **names
        )
    )


def difference(key: str, more: Finding, less: Finding, meaning: str, **names: str) -> Finding:
    """One figure minus another; not known where either is not one number."""
    a, b = exact(more), exact(less)
    ends = UNKNOWN if a is None or b is None else exactly(a - b)
    sources = (*more.figure.sources, *less.figure.sources)
    return Finding(figure(key, ends, sources, None, meaning=meaning, **names))


def exact(finding: Finding | None) -> Fraction | None:
    """The number of a figure that is known to be one; None where it is not known or has a span."""
    if finding is None or finding.figure.value is None or finding.figure.low != finding.figure.high:
        return None
    return Fraction(finding.figure.value)
