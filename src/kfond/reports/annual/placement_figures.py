"""The figures on placements: numbers and rates of a time and a form, as they may be shown, each with its meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kfond.formatting import count_of, join_and, swedish_key
from kfond.formatting import number as in_digits
from kfond.lists.kinds import list_kind
from kfond.periods import Tertial
from kfond.placements.definitions import NUMBERS, Definition
from kfond.placements.rates import Rate, State
from kfond.placements.rates import rate as rate_of_tallies
from kfond.placements.statistics import Statistics
from kfond.placements.tallies import ALL, AnyMeasure, Measure, Span, Spot
from kfond.placements.values import Kind
from kfond.provenance import WITHHELD, Coverage, Source
from kfond.reports.annual.definitions import NOT_COUNTED, UNKNOWN, Ends, exactly, figure
from kfond.reports.annual.material import Finding, Material
from kfond.reports.wording import NOT_KNOWN
from kfond.suppression import without_hidden

COUNTS = (Measure.ONGOING, Measure.STARTED, Measure.ENDED, Measure.BREAKDOWNS)
"""What every table on placements tells."""
FORMS: Mapping[str, str] = {
    key: words[0] for key, words in list_kind("placements").field("form").choices.items()
}
NAMES: Mapping[AnyMeasure, str] = {each.numerator: each.name for each in NUMBERS}
"""The name of every number."""
ALL_FORMS = "all"
"""How an id says every form together."""
RATE_KEYS: Mapping[str, str] = {
    "of_ended": "breakdown_share",
    "ended_early": "ended_early_share",
    "trained_before": "trained_before_share",
}
"""Rates whose figure has another name in its id than its definition has: an id that reports have had stays, and what
is a number by that name keeps it."""


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """A year or a tertial: as a part of an id (2022, 2022.t2), in words (2022, T2 2022), and its days."""

    span: Span
    key: str
    words: str

    @classmethod
    def of_year(cls, year: int) -> Time:
        """A calendar year."""
        return cls(Span.of_year(year), str(year), str(year))

    @classmethod
    def of_tertial(cls, tertial: Tertial) -> Time:
        """A third of a year."""
        words = f"T{tertial.number} {tertial.year}"
        return cls(Span(tertial.start, tertial.end), f"{tertial.year}.t{tertial.number}", words)


def whole_in_words(time: Time) -> str:
    """A time beside others in a table: T2 2022, Hela 2022."""
    return time.words if time.words.startswith("T") else f"Hela {time.words}"


def time_of(material: Material) -> Time:
    """The tertial that a report is of; else its last year."""
    return Time.of_tertial(material.tertial) if material.tertial else Time.of_year(material.year)


def tertials_of(year: int) -> tuple[Time, ...]:
    """The three thirds of a year."""
    return tuple(Time.of_tertial(Tertial(year, number)) for number in (1, 2, 3))


def told(statistics: Statistics, times: Iterable[Time]) -> tuple[Time, ...]:
    """Those of some times that somebody tells of."""
    there = set(statistics.tallies.spans())
    return tuple(time for time in times if time.span in there and forms(statistics, time))


def years_told(material: Material, statistics: Statistics) -> tuple[Time, ...]:
    """The years up to the report's that are told of whole, oldest first."""
    years = sorted({span.first.year for span in statistics.tallies.spans()})
    return told(statistics, [Time.of_year(year) for year in years if year <= material.year])


def forms(statistics: Statistics, time: Time) -> tuple[str, ...]:
    """The forms that a time has a number of, in the order of the list."""
    return tuple(
        kind.value
        for kind in Kind
        if any(
            statistics.tallies.number(time.span, ALL, kind.value, measure) is not None for measure in COUNTS
        )
    )


def id_of(time: Time, form: str, key: str) -> str:
    """The id of a figure: placements.2018.foster_home.ended."""
    return f"placements.{time.key}.{form or ALL_FORMS}.{key}"


def rate_key(definition: Definition) -> str:
    """What a rate is called in the id of its figure."""
    return RATE_KEYS.get(definition.key, definition.key)


def form_in_words(form: str) -> str:
    """A form of placement, or all of them together."""
    return FORMS[form] if form else "alla former"


def heading(form: str) -> str:
    """A form with a capital letter, abbreviations as they are: Familjehem, HVB."""
    words = form_in_words(form)
    return words[0].upper() + words[1:]


def number(material: Material, time: Time, measure: Measure, form: str = ALL) -> Finding:
    """A number of all municipalities together, those of them that it leaves out named."""
    statistics = _statistics(material)
    stated = statistics.tallies.at(Spot(time.span, ALL, form, measure))
    shown = statistics.number(time.span, measure, ALL, form)
    meaning = "days_with_end" if measure is Measure.DAYS and material.count_end_day else measure.value
    missing = names_of(material, stated.missing)
    made = figure(
        id_of(time, form, measure),
        UNKNOWN if shown is None or shown.number is None else exactly(shown.number),
        sealed(stated.sources),
        _coverage(material, time, form, (measure,)),
        meaning=f"placements.{meaning}",
        more=[NOT_COUNTED.format(names=join_and(missing))] if missing else [],
        time=time.words,
        form=form_in_words(form),
    )
    return Finding(without_hidden(made, shown is None and stated.number is not None), left_out=missing)


@dataclass(frozen=True, slots=True)
class Told:
    """A rate as a figure; `rate` None where it is hidden, `why_not` the words for one that cannot be told."""

    finding: Finding
    rate: Rate | None
    why_not: str = ""


def rate(material: Material, time: Time, definition: Definition, form: str = ALL) -> Told:
    """A rate of all municipalities together, by its definition, with what it is divided by and its interval."""
    statistics = _statistics(material)
    shown = statistics.rate(definition, time.span, ALL, form)
    stated = shown or rate_of_tallies(definition, statistics.tallies, time.span, ALL, form)
    is_hidden = shown is None and stated.state is not State.NOT_KNOWN
    why_not = "" if is_hidden else _why_not(statistics, stated)
    used = tuple(each for each in (definition.numerator, definition.denominator) if each)
    made = figure(
        id_of(time, form, rate_key(definition)),
        UNKNOWN if is_hidden or stated.value is None else Ends(stated.value, stated.low, stated.high),
        sealed(stated.sources),
        _coverage(material, time, form, used),
        meaning=f"placements.rate.{definition.key}",
        more=() if is_hidden else _made_of(stated, why_not),
        time=time.words,
        form=form_in_words(form),
    )
    return Told(Finding(without_hidden(made, is_hidden)), None if is_hidden else stated, why_not)


def _made_of(found: Rate, why_not: str) -> Iterator[str]:
    """What a rate is made of, and why it cannot be told where it cannot."""
    if why_not:
        yield f"Går inte att säga: {why_not}."
    elif found.definition.denominator:
        divided = NAMES[found.definition.numerator], NAMES[found.definition.denominator]
        yield (
            f"{divided[0]}: {in_digits(found.numerator or 0)}, delat med {divided[1].lower()}: "
            f"{in_digits(found.denominator or 0)}. "
            "Spannet är vad slumpen ensam kan ha gjort (95 %)."
        )


def _why_not(statistics: Statistics, found: Rate) -> str:
    """Why a rate cannot be told; "" where it can."""
    match found.state:
        case State.KNOWN:
            return ""
        case State.NO_CASES:
            return "det finns inget att dela med"
        case State.NOT_YET:
            measure, span = found.definition.still_open, found.span
            left = (
                statistics.number(span, measure, ALL, found.kind)
                if span and isinstance(measure, Measure)
                else None
            )
            if left is None or left.number is None:
                return "alla har ännu inte följts i 24 månader"
            of = count_of(found.denominator or 0, "placering")
            return f"{in_digits(left.number)} av {of} har ännu inte följts i 24 månader"
        case State.NOT_KNOWN | State.TOO_FEW:
            return _not_known(statistics, found)


def _not_known(statistics: Statistics, found: Rate) -> str:
    """What is not known of the numbers that a rate is made of; where each is, no municipality tells all of them."""
    used = [each for each in (found.definition.numerator, found.definition.denominator) if each]
    lacking = [
        f"”{NAMES[measure]}”"
        for measure in used
        if found.span and statistics.tallies.number(found.span, ALL, found.kind, measure) is None
    ]
    if not lacking:
        return "ingen kommun anger allt som den räknas ur"
    return f"{NOT_KNOWN}: {join_and(lacking)}"


def sealed(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Where numbers stand, and nothing of what stands there: a trace would tell what the report hides."""
    return tuple(replace(source, verbatim=WITHHELD, reviewed="") for source in sources)


def names_of(material: Material, codes: Iterable[str]) -> tuple[str, ...]:
    """Municipalities by name, in Swedish order."""
    return tuple(sorted((material.names.get(code, code) for code in codes), key=swedish_key))


def _statistics(material: Material) -> Statistics:
    assert material.statistics is not None, "sections on placements are built where there are some"
    return material.statistics


def _coverage(material: Material, time: Time, form: str, measures: Iterable[AnyMeasure]) -> Coverage:
    """Of how many municipalities a figure is: those that tell of the time, and of everything that it is made of."""
    tallies, used = _statistics(material).tallies, tuple(measures)
    answered = tallies.municipalities(time.span)
    counted = [
        code
        for code in answered
        if all(tallies.number(time.span, code, form, measure) is not None for measure in used)
    ]
    return Coverage(len(material.members | set(answered)), len(answered), len(counted))
