"""The tables of a report: rows of words, in Swedish order, with the notes that belong to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from kfond.catalogue.lines import Count
from kfond.formatting import date_iso, date_long, join_and, number
from kfond.provenance import Coverage
from kfond.reports.annual.material import MAIN_AREA, Finding, Material, in_order
from kfond.reports.annual.second_source import SecondSource
from kfond.reports.annual.staff_cells import StaffCells
from kfond.reports.tables import Column, Table
from kfond.reports.wording import (
    MEASURES,
    NO_COVERAGE,
    NO_SPAN,
    NOT_KNOWN,
    area_in_words,
    line_in_words,
    shown,
    span,
    unit_name,
)
from kfond.staffing.boxes import BANDS
from kfond.staffing.returns import Measure, Return, SourceKind

STAFF = (
    Measure.POSITIONS,
    Measure.SOCIAL_WORK_DEGREE,
    Measure.OTHER_EDUCATION,
    Measure.CONSULTANTS,
    Measure.VACANCIES,
    Measure.ADMIN_SUPPORT,
)
EXPERIENCE = (*BANDS, Measure.POSITIONS)
INCLUDING = ("inkl", "inkl.", "inklusive")
FOOTNOTE_MARKS = "*†‡¹²³⁴⁵⁶⁷⁸⁹ "


def main_day(returns: Sequence[Return]) -> date | None:
    """The day that most of the figures speak of; of two as common, the later. None without returns."""
    days = Counter(answer.as_of for answer in returns)
    return max(days, key=lambda day: (days[day], day)) if days else None


def staff_table(material: Material) -> Table:
    """Posts, education, consultants, vacancies and support: units down, measures across."""
    caption = "Tjänster, utbildning, konsulter, vakanser och administrativt stöd, antal per kommun och enhet"
    return _by_unit(material, STAFF, caption)


def experience_table(material: Material) -> Table:
    """The experience bands, units down, with the posts beside them to compare with."""
    caption = "Erfarenhet inom området, antal per kommun och enhet, bredvid antalet tjänster"
    return _by_unit(material, EXPERIENCE, caption)


def _by_unit(material: Material, measures: Sequence[Measure], caption: str) -> Table:
    notes = Notes(material)
    columns = (
        Column(MEASURES[measure].capitalize(), measure is not Measure.ADMIN_SUPPORT) for measure in measures
    )
    cells = StaffCells(material.returns)
    rows = (
        (notes.name_of(answer), *(cells.marked(answer, measure) for measure in measures))
        for answer in in_order(material.returns)
    )
    return Table(caption, (Column("Kommun", False), *columns), tuple(rows), notes.all)


class Notes:
    """The numbered notes of the staff tables: what a row counts, of which day, and its footnotes as typed."""

    def __init__(self, material: Material) -> None:
        self._day = main_day(material.returns)
        numbered: dict[str, int] = {}
        for answer in in_order(material.returns):
            for text in self._texts(answer):
                numbered.setdefault(text, len(numbered) + 1)
        self._numbered = numbered

    @property
    def all(self) -> tuple[str, ...]:
        """The notes in the order of their numbers."""
        return tuple(self._numbered)

    def name_of(self, answer: Return) -> str:
        """A row's name with the numbers of its notes: Orust (not 2)."""
        numbers = [str(self._numbered[text]) for text in self._texts(answer)]
        name = unit_name(answer, MAIN_AREA)
        return f"{name} (not {join_and(numbers)})" if numbers else name

    def _texts(self, answer: Return) -> list[str]:
        texts = []
        if answer.source_kind is SourceKind.REPORT:
            texts.append(
                f"Hämtat ur en tidigare redovisning som gäller {date_long(answer.as_of)}, inte ett eget svar."
            )
        elif answer.as_of != self._day:
            texts.append(f"Gäller {date_long(answer.as_of)}.")
        if answer.area != MAIN_AREA:
            texts.append(f"Enheten arbetar med {area_in_words(answer.area)} och räknas för sig.")
        if answer.includes:
            texts.append(f"Siffrorna räknar även {area_in_words(answer.includes)}.")
        footnotes = (line.strip(FOOTNOTE_MARKS) for line in answer.note.splitlines())
        told = {answer.area.casefold(), answer.includes.casefold(), *INCLUDING}
        return texts + [
            f"Underlagets egen fotnot: ”{text}”"
            for text in footnotes
            if not set(text.casefold().split()) <= told  # "Inkl EKB" has been said above
        ]


def second_source_table(found: Sequence[SecondSource]) -> Table:
    """What another report says of a municipality, beside the posts of the table; nothing is added up."""
    return Table(
        "Tjänster i tabellen bredvid siffror ur en annan redovisning, antal",
        (
            Column("Kommun", False),
            Column("Tjänster i tabellen"),
            Column("Enligt redovisningen"),
            Column("Varav socionomer"),
            Column("Redovisningen räknar", False),
            Column("Redovisningen gäller", False),
        ),
        tuple(
            (
                other.municipality,
                _shown(other.in_table),
                _shown(other.total),
                _shown(other.with_degree),
                other.counted,
                date_iso(other.as_of),
            )
            for other in found
        ),
    )


def sums_table(found: Sequence[Finding]) -> Table:
    """The figures on staff with their intervals and both figures of their coverage."""
    columns = ("Siffra", "Spann", "Svarat själva", "Med siffror")
    return Table(
        "Siffrorna för hela området, med spann och täckning i antal kommuner",
        (Column("Mått", False), *(Column(heading) for heading in columns)),
        tuple(
            (
                finding.figure.label,
                shown(finding.figure),
                NOT_KNOWN if finding.figure.value is None else span(finding.figure) or NO_SPAN,
                *_coverage(finding.figure.coverage),
            )
            for finding in found
        ),
    )


def courses_table(material: Material, period: str) -> Table:
    """Each course held with its catalogue line, how often it was given, participations and reach."""
    return Table(
        f"Genomförda kurser {period}, antal",
        (
            Column("Kurs", False),
            Column("Rad i kurskatalogen", False),
            Column("Kurstillfällen"),
            Column("Deltagartillfällen"),
            Column("Kommuner som nåtts"),
        ),
        tuple(
            (
                tie.held.name,
                line_in_words(tie),
                *(_count(count) for count in (tie.held.times, tie.held.participations, tie.held.reached)),
            )
            for tie in material.ties
        ),
    )


def _count(count: Count | None) -> str:
    return number(count.number) if count else NOT_KNOWN


def _shown(finding: Finding | None) -> str:
    return shown(finding.figure) if finding else NOT_KNOWN


def _coverage(coverage: Coverage | None) -> tuple[str, str]:
    if coverage is None:
        return NO_COVERAGE, NO_COVERAGE
    return f"{coverage.answered} av {coverage.asked}", f"{coverage.with_figures} av {coverage.asked}"
