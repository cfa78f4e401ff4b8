"""The figures on staff: counts of municipalities, sums of cells, a share, and the experience bands.

Each with its coverage and every cell behind it. What a cell does not tell is left out by name, or widens the
interval; it never becomes zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from kfond.catalogue.lines import slug_of
from kfond.cells import Quality
from kfond.formatting import join_and, number, swedish_key
from kfond.reports.annual.counts import Counted, where_all_say_none, where_any_says_yes
from kfond.reports.annual.definitions import (
    BOUNDED,
    INCLUDES,
    NOT_COUNTED,
    ONLY_FOR,
    OPEN,
    UNKNOWN,
    Ends,
    ends_of,
    exactly,
    figure,
)
from kfond.reports.annual.material import MAIN_AREA, Finding, Material, codes, own
from kfond.reports.wording import AREAS, MEASURES, area_in_words, unit_name
from kfond.staffing.boxes import BANDS, Box, box_of, staff_of, sum_of
from kfond.staffing.returns import Measure, Return, Stated

SUMS = {"staffing.vacancies": Measure.VACANCIES, "staffing.consultants": Measure.CONSULTANTS}


def extent(material: Material) -> Iterator[Finding]:
    """How much there is: columns, municipalities, and those who answered themselves."""
    returns, answered = material.returns, own(material.returns)
    for key, value, counted in (
        ("staffing.columns", len(returns), returns),
        ("staffing.municipalities", len(codes(returns)), returns),
        ("staffing.interviewed", len(codes(answered)), answered),
    ):
        sources = (answer.source for answer in counted)
        names = dict.fromkeys(answer.municipality for answer in counted)
        yield Finding(
            figure(key, exactly(value), sources, material.coverage(counted)),
            tuple(sorted(names, key=swedish_key)),
        )


def counts(material: Material) -> Iterator[Finding]:
    """In how many municipalities something is so. Only those who answered were asked about posts and support."""
    answered = own(material.returns)
    for key, counted in (
        ("staffing.no_vacancy", where_all_say_none(answered, Measure.VACANCIES)),
        ("staffing.admin_support", where_any_says_yes(answered, Measure.ADMIN_SUPPORT)),
        ("staffing.none_over_5", where_all_say_none(material.returns, Measure.BAND_OVER_5)),
    ):
        yield _count(material, key, counted)


def _count(material: Material, key: str, counted: Counted) -> Finding:
    least = len(counted.so)
    ends = Ends(least, least, least + len(counted.is_open)) if counted.asked else UNKNOWN
    more = [OPEN.format(names=join_and(counted.is_open))] if counted.is_open else []
    coverage = material.coverage(counted.known)
    return Finding(figure(key, ends, counted.sources, coverage, more=more), counted.so, counted.is_open)


def degree_share(material: Material) -> Finding:
    """Graduates in social work as a share of those whose education is known."""
    pairs = [
        (answer, degree, other)
        for answer in material.returns
        if (degree := _figure(answer, Measure.SOCIAL_WORK_DEGREE))
        and (other := _figure(answer, Measure.OTHER_EDUCATION))
    ]
    counted = [answer for answer, _, _ in pairs]
    degrees = sum_of(box_of(degree.reading, degree.source) for _, degree, _ in pairs)
    others = sum_of(box_of(other.reading, other.source) for _, _, other in pairs)
    ends = Ends(
        share(degrees.best, others.best), share(degrees.low, others.high), share(degrees.high, others.low)
    )
    return _finding(material, "staffing.degree_share", ends, degrees + others, counted)


def share(part: Decimal | None, rest: Decimal | None) -> Fraction | None:
    """A part of part and rest together; None where either is not known, or both are zero."""
    if part is None or rest is None or part + rest == 0:
        return None
    return Fraction(part) / Fraction(part + rest)


def sums(material: Material) -> Iterator[Finding]:
    """The sums of vacant posts and of consultants."""
    yield from (_sum(material, key, measure) for key, measure in SUMS.items())


def _sum(material: Material, key: str, measure: Measure) -> Finding:
    cells = [(answer, cell) for answer in material.returns if (cell := _figure(answer, measure))]
    box = sum_of(box_of(cell.reading, cell.source) for _, cell in cells)
    ends = ends_of(box) if cells else UNKNOWN
    return _finding(material, key, ends, box, [answer for answer, _ in cells])


def _finding(material: Material, key: str, ends: Ends, box: Box, counted: Sequence[Return]) -> Finding:
    """A finding on the units of `counted`; the other units are named as left out."""
    missed = _units(answer for answer in material.returns if answer not in counted)
    more = [NOT_COUNTED.format(names=join_and(missed))] if missed else []
    coverage = material.coverage(counted)
    return Finding(figure(key, ends, box.sources, coverage, more=more), _units(counted), missed)


def bands(material: Material) -> Iterator[Finding]:
    """How many there are in each experience band, the main area first, then each other one."""
    areas = dict.fromkeys(answer.area for answer in material.returns)
    for area in sorted(areas, key=lambda name: name != MAIN_AREA):
        staff = staff_of(material.returns, area, material.heads_per_post)
        for band in BANDS:
            boxes = [bands[band] for bands in staff.values() if band in bands]
            if boxes:
                yield _band(material, area, band, sum_of(boxes))


def _band(material: Material, area: str, band: Measure, box: Box) -> Finding:
    is_main = area == MAIN_AREA
    returns = [answer for answer in material.returns if answer.area == area]
    counted = [answer for answer in returns if _figure(answer, band)]
    missed = _units(answer for answer in returns if answer not in counted)
    more = [] if is_main else [ONLY_FOR.format(names=join_and(_units(returns)))]
    for other in dict.fromkeys(answer.includes for answer in returns if answer.includes):
        names = join_and(_units(answer for answer in returns if answer.includes == other))
        more.append(INCLUDES.format(names=names, area=other))
    if missed:
        more.append(BOUNDED.format(names=join_and(missed), heads=number(material.heads_per_post)))
    found = figure(
        f"staffing.{band}" + ("" if is_main else f".{slug_of(area)}"),
        ends_of(box),
        box.sources,
        material.coverage(counted) if is_main else None,
        meaning="staffing.band",
        more=more,
        band=MEASURES[band],
        area=AREAS.get(area, area),
        long_area=area_in_words(area),
    )
    return Finding(found, _units(counted), missed)


def _figure(answer: Return, measure: Measure) -> Stated | None:
    """The cell of a measure where it states a figure, if only a bound."""
    cell = answer.stated(measure)
    return None if cell is None or cell.reading.quality in (Quality.MISSING, Quality.UNCLEAR) else cell


def _units(returns: Iterable[Return]) -> tuple[str, ...]:
    ordered = sorted(returns, key=lambda answer: (swedish_key(answer.municipality), answer.unit))
    return tuple(dict.fromkeys(unit_name(answer, MAIN_AREA) for answer in ordered))
