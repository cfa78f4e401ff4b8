"""Every statistic on placements by name: what is divided by what, in words, and who counts so.

No official Swedish statistic on breakdowns exists (Socialstyrelsen made a special study in 2012), and what is quoted
is counted in different ways. Each way has a name here, and two are never compared. An example is "5 breakdowns among
60 placed children" (a city district, January 2020, in an application for a fund): cases and denominators are
children, so it is `per_child`, 8.3 %, from 3.6 to 18.1 % by chance alone. For which time nobody says; since a share of
children grows with the time that they are followed, it can be compared with nothing, not even with `per_child` of a
year. Of the placements that ended, or by 100 years of placement, it says nothing at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kfond.placements.tallies import AnyMeasure, Measure

OURS = "vår"
DAYS_OF_A_YEAR = "365,25 dygn"


class Unit(StrEnum):
    """What a statistic is expressed in."""

    PLACEMENTS = "placements"
    CHILDREN = "children"
    HOMES = "homes"
    REFERRALS = "referrals"
    DAYS = "days"
    MEDIAN_DAYS = "median_days"
    SHARE = "share"
    PER_100_YEARS = "per_100_years"


@dataclass(frozen=True, slots=True)
class Definition:
    """A way to count, in Swedish words. `denominator` None: a number of its own, which has no interval.

    `unclear`: of the denominator, those that may belong to the numerator and nobody says; `still_open`: those that are
    not followed for so many `months`; `cases`: what the statistic rests on. What `grows` with the time that is looked
    at can be compared only between times of the same length.
    """

    key: str
    name: str
    unit: Unit
    numerator: AnyMeasure
    denominator: AnyMeasure | None
    cases: AnyMeasure
    words: str
    source: str
    unclear: AnyMeasure | None = None
    still_open: AnyMeasure | None = None
    grows: bool = True
    months: int = 24


def _number(
    measure: Measure, name: str, words: str, unit: Unit = Unit.PLACEMENTS, grows: bool = True
) -> Definition:
    return Definition(measure.value, name, unit, measure, None, measure, words, OURS, grows=grows)


_HALF_OPEN = "Dagen då en placering slutar räknas inte, så att en flytt samma dag ger ett dygn."
NUMBERS = (
    _number(
        Measure.ONGOING,
        "Pågående placeringar",
        "Placeringar som pågår tidens sista dag: började den dagen eller tidigare och slutar senare. Den "
        "som slutar just den dagen pågår inte.",
        grows=False,
    ),
    _number(Measure.STARTED, "Påbörjade placeringar", "Placeringar som började under tiden."),
    _number(
        Measure.ENDED,
        "Avslutade placeringar",
        "Placeringar som slutade under tiden, planerat eller oplanerat. En placering slutar den första "
        "dagen utan den.",
    ),
    _number(
        Measure.UNDER_WAY,
        "Alla placeringar under tiden",
        "Placeringar som pågick eller slutade någon dag under tiden. Tre tertial går inte att lägga ihop "
        "till ett år: den som pågår länge finns i alla tre.",
    ),
    _number(
        Measure.DAYS,
        "Vårddygn",
        f"Dygn med placering under tiden, skottdagen också. {_HALF_OPEN}",
        Unit.DAYS,
    ),
    _number(
        Measure.BREAKDOWNS, "Sammanbrott", "Placeringar som slutade under tiden utan att det var planerat."
    ),
    _number(Measure.BY_CHILD, "Sammanbrott, barnet", "Sammanbrott där det var barnet som avbröt."),
    _number(Measure.BY_HOME, "Sammanbrott, hemmet", "Sammanbrott där det var hemmet som avbröt."),
    _number(
        Measure.BY_PARENTS, "Sammanbrott, föräldrarna", "Sammanbrott där det var föräldrarna som avbröt."
    ),
    _number(
        Measure.BY_AUTHORITY,
        "Sammanbrott, socialtjänsten",
        "Sammanbrott där det var socialtjänsten som avbröt.",
    ),
    _number(
        Measure.ENDING_UNKNOWN,
        "Avslutade, oklart hur",
        "Placeringar som slutade under tiden och där ingen säger hur; några av dem kan vara sammanbrott.",
    ),
    _number(
        Measure.ENDED_WITH_PLAN,
        "Avslutade med planerat slut",
        "Placeringar som slutade under tiden och som hade en dag då de var tänkta att sluta.",
    ),
    _number(Measure.ENDED_EARLY, "Avslutade i förtid", "De av dem som slutade före den dagen."),
    _number(
        Measure.COHORT, "Började, att följa", "Placeringar som började under tiden och följs i 24 månader."
    ),
    _number(
        Measure.COHORT_BROKEN,
        "Sammanbrott inom 24 månader",
        "De av dem som slutade i sammanbrott före samma dag två år senare, när det än var.",
    ),
    _number(
        Measure.COHORT_OPEN,
        "Ännu inte följda i 24 månader",
        "De av dem som pågick när listan slutade och då inte hade följts i 24 månader.",
    ),
    _number(
        Measure.COHORT_UNKNOWN,
        "Slutade inom 24 månader, oklart hur",
        "De av dem som slutade inom 24 månader och där ingen säger hur.",
    ),
    _number(
        Measure.CHILDREN,
        "Barn med placering",
        "Olika barn med en placering någon gång under tiden; den som bytte hem räknas en gång. Okänt där en"
        " rad saknar pseudonym.",
        Unit.CHILDREN,
    ),
    _number(
        Measure.CHILDREN_BROKEN,
        "Barn med sammanbrott",
        "De av barnen som hade minst ett sammanbrott under tiden.",
        Unit.CHILDREN,
    ),
    _number(
        Measure.TRAINED_BEFORE,
        "Började i utbildat hem",
        "Påbörjade placeringar där hemmet hade gått grundutbildningen före första dagen.",
    ),
    _number(
        Measure.TRAINED_UNKNOWN,
        "Började, oklart om hemmet var utbildat",
        "Påbörjade placeringar där ingen säger om hemmet hade gått grundutbildningen.",
    ),
)
"""A number for each measure; its key is that of the measure."""

DAYS_WITH_END = Definition(
    "days_with_end",
    "Vårddygn, slutdagen räknad",
    Unit.DAYS,
    Measure.DAYS,
    None,
    Measure.DAYS,
    "Dygn med placering under tiden, skottdagen också. Dagen då en placering slutar räknas, så att en flytt"
    " samma dag ger två dygn.",
    OURS,
)
OF_ENDED = Definition(
    "of_ended",
    "Andel sammanbrott av avslutade",
    Unit.SHARE,
    Measure.BREAKDOWNS,
    Measure.ENDED,
    Measure.ENDED,
    "Sammanbrott delat med alla placeringar som slutade under tiden. Den blir hög när få placeringar slutar"
    " som planerat, hur få sammanbrotten än är.",
    OURS,
    unclear=Measure.ENDING_UNKNOWN,
    grows=False,
)
OF_UNDER_WAY = Definition(
    "of_under_way",
    "Andel sammanbrott av alla placeringar",
    Unit.SHARE,
    Measure.BREAKDOWNS,
    Measure.UNDER_WAY,
    Measure.UNDER_WAY,
    "Sammanbrott delat med alla placeringar som pågick eller slutade någon dag under tiden. Den växer med "
    "tidens längd.",
    OURS,
    unclear=Measure.ENDING_UNKNOWN,
)
_PER_100_YEARS = (
    f"Sammanbrott för varje hundra år av placering; ett år är {DAYS_OF_A_YEAR} med placering under tiden. "
    "Långa och korta tider och placeringar går att jämföra."
)
_PERSON_TIME = "händelser för varje år i risk (epidemiologins personår); årets längd är vår"
PER_100_YEARS = Definition(
    "per_100_years",
    "Sammanbrott per 100 placeringsår",
    Unit.PER_100_YEARS,
    Measure.BREAKDOWNS,
    Measure.DAYS,
    Measure.UNDER_WAY,
    f"{_PER_100_YEARS} {_HALF_OPEN}",
    _PERSON_TIME,
    unclear=Measure.ENDING_UNKNOWN,
    grows=False,
)
PER_100_YEARS_WITH_END = Definition(
    "per_100_years_with_end",
    "Sammanbrott per 100 placeringsår, slutdagen räknad",
    Unit.PER_100_YEARS,
    Measure.BREAKDOWNS,
    Measure.DAYS,
    Measure.UNDER_WAY,
    f"{_PER_100_YEARS} Dagen då en placering slutar räknas.",
    _PERSON_TIME,
    unclear=Measure.ENDING_UNKNOWN,
    grows=False,
)
WITHIN_24_MONTHS = Definition(
    "within_24_months",
    "Andel sammanbrott inom 24 månader",
    Unit.SHARE,
    Measure.COHORT_BROKEN,
    Measure.COHORT,
    Measure.COHORT,
    "Av de placeringar som började under tiden: de som slutade i sammanbrott före samma dag två år senare. "
    "Går att räkna när alla har följts i två år eller har slutat.",
    "som studierna av Västernorrland (Westerberg 2011), som följer placeringar i två år",
    unclear=Measure.COHORT_UNKNOWN,
    still_open=Measure.COHORT_OPEN,
    grows=False,
)
PER_CHILD = Definition(
    "per_child",
    "Andel barn med sammanbrott",
    Unit.SHARE,
    Measure.CHILDREN_BROKEN,
    Measure.CHILDREN,
    Measure.CHILDREN,
    "Barn med minst ett sammanbrott under tiden, delat med alla barn med placering under tiden. Den växer "
    "med tidens längd.",
    OURS,
    unclear=Measure.ENDING_UNKNOWN,
)
ENDED_EARLY = Definition(
    "ended_early",
    "Andel avslutade i förtid",
    Unit.SHARE,
    Measure.ENDED_EARLY,
    Measure.ENDED_WITH_PLAN,
    Measure.ENDED_WITH_PLAN,
    "Placeringar som slutade före den dag då de var tänkta att sluta, delat med alla som slutade under "
    "tiden och hade en sådan dag. Alla är inte sammanbrott: ett barn kan flytta hem tidigare än tänkt.",
    OURS,
    grows=False,
)
TRAINED_BEFORE = Definition(
    "trained_before",
    "Andel som började i utbildat hem",
    Unit.SHARE,
    Measure.TRAINED_BEFORE,
    Measure.STARTED,
    Measure.STARTED,
    "Placeringar där hemmet hade gått grundutbildningen före första dagen, delat med alla som började under"
    " tiden.",
    OURS,
    unclear=Measure.TRAINED_UNKNOWN,
    grows=False,
)
DEFINITIONS: Mapping[str, Definition] = {
    each.key: each
    for each in (
        *NUMBERS,
        DAYS_WITH_END,
        OF_ENDED,
        OF_UNDER_WAY,
        PER_100_YEARS,
        PER_100_YEARS_WITH_END,
        WITHIN_24_MONTHS,
        PER_CHILD,
        ENDED_EARLY,
        TRAINED_BEFORE,
    )
}
"""Every definition by its key."""


def in_force(count_end_day: bool) -> tuple[Definition, ...]:
    """The definitions that hold with a day rule, in order: what counts days does so by one of the two."""
    left_out = (
        (DEFINITIONS["days"], PER_100_YEARS) if count_end_day else (DAYS_WITH_END, PER_100_YEARS_WITH_END)
    )
    return tuple(each for each in DEFINITIONS.values() if each not in left_out)
