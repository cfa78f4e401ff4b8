"""Change since the year before: posts, vacancies and experience, this year's beside last year's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from kfond.formatting import Exact, date_long, interval, join_and, number
from kfond.provenance import Figure
from kfond.reports.annual.changes import (
    COMPARED,
    Change,
    amount_of,
    changes,
    difference,
    direction,
    is_certain,
    other_days,
    sources_of,
    totals,
)
from kfond.reports.annual.definitions import Ends, ends_of, figure
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.section import Part, Section
from kfond.reports.annual.staff_cells import StaffCells
from kfond.reports.annual.tables import main_day
from kfond.reports.tables import Cell, Column, Marked, Table
from kfond.reports.wording import MEASURES, NOT_KNOWN, cell_in_words, marked, signed
from kfond.staffing.boxes import BANDS, Box
from kfond.staffing.returns import Measure, Return

NOT_COMPARED = "jämförs inte"
NO_DIFFERENCE = "inte känd"
NOT_THERE = "Inte med, eftersom åren inte går att jämföra: {names}."
ROSE_OR_FELL = {1: "ökade", -1: "minskade"}


def _part(material: Material) -> Part | None:
    found = changes(material)
    compared = [measure for measure in COMPARED if totals(found, measure)[2]]
    if not compared:
        return None
    findings = [finding for measure in compared for finding in _findings(material, found, measure)]
    by_id = {finding.figure.id: finding.figure for finding in findings}
    told = [_told(by_id, measure, material.year) for measure in compared]
    days = _days(found)
    return Part(
        findings=tuple(findings),
        tables=MappingProxyType(
            {
                "change": _sums_table(by_id, compared, material.year),
                "change_posts": _posts_table(material, found),
                "change_bands": _bands_table(material, found),
            }
        ),
        words=MappingProxyType(
            {
                "told": _in_order_of_weight(compared, told),
                "days": [date_long(day) for day in days],
                "other_days": other_days(found, days),
                "not_compared": [(change.name, change.why_not) for change in found if change.why_not],
            }
        ),
        summary=tuple(_in_order_of_weight(compared, told)[:1]),
    )


def _in_order_of_weight(compared: Sequence[Measure], told: Sequence[str]) -> list[str]:
    """The sentences on vacancies and on posts, vacancies first."""
    by_measure = dict(zip(compared, told, strict=True))
    return [by_measure[each] for each in (Measure.VACANCIES, Measure.POSITIONS) if each in by_measure]


def _days(found: Sequence[Change]) -> tuple[date, date]:
    """The day of most of the figures of either year."""
    compared = [change for change in found if not change.why_not]
    before = main_day([answer for change in compared for answer in change.before])
    after = main_day([answer for change in compared for answer in change.after])
    assert before
    assert after
    return before, after


def _name(measure: Measure) -> str:
    """A measure by itself: Vakanta tjänster, Erfarenhet 0–2 år."""
    words = MEASURES[measure]
    return f"Erfarenhet {words}" if measure in BANDS else words.capitalize()


def _findings(material: Material, found: Sequence[Change], measure: Measure) -> Iterator[Finding]:
    """Both years' sums and the difference, over the municipalities where both are known."""
    year, (before, after, counted) = material.year, totals(found, measure)
    left_out = tuple(change.name for change in found if change not in counted)
    coverage = material.coverage([answer for change in counted for answer in change.after])
    for key, meaning, ends, boxes in (
        (f"change.{measure}.{year - 1}", "change.year", ends_of(before), (before,)),
        (f"change.{measure}.{year}", "change.year", ends_of(after), (after,)),
        (f"change.{measure}", "change.difference", difference(before, after), (before, after)),
    ):
        made = figure(
            key,
            ends,
            sources_of(*boxes),
            coverage,
            meaning=meaning,
            more=[NOT_THERE.format(names=join_and(left_out))] if left_out else [],
            measure=_name(measure),
            year=str(year - 1 if boxes == (before,) else year),
            before=str(year - 1),
            after=str(year),
        )
        unit = "persons" if measure in BANDS else "posts"
        yield Finding(replace(made, unit=unit), tuple(change.name for change in counted), left_out)


def _told(figures: dict[str, Figure], measure: Measure, year: int) -> str:
    """How a measure went, in a sentence: ökade från 7 till 9 i de 8 kommuner där båda årens siffror är kända."""
    before, after, more = (figures[f"change.{measure}{end}"] for end in (f".{year - 1}", f".{year}", ""))
    counted = more.coverage.with_figures if more.coverage else 0
    whom = (
        f"i de {counted} kommuner där båda årens siffror är kända"
        if counted > 1
        else "i den enda kommun där båda årens siffror är kända"
    )
    then, now = (marked(each, _number(Ends(each.value, each.low, each.high))) for each in (before, after))
    went = direction(Ends(more.value, more.low, more.high))
    subject = f"Antalet {MEASURES[measure]}"
    if went == 0:
        return f"{subject} var lika stort {year} som {year - 1}, {now}, {whom}."
    if went is None:
        return f"{subject} var {then} {year - 1} och {now} {year}, {whom}; åt vilket håll det gick är inte säkert."
    return f"**{subject} {ROSE_OR_FELL[went]}** från {then} till {now} {whom}."


def _number(ends: Ends) -> str:
    """A number or the interval that it lies in."""
    if ends.value is not None and ends.low == ends.high:
        return number(ends.value)
    return interval(ends.low, ends.high) if ends.low is not None or ends.high is not None else NOT_KNOWN


def _difference(ends: Ends) -> str:
    """A difference: +2, or from −1 to +3."""
    if is_certain(ends) and ends.low is not None:
        return signed(ends.low)
    low, high = ends.low, ends.high
    if low is None or high is None:
        return _open(low, high)
    return f"{signed(low)} till {signed(high)}"


def _open(low: Exact | None, high: Exact | None) -> str:
    if low is None:
        return NO_DIFFERENCE if high is None else f"högst {signed(high)}"
    return f"minst {signed(low)}"


def _sums_table(figures: dict[str, Figure], compared: Sequence[Measure], year: int) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for measure in compared:
        each = [figures[f"change.{measure}{end}"] for end in (f".{year - 1}", f".{year}", "")]
        cover = each[2].coverage
        ends = [Ends(one.value, one.low, one.high) for one in each]
        words = [_number(ends[0]), _number(ends[1]), _difference(ends[2])]
        cells = (Marked(said, one.id) for said, one in zip(words, each, strict=True))
        rows.append((_name(measure), *cells, number(cover.with_figures) if cover else NOT_KNOWN))
    return Table(
        f"Personalen {year - 1} och {year} i de kommuner där båda åren är kända, antal",
        (
            Column("Mått", False),
            Column(str(year - 1)),
            Column(str(year)),
            Column("Förändring"),
            Column("Kommuner"),
        ),
        tuple(rows),
    )


def _posts_table(material: Material, found: Sequence[Change]) -> Table:
    year, cells = material.year, StaffCells(material.returns)
    return Table(
        f"Tjänster och vakanta tjänster {year - 1} och {year}, antal per kommun",
        (
            Column("Kommun", False),
            *(
                Column(heading)
                for word in ("Tjänster", "Vakanta")
                for heading in (f"{word} {year - 1}", f"{word} {year}", "Förändring")
            ),
        ),
        tuple(
            (
                change.name,
                *_row(cells, change, Measure.POSITIONS, with_before=True),
                *_row(cells, change, Measure.VACANCIES, with_before=True),
            )
            for change in found
        ),
    )


def _bands_table(material: Material, found: Sequence[Change]) -> Table:
    year, cells = material.year, StaffCells(material.returns)
    return Table(
        f"Erfarenhet {year} och förändring sedan {year - 1}, antal per kommun",
        (
            Column("Kommun", False),
            *(
                Column(heading)
                for band in BANDS
                for heading in (f"{MEASURES[band].capitalize()}, {year}", "Förändring")
            ),
        ),
        tuple(
            (change.name, *(cell for band in BANDS for cell in _row(cells, change, band))) for change in found
        ),
    )


def _row(
    cells: StaffCells, change: Change, measure: Measure, *, with_before: bool = False
) -> tuple[Cell, ...]:
    """A municipality's cells of a measure: the year before's, the year's, the difference."""
    pair = change.pair(measure)
    last = NO_DIFFERENCE if not change.why_not else NOT_COMPARED
    if pair:
        last = _difference(difference(*pair))
    is_one = len(change.after) == 1
    after = cells.marked(change.after[0], measure) if is_one else _words(change.after, measure)
    return (*([_words(change.before, measure)] if with_before else []), after, last)


def _words(returns: Sequence[Return], measure: Measure) -> str:
    if len(returns) == 1:
        cell = returns[0].stated(measure)
        return cell_in_words(measure, cell.reading if cell else None)
    box: Box | None = amount_of(returns, measure)
    return _number(ends_of(box)) if box else NOT_KNOWN


CHANGE = Section(
    "change",
    "Förändring sedan förra året",
    "Förändring sedan förra året: siffror om personalen som går att jämföra finns inte från båda åren.",
    _part,
    rank=6,
)
