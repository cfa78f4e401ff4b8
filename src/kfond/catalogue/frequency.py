"""The language in which a course catalogue says how often a course starts.

A phrase is read by a small grammar. It must fit as a whole and in one way only; otherwise it is unclear, and
is listed as such rather than guessed at. The words are tables, so a new wording is one line.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kfond.periods import HALVES, MONTHS, Span, alternatives, plain_text, read_span

MONTHS_IN_TERM = 6
LONGEST_PHRASE = 200
"""Characters; a cell with more than this is prose, not a frequency."""


class Kind(StrEnum):
    """What a frequency asks of the plan."""

    INTERVAL = "interval"
    PER_YEAR = "per_year"
    GROUPS_PER_TERM = "groups_per_term"
    FIXED = "fixed"
    ON_DEMAND = "on_demand"
    ON_REQUEST = "on_request"
    PILOT = "pilot"
    SURVEY_FIRST = "survey_first"
    LOCAL = "local"
    UNSPECIFIED = "unspecified"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a course starts: the catalogue's words and what they ask of the plan.

    verbatim: the words exactly as written; what is printed.
    months: least and greatest number of months between two starts (interval).
    count: owed and allowed starts in a calendar year, or groups in a term.
    approximate: the words say "ca", so a deviation is a notice.
    window: first and last possible start day (fixed, pilot).
    place: where somebody else runs the course; empty when the association does.
    enrol_by: last day to enrol.
    then: the kind that takes over after a fixed start; months and count are then those of that kind.
    optional_cooperation: municipalities may run it together rather than all of them.
    """

    verbatim: str
    kind: Kind
    months: tuple[int, int] | None = None
    count: tuple[int, int] | None = None
    approximate: bool = False
    window: Span | None = None
    place: str = ""
    enrol_by: date | None = None
    then: Kind | None = None
    optional_cooperation: bool = False

    @property
    def term_gaps(self) -> tuple[int, int]:
        """Least and greatest number of terms between two starts: 12-18 months are (2, 3).

        An interval of a single length has one term of tolerance upwards: 24 months are (4, 5). An interval
        that no whole number of terms fits takes the nearest longer one. ValueError without an interval.
        """
        shortest, longest = self._interval()
        least = -(-shortest // MONTHS_IN_TERM)
        tolerance = 1 if shortest == longest else 0
        return least, max(least, longest // MONTHS_IN_TERM + tolerance)

    @property
    def first_window_terms(self) -> int:
        """The number of terms within which a course never held must start: its first full interval."""
        return self._interval()[1] // MONTHS_IN_TERM

    def _interval(self) -> tuple[int, int]:
        if self.months is None:
            raise ValueError(f"the frequency {self.verbatim!r} ({self.kind}) has no interval between starts")
        return self.months


# Whole phrases, in lower case and without punctuation.
SET_PHRASES = {
    "": Kind.UNSPECIFIED,
    "-": Kind.UNSPECIFIED,
    "ej angivet": Kind.UNSPECIFIED,
    "vid behov": Kind.ON_DEMAND,
    "efter behov": Kind.ON_DEMAND,
    "utifrån behov": Kind.ON_DEMAND,
    "när behov finns": Kind.ON_DEMAND,
    "när behov uppstår": Kind.ON_DEMAND,
    "vid efterfrågan": Kind.ON_REQUEST,
    "vid förfrågan": Kind.ON_REQUEST,
    "efter förfrågan": Kind.ON_REQUEST,
    "på begäran": Kind.ON_REQUEST,
    "undersöka behovet först": Kind.SURVEY_FIRST,
    "undersök behovet först": Kind.SURVEY_FIRST,
    "behovet undersöks först": Kind.SURVEY_FIRST,
    "respektive kommuns eget upplägg": Kind.LOCAL,
    "kommunens eget upplägg": Kind.LOCAL,
    "eget upplägg": Kind.LOCAL,
    "lokala utb": Kind.LOCAL,
    "lokala utbildningar": Kind.LOCAL,
    "lokala utb vid behov": Kind.LOCAL,
    "lokala utbildningar vid behov": Kind.LOCAL,
    "lokalt vid behov": Kind.LOCAL,
}
COOPERATION = ("eventuellt i kommun-samarbete", "eventuellt i kommunsamarbete", "ev i kommunsamarbete")
MAY_BE_IN_COOPERATION = (Kind.ON_DEMAND, Kind.ON_REQUEST)
NUMBERS = {"en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "åtta": 8, "tio": 10}
ORDINALS = {"annat": 2, "annan": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "artonde": 18}
LENGTHS_IN_MONTHS = {
    **dict.fromkeys(("år",), 12),
    **dict.fromkeys(("termin", "terminer", "halvår"), MONTHS_IN_TERM),
    **dict.fromkeys(("mån", "månad", "månader"), 1),
}
PERIODS_IN_YEAR = {
    **dict.fromkeys(("år", "året"), 1),
    **dict.fromkeys(("termin", "terminen", "halvår", "halvåret"), 2),
    **dict.fromkeys(("tertial", "tertialet"), 3),
    **dict.fromkeys(("kvartal", "kvartalet"), 4),
    **dict.fromkeys(("mån", "månad", "månaden"), 12),
}
STARTS = (
    "gång",
    "gånger",
    "ggr",
    "ggr.",
    "g",
    "omgång",
    "omgångar",
    "start",
    "starter",
    "tillfälle",
    "tillfällen",
)
GROUPS = ("grupp", "grupper")
APPROXIMATELY = ("ca", "ca.", "c:a", "cirka", "ungefär")
AFTERWARDS = ("därefter", "sedan")
START_WORDS = ("start", "startar", "kursstart")
PILOT_WORDS = ("testutbildning", "testomgång", "pilot", "pilotutbildning", "pilotomgång")
EVALUATION = ("utvärderas innan beslut om frekvens", "utvärderas innan beslut", "utvärderas")
DEADLINE_WORDS = (
    "sista anmdag",
    "sista anm.dag",
    "sista anmälningsdag",
    "sista anmälningsdatum",
    "sista dag för anmälan",
    "anmälan senast",
)
# A place is one word, or two when the first is one of these; any other second word is not understood.
FIRST_WORDS_OF_PLACES = ("lilla", "stora", "norra", "södra", "östra", "västra", "upplands")
NOT_PLACES = ("början", "mitten", "slutet", *MONTHS, *HALVES)

_NUMBER = rf"(?:[0-9]{{1,2}}|{alternatives(NUMBERS)})"
_LENGTH = rf"{_NUMBER}(?:[.,]5)?"
_ORDINAL = rf"(?:[0-9]{{1,2}}:?[ae]|{alternatives(ORDINALS)})"
_TO = r"(?:-| till | eller )"
_ABOUT = rf"(?:(?P<about>{alternatives(APPROXIMATELY)}) ?)?"
_UNIT = rf"(?P<unit>{alternatives(LENGTHS_IN_MONTHS)})"
_PERIOD = rf"(?P<period>{alternatives(PERIODS_IN_YEAR)})"
_PLACE = (
    rf"(?!{alternatives(NOT_PLACES)}\b)(?:{alternatives(FIRST_WORDS_OF_PLACES)} )?[^\W\d_]+(?:-[^\W\d_]+)*"
)

_COOPERATION = re.compile(rf"(.+) {alternatives(COOPERATION)}")
# "1-1½ år", "vart 1-1½ år", "12-18 månader"
_INTERVAL = re.compile(
    rf"{_ABOUT}(?:(?:var|vart|varje) )?(?P<low>{_LENGTH})(?:{_TO}(?P<high>{_LENGTH}))? ?{_UNIT}"
)
# "vartannat år", "en gång vart 3:e år", "vartannat till vart tredje år"
_EVERY_NTH = re.compile(
    rf"{_ABOUT}(?:(?:1|en) gång )?"
    rf"vart? ?(?P<low>{_ORDINAL})(?:{_TO}(?:vart? ?)?(?P<high>{_ORDINAL}))? {_UNIT}"
)
# "1-2 ggr/år", "en gång per termin", "ca 1-2 grupper/termin", "2 ggr årligen"
_COUNT = re.compile(
    rf"{_ABOUT}(?P<low>{_NUMBER})(?:{_TO}(?P<high>{_NUMBER}))? ?"
    rf"(?:(?P<starts>{alternatives(STARTS)})|(?P<groups>{alternatives(GROUPS)}))"
    rf"(?:(?:/| per | om | i | varje ){_PERIOD}| årligen)"
)
_EVERY = re.compile(rf"(?:varje {_PERIOD}|årligen)")
_AFTERWARDS = re.compile(rf"[ ,.;-]+{alternatives(AFTERWARDS)} ")
# "start i göteborg 12 okt. sista anmdag 15/9 2017", "nov 2017"
_FIXED = re.compile(
    rf"(?:{alternatives(START_WORDS)}:? (?:i (?P<place>{_PLACE}),? )?(?:i |den )?)?(?P<when>.+?)"
    rf"(?:[.,;]? {alternatives(DEADLINE_WORDS)}:? (?:den )?(?P<deadline>.+))?"
)
_PILOT = re.compile(
    rf"{alternatives(PILOT_WORDS)} (?:i )?(?P<when>.+?)(?:[.,;] ?{alternatives(EVALUATION)})?"
)
_TWO_MONTHS = re.compile(r"(?P<first>[^\W\d_]+)\.?[/-](?P<last>[^\W\d_]+)\.?(?P<year>[ -]+[0-9]{2,4})")


def read_frequency(text: str) -> Frequency:
    """What a catalogue's frequency phrase asks of the plan.

    Case, kinds of space and dash, and a final full stop make no difference. An empty phrase is unspecified;
    one that fits no kind as a whole, fits two, or contradicts itself is unclear. Never raises.
    """
    phrase = _normalise(text)
    if len(phrase) > LONGEST_PHRASE:
        return Frequency(text, Kind.UNCLEAR)
    readings = [reading for recognise in RECOGNISERS if (reading := recognise(phrase))]
    if len(readings) != 1:
        return Frequency(text, Kind.UNCLEAR)
    return replace(readings[0], verbatim=text)


def _normalise(text: str) -> str:
    """Plain text without a final full stop, tight around dashes and slashes, with halves as ".5"."""
    tight = re.sub(r" ?([-/]) ?", r"\1", plain_text(text)).removesuffix(".").rstrip()
    tight = re.sub(r"(?<![0-9/])1/2(?= ?år)", "½", tight).replace(" och ett halvt", "½")
    return re.sub(r" ?½", ".5", re.sub(r"(?<![^\W_])(?<![0-9] )½", "0½", tight))


def _recognise_set_phrase(phrase: str) -> Frequency | None:
    words = " ".join(re.sub(r"[.,;()]", " ", phrase).split())
    if kind := SET_PHRASES.get(words):
        return Frequency(phrase, kind)
    if match := _COOPERATION.fullmatch(words):
        kind = SET_PHRASES.get(match[1])
        if kind in MAY_BE_IN_COOPERATION:
            return Frequency(phrase, kind, optional_cooperation=True)
    return None


def _recognise_interval(phrase: str) -> Frequency | None:
    match = _INTERVAL.fullmatch(phrase)
    return _interval(match, _half_units) if match else None


def _recognise_every_nth(phrase: str) -> Frequency | None:
    match = _EVERY_NTH.fullmatch(phrase)
    return _interval(match, lambda ordinal: 2 * _ordinal(ordinal)) if match else None


def _interval(match: re.Match[str], half_units: Callable[[str], int]) -> Frequency | None:
    """The interval between two lengths; none when it is reversed or shorter than the plan's step, a term."""
    length = LENGTHS_IN_MONTHS[match["unit"]]
    low, high = (half_units(said) * length for said in (match["low"], match["high"] or match["low"]))
    if low % 2 or high % 2 or not 2 * MONTHS_IN_TERM <= low <= high:
        return None
    return Frequency(match[0], Kind.INTERVAL, months=(low // 2, high // 2), approximate=bool(match["about"]))


def _recognise_count(phrase: str) -> Frequency | None:
    match = _COUNT.fullmatch(phrase)
    if not match:
        return None
    low, high = _number(match["low"]), _number(match["high"] or match["low"])
    periods = PERIODS_IN_YEAR[match["period"] or "år"]
    if not (low <= high and high > 0):
        return None
    approximate = bool(match["about"])
    if match["starts"]:
        return Frequency(
            phrase, Kind.PER_YEAR, count=(low * periods, high * periods), approximate=approximate
        )
    if periods == PERIODS_IN_YEAR["termin"]:
        return Frequency(phrase, Kind.GROUPS_PER_TERM, count=(low, high), approximate=approximate)
    return None


def _recognise_every(phrase: str) -> Frequency | None:
    match = _EVERY.fullmatch(phrase)
    if not match:
        return None
    starts = PERIODS_IN_YEAR[match["period"] or "år"]
    return Frequency(phrase, Kind.PER_YEAR, count=(starts, starts))


def _recognise_fixed(phrase: str) -> Frequency | None:
    said, *afterwards = _AFTERWARDS.split(phrase)
    match = _FIXED.fullmatch(said)
    if not match or len(afterwards) > 1:
        return None
    start = _start(phrase, match)
    if start is None or not afterwards:
        return start
    follows = [reading for recognise in LASTING if (reading := recognise(afterwards[0]))]
    if len(follows) != 1:
        return None
    return replace(
        follows[0],
        kind=Kind.FIXED,
        window=start.window,
        place=start.place,
        enrol_by=start.enrol_by,
        then=follows[0].kind,
    )


def _start(phrase: str, match: re.Match[str]) -> Frequency | None:
    """A start with its last enrolment day; whichever of the two lacks a year has the other's."""
    deadline = match["deadline"]
    enrol_by = _day(deadline) if deadline else None
    window = _window(match["when"])
    if window is None and enrol_by:
        window = _window(f"{match['when']} {enrol_by.year}")
    if window and deadline and enrol_by is None:
        enrol_by = _day(f"{deadline} {window[0].year}")
    if window is None or (deadline and (enrol_by is None or enrol_by > window[1])):
        return None
    place = (match["place"] or "").title()
    return Frequency(phrase, Kind.FIXED, window=window, place=place, enrol_by=enrol_by)


def _recognise_pilot(phrase: str) -> Frequency | None:
    match = _PILOT.fullmatch(phrase)
    window = _window(match["when"]) if match else None
    return Frequency(phrase, Kind.PILOT, window=window) if window else None


def _window(when: str) -> Span | None:
    """First and last possible day of "12 okt 2017", "hösten 2017" or "jan/feb 2018"; none without a year."""
    if span := read_span(when):
        return span
    match = _TWO_MONTHS.fullmatch(when)
    if not match:
        return None
    first, last = (read_span(match[part] + match["year"]) for part in ("first", "last"))
    # "dec/jan 2018" does not say which of the two months the year belongs to.
    return (first[0], last[1]) if first and last and first < last else None


def _day(text: str) -> date | None:
    span = read_span(text)
    return span[0] if span and span[0] == span[1] else None


def _number(said: str) -> int:
    return NUMBERS.get(said) or int(said)


def _half_units(said: str) -> int:
    """A length such as "1.5" or "två" in half units, so that it stays a whole number."""
    whole = re.sub(r"[.,]5$", "", said)
    return 2 * _number(whole) + (whole != said)


def _ordinal(said: str) -> int:
    return ORDINALS.get(said) or int(said.rstrip(":ae"))


# What may go on for ever, and so may also follow "därefter".
LASTING = (
    _recognise_set_phrase,
    _recognise_interval,
    _recognise_every_nth,
    _recognise_count,
    _recognise_every,
)
RECOGNISERS = (*LASTING, _recognise_fixed, _recognise_pilot)
