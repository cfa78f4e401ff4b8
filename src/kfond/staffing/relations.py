"""Cells whose words refer to other cells: "alla", "resten", "alla utom konsulterna", a date that was "2-3".

Where the other cells leave one reading, `resolved` makes it. Where they only make one likely, `proposal` says
what a person who reviews the cell might answer, and from which cells; it is computed when asked for and never
stored, so that nobody's guess becomes an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kfond.cells import Quality, Reading
from kfond.messages import Message, say
from kfond.periods import MONTHS
from kfond.provenance import Source
from kfond.staffing.boxes import BANDS, NOBODY
from kfond.staffing.returns import MEASURES, Measure, Return, Stated

ALL = frozenset({"alla", "samtliga", "allihop", "alla socionomer", "samtliga socionomer"})
REST = frozenset({"resten", "övriga", "de övriga", "alla övriga", "alla andra"})
HALF = frozenset({"hälften", "hälften av dem"})
ABOVE = frozenset({"se ovan", "samma som ovan", "som ovan", "d:o", "dito"})
_BUT = re.compile(
    r"(?:alla|samtliga) utom (?:(?P<count>\d{1,2}|en|ett|två|tre)\b.*|(?:de )?konsulter(?:na)?)"
)
_ONLY_CONSULTANTS = re.compile(r"(?:enbart|endast|bara) (?:de )?konsulter(?:na)?")
_COUNTS = {"en": 1, "ett": 1, "två": 2, "tre": 3}
_DAY_AND_MONTH = re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>[a-zå]{3,4})\.?")
_MONTH_AND_YEAR = re.compile(r"(?P<month>[a-zå]{3,4})\.?[-/. ](?P<year>\d{2})")

_EDUCATION = {
    Measure.SOCIAL_WORK_DEGREE: Measure.OTHER_EDUCATION,
    Measure.OTHER_EDUCATION: Measure.SOCIAL_WORK_DEGREE,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an unclear cell may mean: a figure, or an interval where `value` is None; why, and from which cells."""

    value: Decimal | None
    low: Decimal
    high: Decimal
    why: Message
    sources: tuple[Source, ...]


def resolved(answer: Return) -> Return:
    """The return with each cell read that the other cells leave only one reading of.

    That is "alla" and "resten" among the two kinds of education, where the posts and all that could stand
    between posts and persons (vacancies, consultants, the other kind) are exact figures of plain cells.
    """
    return replace(answer, figures=tuple(_resolved(answer, figure) for figure in answer.figures))


def proposal(answer: Return, measure: Measure) -> Proposal | None:
    """What the unclear cell of a measure may mean; None where it is not unclear, or nothing suggests itself."""
    figure = answer.stated(measure)
    if figure is None or figure.reading.quality is not Quality.UNCLEAR:
        return None
    return _of_date(figure) or _of_words(answer, figure)


def _resolved(answer: Return, figure: Stated) -> Stated:
    words = _words(figure)
    other = _EDUCATION.get(figure.measure)
    if figure.reading.quality is not Quality.UNCLEAR or other is None or words not in ALL | REST:
        return figure
    posts, rest = _sure(answer, Measure.POSITIONS), _sure(answer, other)
    nobody = [_sure(answer, measure) for measure in (Measure.VACANCIES, Measure.CONSULTANTS)]
    beside = answer.stated(other)
    if posts is None or posts.reading.value is None or any(not _is_nobody(f) for f in nobody):
        return figure
    if words in ALL:
        is_all = beside is None or _is_nobody(rest) or beside.reading.verbatim == ""
        if not is_all or (
            words not in ("alla", "samtliga", "allihop") and other is not Measure.OTHER_EDUCATION
        ):
            return figure
        value, used = posts.reading.value, [posts, *([rest] if rest else [])]
    else:
        if rest is None or rest.reading.value is None or rest.reading.value > posts.reading.value:
            return figure
        value, used = posts.reading.value - rest.reading.value, [posts, rest]
    return replace(figure, reading=_made(figure.reading, value, [*used, *(f for f in nobody if f)]))


def _made(reading: Reading, value: Decimal, used: list[Stated]) -> Reading:
    """An exact reading, with a note that says from which cells."""
    cells = ", ".join(f"{figure.source.place.cell} ”{figure.reading.verbatim}”" for figure in used)
    return replace(
        reading,
        quality=Quality.EXACT,
        value=value,
        low=value,
        high=value,
        note=f"{reading.verbatim}: {cells}",
        review=False,
    )


def _of_words(answer: Return, figure: Stated) -> Proposal | None:
    words = _words(figure)
    if words in ABOVE:
        return _above(answer, figure)
    if _ONLY_CONSULTANTS.fullmatch(words):
        consultants = _figure(answer, Measure.CONSULTANTS)
        return (
            _proposed(consultants, consultants, [Measure.CONSULTANTS], answer)
            if consultants is not None
            else None
        )
    if figure.measure not in (*_EDUCATION, *BANDS):
        return None
    return _of_posts(answer, figure, words)


def _of_posts(answer: Return, figure: Stated, words: str) -> Proposal | None:
    """A reading against the posts: all of them, those that the other cells leave, all but some."""
    posts = _figure(answer, Measure.POSITIONS)
    if posts is None:
        return None
    filled = posts - (_figure(answer, Measure.VACANCIES) or NOBODY)
    but = _BUT.fullmatch(words)
    used = [Measure.POSITIONS, Measure.VACANCIES]
    low, high = filled, posts
    if words in HALF:
        low, high = filled / 2, posts / 2
    elif but:
        taken = but["count"]
        if taken is None:
            used.append(Measure.CONSULTANTS)
        less = _count(taken) if taken else _figure(answer, Measure.CONSULTANTS) or NOBODY
        low, high = low - less, high - less
    elif words in REST:
        others = [measure for measure in _siblings(figure.measure) if measure is not figure.measure]
        known = [_figure(answer, measure) for measure in others]
        used += others
        for value in known:
            if value is None:
                return None
            low, high = low - value, high - value
    elif words not in ALL:
        return None
    return None if high < NOBODY else _proposed(max(low, NOBODY), high, used, answer)


def _siblings(measure: Measure) -> tuple[Measure, ...]:
    return BANDS if measure in BANDS else tuple(_EDUCATION)


def _above(answer: Return, figure: Stated) -> Proposal | None:
    """What the cell right above says, in the same column of the sheet."""
    place = _row_of(figure)
    over = [
        other for other in answer.figures if _row_of(other)[0] == place[0] and _row_of(other)[1] < place[1]
    ]
    nearest = max(over, key=lambda other: _row_of(other)[1], default=None)
    if nearest is None or nearest.reading.low is None or nearest.reading.high is None:
        return None
    return _proposed(nearest.reading.low, nearest.reading.high, [nearest.measure], answer)


def _of_date(figure: Stated) -> Proposal | None:
    """The range that Excel made a date of: "2-3" became 2 March, "10-15" October 2015 or the 15th of October."""
    try:
        day = date.fromisoformat(figure.reading.verbatim)
    except ValueError:
        return None
    ends = _ends_shown(figure.reading.note.split(";")[0].strip().casefold(), day)
    if ends is None or ends[0] == ends[1]:
        return None
    low, high = sorted(Decimal(end) for end in ends)
    return Proposal(
        None,
        low,
        high,
        say("Excel makes a date of “{low}-{high}”", low=low, high=high),
        (figure.source,),
    )


def _ends_shown(shown: str, day: date) -> tuple[int, int] | None:
    """The two figures of a date as the sheet shows it, or as it is held where nothing is known of that."""
    if shown in ("", day.isoformat()):
        return day.day, day.month
    with_day, with_year = _DAY_AND_MONTH.fullmatch(shown), _MONTH_AND_YEAR.fullmatch(shown)
    if with_day and MONTHS.get(with_day["month"]) == day.month:
        return int(with_day["day"]), day.month
    if with_year and MONTHS.get(with_year["month"]) == day.month:
        return day.month, int(with_year["year"])
    return None


def _proposed(low: Decimal, high: Decimal, used: list[Measure], answer: Return) -> Proposal:
    figures = [figure for measure in used if (figure := answer.stated(measure))]
    return Proposal(
        low if low == high else None,
        low,
        high,
        say(
            "From {cells}",
            cells=tuple(
                say(
                    "{measure} “{text}” ({cell})",
                    measure=MEASURES[figure.measure],
                    text=figure.reading.verbatim,
                    cell=figure.source.place.cell,
                )
                for figure in figures
            ),
        ),
        tuple(figure.source for figure in figures),
    )


def _figure(answer: Return, measure: Measure) -> Decimal | None:
    """The one figure of a cell, even where a person should look at it; None where it states none."""
    figure = answer.stated(measure)
    return figure.reading.value if figure and figure.reading.quality is Quality.EXACT else None


def _sure(answer: Return, measure: Measure) -> Stated | None:
    """A figure that nothing in or beside its cell speaks against."""
    figure = answer.stated(measure)
    if figure is None or figure.reading.quality is not Quality.EXACT:
        return None
    return None if figure.reading.review or figure.reading.note else figure


def _is_nobody(figure: Stated | None) -> bool:
    return figure is not None and figure.reading.value == NOBODY


def _words(figure: Stated) -> str:
    return " ".join(figure.reading.verbatim.casefold().split()).strip(" .,!")


def _count(taken: str) -> Decimal:
    return Decimal(_COUNTS.get(taken) or int(taken))


def _row_of(figure: Stated) -> tuple[str, int]:
    address = re.fullmatch(r"([A-Z]+)(\d+)", figure.source.place.cell)
    return (address[1], int(address[2])) if address else ("", 0)
