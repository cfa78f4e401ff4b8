"""The Swedish of a report: how a cell, a figure and a place are said. Words are data; a new one is a line."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from math import floor

from kfond.catalogue.lines import Band, Relation
from kfond.catalogue.ties import Tie
from kfond.cells import Answer, Quality, Reading
from kfond.formatting import (
    EN_DASH,
    MONTHS,
    NO_BREAK_SPACE,
    Exact,
    count_of,
    date_iso,
    interval,
    join_and,
    number,
    percent,
)
from kfond.periods import Term
from kfond.provenance import WITHHELD, Figure, Source
from kfond.staffing.returns import Definition, Measure, Return

NOT_KNOWN = "uppgift saknas"
UNCLEAR = "oklart"
NO_SPAN = "inget spann"
NO_COVERAGE = "inte aktuellt"
HIDDEN = "dold"
EMPTY = "tom cell"
SHORTEST_RUN = 4
"""So many cells below each other are said as their first and last."""
NOT_REPEATED = "återges inte"
DOUBTFUL = " (osäkert)"
SHARE = "share"
PERSONS = "persons"
MONEY = "sek"
PER_100_YEARS = "per_100_years"
LEAST_ROUNDED = 100
"""From so many kronor on the öre are not shown."""
ESTIMATED = frozenset({PERSONS, "participations", "posts"})
"""Units in which a number within an interval is said with "ca"."""

MEASURES: Mapping[Measure, str] = {
    Measure.POSITIONS: "tjänster",
    Measure.SOCIAL_WORK_DEGREE: "socionomer",
    Measure.OTHER_EDUCATION: "annan utbildning",
    Measure.CONSULTANTS: "konsulter",
    Measure.BAND_0_2: "0–2 år",
    Measure.BAND_2_5: "2–5 år",
    Measure.BAND_OVER_5: "mer än 5 år",
    Measure.VACANCIES: "vakanta tjänster",
    Measure.ADMIN_SUPPORT: "administrativt stöd",
}
AREAS: Mapping[str, str] = {"BoU": "barn och unga", "EKB": "ensamkommande barn"}
COUNTED: Mapping[Definition, str] = {
    Definition.TABLE: "tjänster",
    Definition.FTE_REPORTED: "årsarbetare",
    Definition.CASEWORKERS_REPORTED: "myndighetsutövare",
}
UNITS: Mapping[str, str] = {
    "activities": "aktiviteter",
    "answers": "svar",
    "children": "barn",
    "columns": "enheter",
    "counted": "så många som listan räknar",
    "days": "vårddygn",
    "homes": "hem",
    "indicator": "som indikatorn mäts",
    "inhabitants": "invånare",
    "municipalities": "kommuner",
    "median_days": "dagar, i mitten",
    "mean": "steg på frågans skala",
    "occasions": "tillfällen",
    "participations": "deltagartillfällen",
    "plan_points": "planpunkter",
    "persons": "personer",
    "placements": "placeringar",
    "points": "poäng per ärende",
    "took_part": "deltagare, inbjudna eller erbjudna",
    "per_100_years": "sammanbrott per 100 placeringsår",
    "per_post": "deltagartillfällen per tjänst",
    "posts": "tjänster",
    "programmes": "utbildningar",
    "referrals": "förfrågningar",
    "regions": "regioner",
    "rounds": "omgångar",
    "seats": "platser",
    "sek": "kronor",
    "share": "andel",
}
BANDS: Mapping[Band, str] = {
    Band.NEW: "0–2 år",
    Band.SOME_YEARS: "3–5 år",
    Band.EXPERIENCED: "mer än 5 år",
    Band.SUPERVISORS: "första linjens arbetsledare",
    Band.CASEWORKERS: "handläggare och behandlare",
}
TIED: Mapping[Relation, str] = {
    Relation.SAME: "{likely}{line}",
    Relation.REPLACES: "{likely}ersatt av: {line}",
    Relation.DEEPENS: "{likely}fördjupar: {line}",
}
LIKELY = "troligen "
NOT_IN_CATALOGUE = "hör inte till någon rad i katalogen"


def area_in_words(area: str) -> str:
    """An area with its abbreviation spelled out: EKB (ensamkommande barn)."""
    return f"{area} ({AREAS[area]})" if area in AREAS else area


def unit_name(answer: Return, main_area: str) -> str:
    """A row's name: Uddevalla, enhet 2; another area than the main one is marked: Trollhättan, enhet 2, EKB."""
    unit = f"enhet {answer.unit}" if answer.unit.isdigit() else answer.unit
    name = f"{answer.municipality}, {unit}" if unit else answer.municipality
    return name if answer.area == main_area else f"{name}, {answer.area}"


def cell_in_words(measure: Measure, reading: Reading | None) -> str:
    """What a cell says: 5, ca 5, 5–6, minst 24, ja 50 %, oklart, uppgift saknas; doubt is said beside it."""
    if reading is None:
        return NOT_KNOWN
    is_share = measure is Measure.ADMIN_SUPPORT
    said = _support(reading) if is_share else _amount(reading, as_share=False)
    doubtful = reading.review and reading.quality is not Quality.UNCLEAR
    return said + DOUBTFUL if doubtful else said


def _support(reading: Reading) -> str:
    if reading.answer is Answer.NO:
        return "nej"
    if reading.answer is not Answer.YES:
        return _amount(reading, as_share=True)
    if reading.quality in (Quality.MISSING, Quality.UNCLEAR):
        return "ja, andel saknas"
    return "ja, " + _amount(reading, as_share=True)


def _amount(reading: Reading, *, as_share: bool) -> str:
    if reading.quality is Quality.MISSING:
        return NOT_KNOWN
    if reading.quality is Quality.UNCLEAR:
        return UNCLEAR
    scale = 100 if as_share else 1
    sign = f"{NO_BREAK_SPACE}%" if as_share else ""
    if reading.value is not None and reading.quality is not Quality.RANGE:
        about = "ca " if reading.quality is Quality.APPROXIMATE else ""
        return about + number(reading.value * scale) + sign
    low = None if reading.quality is Quality.AT_MOST or reading.low is None else reading.low * scale
    high = None if reading.quality is Quality.AT_LEAST or reading.high is None else reading.high * scale
    return interval(low, high) + sign


def shown(figure: Figure) -> str:
    """A figure in words: 15, 67 %, ca 45,6, minst 24, uppgift saknas; dold where it is hidden."""
    if figure.suppressed:
        return HIDDEN
    if figure.value is None:
        known = figure.low is not None or figure.high is not None
        return interval(figure.low, figure.high) if known else NOT_KNOWN
    if figure.unit == SHARE:
        return percent(figure.value)
    if figure.unit == PER_100_YEARS:
        return number(_rounded(figure.value))
    if figure.unit == MONEY and abs(Fraction(figure.value)) >= LEAST_ROUNDED:
        return number(figure.value, 0)
    is_estimate = figure.unit in ESTIMATED and figure.low != figure.high
    return f"ca {number(_rounded(figure.value))}" if is_estimate else number(figure.value)


def marked(figure: Figure, words: str = "") -> str:
    """A figure in a document's source: its words, tied to the entry that explains it."""
    return f"[{words or shown(figure)}](figure:{figure.id})"


def span(figure: Figure) -> str:
    """The interval that a figure lies in, "" where it is one number or not known."""
    if figure.value is None or figure.low == figure.high:
        return ""
    if figure.unit == SHARE:
        ends = [number(end * 100, 0) for end in (figure.low, figure.high) if end is not None]
        return EN_DASH.join(dict.fromkeys(ends)) + f"{NO_BREAK_SPACE}%" if len(set(ends)) > 1 else ""
    low, high = (None if end is None else _rounded(end) for end in (figure.low, figure.high))
    return interval(low, high)


def _rounded(value: Exact) -> Fraction:
    """A computed number to one decimal, half up: it is not known better."""
    return Fraction(floor(Fraction(value) * 10 + Fraction(1, 2)), 10)


def quoted(text: str) -> str:
    """A cell's text as typed, in quotation marks; an empty cell is said to be empty, a withheld text withheld."""
    if text == WITHHELD:
        return NOT_REPEATED
    return f"”{text}”" if text.strip() else EMPTY


def covered(figure: Figure) -> str:
    """Its coverage, always as two figures; "" where none applies."""
    cover = figure.coverage
    if cover is None:
        return ""
    return (
        f"Svarat själva: {cover.answered} av {cover.asked} kommuner; "
        f"med siffror: {cover.with_figures} av {cover.asked}."
    )


def cells_in_words(sources: Iterable[Source], most: int | None = None) -> str:
    """Cells by sheet: staffing.xlsx, Bilaga 1!D11, E11 och F11; below each other F5–F9.

    Of more than `most` such runs the first ones are named and the others counted: "och 43 celler till".
    """
    places = [source.place for source in sources]
    said: list[str] = []
    named, room = 0, len(places) if most is None else most
    for (file, sheet), of_sheet in groupby(places, key=lambda place: (place.file, place.sheet)):
        runs = _runs([place.cell for place in of_sheet])[:room]
        if runs:
            said.append(f"{file}, {sheet}!{join_and([run for run, _ in runs])}")
        named += sum(count for _, count in runs)
        room -= len(runs)
    more = len(places) - named
    return "; ".join(said) + (f"; och {count_of(more, 'cell')} till" if more else "")


def _runs(cells: Sequence[str]) -> list[tuple[str, int]]:
    """Cells with those that follow each other down a column drawn together, F5–F9, and how many each stands for."""
    runs: list[list[str]] = []
    for cell in cells:
        if runs and _below(runs[-1][-1]) == cell:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    said: list[tuple[str, int]] = []
    for run in runs:
        is_short = len(run) < SHORTEST_RUN
        said += [(cell, 1) for cell in run] if is_short else [(f"{run[0]}{EN_DASH}{run[-1]}", len(run))]
    return said


def _below(cell: str) -> str:
    column = cell.rstrip("0123456789")
    row = cell.removeprefix(column)
    return f"{column}{int(row) + 1}" if column and row else ""


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def span_of_days(first: date, last: date) -> str:
    """A time as a table says it: VT2018, T1 2018, maj 2018, 2018, a day, or from one day to another."""
    term = Term.containing(first)
    third = (first.month + 3) // 4
    begins_third = first == date(first.year, 4 * third - 3, 1)
    if (first, last) == (term.start, term.end):
        return term.label
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return str(first.year)
    if begins_third and last == _month_end(first.year, 4 * third):
        return f"T{third} {first.year}"
    if first == last:
        return date_iso(first)
    if first.day == 1 and last == _month_end(first.year, first.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{date_iso(first)}{EN_DASH}{date_iso(last)}"


def period_in_words(first_year: int, last_year: int) -> str:
    """2014–2017, or 2017."""
    return str(first_year) if first_year == last_year else f"{first_year}{EN_DASH}{last_year}"


def line_in_words(tie: Tie) -> str:
    """The catalogue line that a held course belongs to, with whom it is for, and how surely."""
    if not tie.lines or tie.relation is None:
        return NOT_IN_CATALOGUE
    names = dict.fromkeys(line.stated.course for line in tie.lines)
    bands = join_and(list(dict.fromkeys(BANDS[line.stated.band] for line in tie.lines)))
    line = f"{join_and(list(names))}, {bands}"
    return TIED[tie.relation].format(likely=LIKELY if tie.likely else "", line=line)


def said(reading: Reading | None, *, as_share: bool = False) -> str:
    """What a cell of a list says: 6,5, ca 5, 33 %, oklart, uppgift saknas; doubt is said beside it."""
    if reading is None:
        return NOT_KNOWN
    doubtful = reading.review and reading.quality is not Quality.UNCLEAR
    return _amount(reading, as_share=as_share) + (DOUBTFUL if doubtful else "")


def signed(value: Exact) -> str:
    """A difference: +2, −1,5, 0."""
    return f"+{number(value)}" if value > 0 else number(value)
