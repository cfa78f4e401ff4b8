"""What each figure of a report means, in Swedish: one entry a figure, and the making of a figure from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kfond.provenance import Coverage, Figure, Source
from kfond.reports.annual.definitions_activities import ACTIVITIES
from kfond.reports.annual.definitions_care import CARE
from kfond.reports.annual.definitions_participation import PARTICIPATION
from kfond.reports.annual.definitions_work import WORK
from kfond.reports.annual.meaning import Meaning
from kfond.staffing.boxes import Box

MEANINGS: Mapping[str, Meaning] = {
    "staffing.columns": Meaning(
        "Redovisade enheter", "columns", "Antal kolumner i underlaget, en för varje enhet med egna siffror."
    ),
    "staffing.municipalities": Meaning(
        "Kommuner i underlaget", "municipalities", "Antal kommuner med minst en enhet i underlaget."
    ),
    "staffing.interviewed": Meaning(
        "Kommuner som har svarat själva",
        "municipalities",
        "Antal kommuner som har svarat i intervju eller eget formulär. "
        "Siffror ur en tidigare redovisning räknas inte som svar.",
    ),
    "staffing.no_vacancy": Meaning(
        "Kommuner utan vakant tjänst",
        "municipalities",
        "Kommuner där alla enheter uppger att ingen tjänst är vakant, bland dem som har svarat själva.",
    ),
    "staffing.admin_support": Meaning(
        "Kommuner med administrativt stöd",
        "municipalities",
        "Kommuner där minst en enhet svarar ja på frågan om administrativt stöd, oavsett hur stor del av en "
        "tjänst, bland dem som har svarat själva.",
    ),
    "staffing.none_over_5": Meaning(
        "Kommuner där ingen har mer än fem års erfarenhet",
        "municipalities",
        "Kommuner där alla enheter uppger noll för gruppen med mer än fem års erfarenhet.",
    ),
    "staffing.degree_share": Meaning(
        "Andel socionomer",
        "share",
        "Socionomer delat med socionomer och personal med annan utbildning, i de enheter som anger båda.",
    ),
    "staffing.vacancies": Meaning(
        "Vakanta tjänster", "posts", "Summan av de vakanta tjänster som enheterna anger, alla områden."
    ),
    "staffing.consultants": Meaning(
        "Konsulter", "posts", "Summan av de konsulter som enheterna anger, alla områden."
    ),
    "staffing.band": Meaning(
        "Erfarenhet {band}, {area}",
        "persons",
        "Summan av det antal som enheterna inom {long_area} anger för gruppen.",
    ),
    "staffing.posts": Meaning(
        "Tjänster i tabellen, {municipality}",
        "posts",
        "Summan av de tjänster som kommunens enheter inom {area} anger i tabellen.",
    ),
    "staffing.reported": Meaning(
        "{counted} enligt redovisning, {municipality}",
        "posts",
        "Antal {counted_lower} enligt en redovisning som gäller {day}. "
        "Räknar något annat än tabellens tjänster; siffrorna läggs inte ihop.",
    ),
    "staffing.reported.degree": Meaning(
        "Socionomer bland {counted_lower} enligt redovisning, {municipality}",
        "posts",
        "De av redovisningens {counted_lower} som har socionomutbildning. Redovisningen gäller {day}.",
    ),
    "participations.course": Meaning(
        "Deltagartillfällen, {course}",
        "participations",
        "Deltagartillfällen {period} enligt listan över genomförda kurser. En person som går två kurser räknas "
        "två gånger.",
    ),
    "participations.recurring": Meaning(
        "Deltagartillfällen, summan av kurserna",
        "participations",
        "Summan av deltagartillfällena {period} för kurserna i listan.",
    ),
    "participations.stated_total": Meaning(
        "Deltagartillfällen, summan som källan anger",
        "participations",
        "Summan av deltagartillfällen {period} så som källan själv anger den.",
    ),
    "participations.difference": Meaning(
        "Deltagartillfällen som källan inte fördelar på kurser",
        "participations",
        "Summan som källan anger minus summan av kurserna, {period}. Källan förklarar inte skillnaden.",
    ),
    "participations.year": Meaning(
        "Deltagartillfällen, enbart {year}", "participations", "Deltagartillfällen under {year} för sig."
    ),
    **WORK,
    **ACTIVITIES,
    **CARE,
    **PARTICIPATION,
}
NOT_COUNTED = "Inte med, eftersom siffra saknas: {names}."
OPEN = "Går inte att avgöra för {names}."
ONLY_FOR = "Gäller {names}."
INCLUDES = "Siffrorna från {names} räknar även {area}."
BOUNDED = (
    "Siffra saknas från {names}; där ger enhetens tjänster ett spann, med högst {heads} personer per tjänst."
)
UNSTATED = "Utan {names}, där källan inte anger något antal."
NOT_BY_YEAR = "Källan anger {period} i ett och delar inte upp det på år."

Exact = Decimal | Fraction | int


class Ends(NamedTuple):
    """A value with the least and the most that it can be; None is not known."""

    value: Exact | None
    low: Exact | None
    high: Exact | None


UNKNOWN = Ends(None, None, None)


def exactly(value: Exact) -> Ends:
    """A value that is known."""
    return Ends(value, value, value)


def ends_of(box: Box) -> Ends:
    """The ends of a box; where only a bound is known there is no value."""
    return Ends(None if box.high is None else box.best, box.low, box.high)


def figure(
    key: str,
    ends: Ends,
    sources: Iterable[Source],
    coverage: Coverage | None = None,
    *,
    meaning: str = "",
    more: Iterable[str] = (),
    **names: str,
) -> Figure:
    """The figure `key`, defined as `meaning` (by default `key` itself) with `names` and the sentences `more`."""
    words = MEANINGS[meaning or key]
    return Figure(
        id=key,
        label=words.label.format(**names),
        value=ends.value,
        unit=words.unit,
        definition=" ".join((words.definition.format(**names), *more)),
        sources=tuple(dict.fromkeys(sources)),
        low=ends.low,
        high=ends.high,
        coverage=coverage,
    )
