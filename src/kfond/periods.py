"""Half-years, thirds of years, and the dates and years that Swedish titles, sheet names and file names state."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Self

Span = tuple[date, date]
"""First and last day of something stated: a day, a month or a half-year."""

MONTHS = {
    **dict.fromkeys(("jan", "januari"), 1),
    **dict.fromkeys(("feb", "febr", "februari"), 2),
    **dict.fromkeys(("mar", "mars"), 3),
    **dict.fromkeys(("apr", "april"), 4),
    **dict.fromkeys(("maj",), 5),
    **dict.fromkeys(("jun", "juni"), 6),
    **dict.fromkeys(("jul", "juli"), 7),
    **dict.fromkeys(("aug", "augusti"), 8),
    **dict.fromkeys(("sep", "sept", "september"), 9),
    **dict.fromkeys(("okt", "oktober"), 10),
    **dict.fromkeys(("nov", "november"), 11),
    **dict.fromkeys(("dec", "december"), 12),
}
HALVES = {
    **dict.fromkeys(("vt", "vår", "våren", "vårtermin", "vårterminen"), 1),
    **dict.fromkeys(("ht", "höst", "hösten", "hösttermin", "höstterminen"), 2),
}
# Words that single out the date right after them as the one a document stands by.
DATE_MARKS = ("per", "den", "antagen", "antaget", "beslutad", "beslutat")


def alternatives(words: dict[str, int] | tuple[str, ...]) -> str:
    """A regular expression for any one of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


_YEAR = r"(?:199[0-9]|20[0-9]{2})"
_NO_LETTER_BEFORE = r"(?<![^\W\d_])"
# "mars 2014-2017" states years, not a month.
_END_OF_YEAR = rf"(?![0-9])(?! ?[-/] ?{_YEAR}(?![0-9]))"
# Two digits are a year only when a dash or apostrophe says so or they touch the word: "mars -17",
# "mars17". The 14 of "mars 14 kommuner" is not one, nor the 31 of "mars -31 2017".
_SHORT_YEAR = rf"(?: ?[-'’] ?|(?<=[^\W\d_]))(?P<short>[0-9]{{2}})(?![ ,.]+{_YEAR}(?![0-9]))"
_YEAR_AFTER_WORD = rf"(?:[ .,'’-]{{0,3}}(?P<year>{_YEAR})|{_SHORT_YEAR}){_END_OF_YEAR}"
_MONTH_AND_YEAR = rf"(?P<name>{alternatives(MONTHS)})\.?{_YEAR_AFTER_WORD}"
_SEASON = alternatives(HALVES)

_TERM_FORMS = (
    # After a season the two digits may stand alone: "vt 18".
    rf"{_NO_LETTER_BEFORE}(?P<season>{_SEASON})"
    rf"(?:[ .,'’-]{{0,3}}(?P<year>{_YEAR})|[ '’-]{{0,3}}(?P<short>[0-9]{{2}})){_END_OF_YEAR}",
    rf"(?<![0-9])(?P<year>{_YEAR}) ?(?P<season>{_SEASON})(?![^\W_])",
)
# Tried in turn; what one form has taken is closed to the next, so "31 mars 2017" is one date, not two.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<![0-9])(?P<year>{_YEAR})(?P<dash>[-. ]?)"
        r"(?P<month>[0-9]{2})(?P=dash)(?P<day>[0-9]{2})(?![0-9])",
        rf"(?<![0-9])(?<![0-9][./:-])(?P<day>[0-9]{{1,2}})(?::?[ae])?[ .-]{{0,2}}{_MONTH_AND_YEAR}",
        rf"(?<![0-9])(?<![0-9][./:-])(?P<day>[0-9]{{1,2}})/(?P<month>[0-9]{{1,2}})"
        rf"(?:[ /-]{{1,3}}(?P<year>{_YEAR})| ?[-/'’] ?(?P<short>[0-9]{{2}}))(?![0-9])",
        rf"(?<![0-9])(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])(?![0-9]|-[0-9])",
        rf"{_NO_LETTER_BEFORE}{_MONTH_AND_YEAR}",
        *_TERM_FORMS,
    )
)
_MARK = re.compile(rf"{_NO_LETTER_BEFORE}{alternatives(DATE_MARKS)}[ .:,-]{{0,3}}$")
_REACH_OF_MARK = 20  # characters before a date, enough for any mark

_YEAR_START = r"(?<![0-9])(?<![0-9][:/.,-])"
# "SOSFS 2014:7" and "dnr 2017/345" are references, not years.
_YEAR_END = r"(?![0-9]|[:/.-][0-9])"
_YEAR_RANGE = re.compile(
    rf"{_YEAR_START}({_YEAR})(?: ?[-/] ?| till | till och med | t\.?o\.?m\.? )({_YEAR}|[0-9]{{2}}){_YEAR_END}"
)
_SINGLE_YEAR = re.compile(rf"{_YEAR_START}({_YEAR}){_YEAR_END}")

_THIRD = re.compile(
    rf"(?:(?P<before>{_YEAR})[ ,-]{{0,2}})?(?:t|tertial) ?(?P<third>[123])(?:[ ,-]{{0,2}}(?P<after>{_YEAR}))?"
)

_WEEKS = re.compile(
    r"(?:v|vecka|veckor|veckorna)\.? ?(?P<first>[0-9]{1,2})(?: ?- ?(?P<last>[0-9]{1,2}))?"
    rf"[ ,]{{1,2}}(?P<year>{_YEAR})"
)


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A half-year: VT is January to June (half 1), HT July to December (half 2)."""

    year: int
    half: int

    def __post_init__(self) -> None:
        if self.half not in (1, 2):
            raise ValueError(f"a year has half 1 (VT) and half 2 (HT), not half {self.half}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The term written as "VT2018", "2018VT", "vt 18" or "HT -17"; ValueError for anything else."""
        plain = plain_text(text)
        for form in _TERM_FORMS:
            if match := re.fullmatch(form, plain):
                return cls(_year_of(match), HALVES[match["season"]])
        raise ValueError(f"{text!r} is not a term; write VT or HT and the year, for example VT2018")

    @classmethod
    def containing(cls, day: date) -> Self:
        """The term a day falls in."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @property
    def label(self) -> str:
        """The term as the trade writes it: "VT2018"."""
        return f"{'VT' if self.half == 1 else 'HT'}{self.year}"

    @property
    def start(self) -> date:
        """1 January or 1 July."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def end(self) -> date:
        """30 June or 31 December."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    def __add__(self, terms: int) -> "Term":
        year, half = divmod(2 * self.year + self.half - 1 + terms, 2)
        return Term(year, half + 1)

    def minus(self, earlier: "Term") -> int:
        """The number of terms from an earlier term to this one; negative when it is the later."""
        return 2 * (self.year - earlier.year) + self.half - earlier.half


@dataclass(frozen=True, slots=True, order=True)
class Tertial:
    """A third of a year: 1 is January to April, 2 May to August, 3 September to December."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2, 3):
            raise ValueError(f"a year has tertials 1, 2 and 3, not {self.number}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The tertial written as "2022T2", "T2 2022" or "tertial 2 2022"; ValueError for anything else."""
        found = _THIRD.fullmatch(plain_text(text))
        if not found or bool(found["before"]) == bool(found["after"]):
            raise ValueError(
                f"{text!r} is not a tertial; write the year, T and 1, 2 or 3, for example 2022T2"
            )
        return cls(int(found["before"] or found["after"]), int(found["third"]))

    @property
    def label(self) -> str:
        """The tertial as scripts write it: "2022T2"."""
        return f"{self.year}T{self.number}"

    @property
    def start(self) -> date:
        """1 January, 1 May or 1 September."""
        return date(self.year, 4 * self.number - 3, 1)

    @property
    def end(self) -> date:
        """30 April, 31 August or 31 December."""
        return _last_day_of_month(date(self.year, 4 * self.number, 1))


def terms_of_years(first_year: int, last_year: int) -> tuple[Term, ...]:
    """Every term of whole years, both included, in order; ValueError when the years are reversed."""
    if last_year < first_year:
        raise ValueError(f"the last year {last_year} comes before the first year {first_year}")
    return tuple(Term(year, half) for year in range(first_year, last_year + 1) for half in (1, 2))


def plain_text(text: str) -> str:
    """The text in lower case, with one kind of space and one kind of dash."""
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    return re.sub(r"\s+", " ", re.sub("[‐‑‒–—―−]", "-", composed)).strip()


def read_span(text: str) -> Span | None:
    """First and last day of the one day, month or half-year that is the whole text.

    "12 okt 2017" is one day, "nov 2017" thirty, "hösten 2017" July to December. None for everything else,
    also for a day that does not exist and for a bare year.
    """
    plain = plain_text(text)
    for form in _FORMS:
        if match := form.fullmatch(plain):
            return _span_of(match)
    return None


def read_period(text: str) -> Span | None:
    """First and last day of the one period that is the whole text: as `read_span`, a year, a third of one.

    "T1 2017" and "tertial 1 2017" are January to April; "2017-03-14 till 2017-05-02" is what lies between;
    "v. 7 2018" and "vecka 7-8 2018" are Monday of the first week to Sunday of the last.
    None for everything else, also for a period that ends before it begins.
    """
    plain = plain_text(text)
    if year := re.fullmatch(_YEAR, plain):
        return date(int(year[0]), 1, 1), date(int(year[0]), 12, 31)
    third = _THIRD.fullmatch(plain)
    if third and bool(third["before"]) != bool(third["after"]):
        tertial = Tertial.parse(plain)
        return tertial.start, tertial.end
    if weeks := _WEEKS.fullmatch(plain):
        return _weeks_of(weeks)
    if span := read_span(plain):
        return span
    ends = [read_span(part) for part in re.split(r" (?:-|till) | ?-- ?", plain)]
    if len(ends) == 2 and ends[0] and ends[1] and ends[0][0] <= ends[1][1]:
        return ends[0][0], ends[1][1]
    return None


def find_date(text: str) -> date | None:
    """The as-of date stated in a title, a sheet name or a file name.

    A month means its last day, a half-year likewise; a bare year is no date. Two different dates are no
    answer unless one of them follows a word such as "per" or "antagen".
    """
    plain = _searchable(text)
    stated, _ = _scan(plain)
    marked = {
        last
        for position, (_, last) in stated
        if _MARK.search(plain[max(0, position - _REACH_OF_MARK) : position])
    }
    every = {last for _, (_, last) in stated}
    for dates in (marked, every):
        if len(dates) == 1:
            return dates.pop()
    return None


@lru_cache(maxsize=1024)  # every kind of list asks the same titles
def find_period(text: str) -> Span | None:
    """The one period that a title states: a day, month or half-year, else a year; None for none, or several."""
    if whole := read_period(text):
        return whole
    stated, _ = _scan(_searchable(text))
    spans = {span for _, span in stated}
    if spans:
        return spans.pop() if len(spans) == 1 else None
    years = find_years(text)
    return (date(years[0], 1, 1), date(years[1], 12, 31)) if years else None


def find_years(text: str) -> tuple[int, int] | None:
    """The first and last of the whole years a text is about: "2014-2017", "2017".

    Years from 1990 to 2099 count; the year of a date does not. None when no period, or more than one, is
    stated, or when it ends before it begins.
    """
    _, rest = _scan(_searchable(text))
    periods = {_years_of(match[1], match[2]) for match in _YEAR_RANGE.finditer(rest)}
    periods |= {_years_of(match[1], match[1]) for match in _SINGLE_YEAR.finditer(_YEAR_RANGE.sub("#", rest))}
    if len(periods) != 1:
        return None
    first, last = periods.pop()
    return (first, last) if first <= last else None


def _weeks_of(match: re.Match[str]) -> Span | None:
    """Monday of the first week to Sunday of the last; None for a week that the year does not have."""
    year, first = int(match["year"]), int(match["first"])
    last = int(match["last"] or first)
    try:
        span = date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)
    except ValueError:
        return None
    return span if first <= last else None


def _searchable(text: str) -> str:
    return plain_text(text.replace("_", " "))


def _scan(plain: str) -> tuple[list[tuple[int, Span]], str]:
    """Every date stated, with its position, and the text with the dates blotted out."""
    stated = []
    rest = plain
    for form in _FORMS:
        for match in form.finditer(rest):
            if span := _span_of(match):
                stated.append((match.start(), span))
        rest = form.sub(lambda match: "#" * len(match[0]), rest)
    return stated, rest


def _span_of(match: re.Match[str]) -> Span | None:
    said = match.groupdict()
    year = _year_of(match)
    if season := said.get("season"):
        term = Term(year, HALVES[season])
        return term.start, term.end
    month = MONTHS[said["name"]] if "name" in said else int(said["month"])
    try:
        first = date(year, month, int(said.get("day") or 1))
    except ValueError:
        return None
    return (first, first) if "day" in said else (first, _last_day_of_month(first))


def _year_of(match: re.Match[str]) -> int:
    said = match.groupdict()
    if said["year"]:
        return int(said["year"])
    short = int(said["short"])
    return 1900 + short if short >= 90 else 2000 + short


def _last_day_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _years_of(first: str, last: str) -> tuple[int, int]:
    """The years as numbers; "2014-17" takes its century from the first."""
    return int(first), int(first[: 4 - len(last)] + last)
