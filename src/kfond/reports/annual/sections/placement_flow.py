"""Stock and flow of placements tertial by tertial: how many go on, start and end; the thirds beside their year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kfond.formatting import count_of
from kfond.placements.tallies import ALL, Measure
from kfond.provenance import Figure
from kfond.reports.annual.material import Material
from kfond.reports.annual.placement_figures import Time, number, tertials_of, time_of, told, whole_in_words
from kfond.reports.annual.placement_tables import Shown, amount_in, cell, shown_of
from kfond.reports.annual.section import Part, Section
from kfond.reports.documents.document import Drawing
from kfond.reports.pictures.drawing import drawn
from kfond.reports.pictures.kinds import Columns, Lines, Titles
from kfond.reports.tables import Column, Table
from kfond.reports.wording import marked

YEARS_SHOWN = 3
BY_TERTIAL = "Pågående placeringar, tertial för tertial"
FLOW: Mapping[Measure, str] = {
    Measure.STARTED: "Påbörjade",
    Measure.ENDED: "Avslutade",
    Measure.BREAKDOWNS: "Varav sammanbrott",
}
NOTE = "Källa: kommunernas uppgifter om placeringar."
UNIT = ("placering", "placeringar")


def _part(material: Material) -> Part | None:
    statistics, now = material.statistics, time_of(material)
    if statistics is None or not told(statistics, (now,)):
        return None
    years = range(material.year - YEARS_SHOWN + 1, material.year + 1)
    tertials = [
        time
        for year in years
        for time in told(statistics, tertials_of(year))
        if time.span.last <= material.last_day
    ]
    days = Measure.DAYS
    every = tuple(dict.fromkeys((*tertials, now)))
    findings = tuple(
        number(material, time, measure, ALL) for time in every for measure in (Measure.ONGOING, *FLOW, days)
    )
    it = shown_of(findings)
    tellers = {time: statistics.tallies.municipalities(time.span) for time in every}
    before = _before(tertials, now)
    words = _told(it, now, before if before and tellers[before] == tellers[now] else None)
    return Part(
        findings=findings,
        tables=MappingProxyType({"flow": _table(it, every)}),
        drawings=_drawings(it, tertials, len({tellers[time] for time in tertials}) <= 1),
        words=MappingProxyType(
            {"told": words, "is_year": not material.tertial, "are_alike": len(set(tellers.values())) == 1}
        ),
        summary=(words,),
        key_figures=_key_figures(it, now),
    )


def _before(tertials: Sequence[Time], now: Time) -> Time | None:
    """The last tertial that ended before a time began."""
    earlier = [time for time in tertials if time.span.last < now.span.first]
    return earlier[-1] if earlier else None


def _key_figures(it: Shown, now: Time) -> tuple[tuple[str, Figure], ...]:
    words = {
        Measure.ONGOING: f"pågående placeringar i slutet av {now.words}",
        Measure.STARTED: f"påbörjade {now.words}",
        Measure.ENDED: f"avslutade {now.words}",
    }
    return tuple((said, it.of(now, ALL, measure)) for measure, said in words.items())


def _table(it: Shown, times: Sequence[Time]) -> Table:
    return Table(
        "Läge och flöde tertial för tertial, alla former, antal",
        (
            Column("Tid", False),
            Column("Pågående vid tidens slut"),
            *(Column(words) for words in FLOW.values()),
            Column("Vårddygn"),
        ),
        tuple(
            (
                whole_in_words(time),
                cell(it, time, ALL, Measure.ONGOING),
                *(cell(it, time, ALL, measure) for measure in FLOW),
                cell(it, time, ALL, Measure.DAYS),
            )
            for time in times
        ),
    )


def _drawings(it: Shown, tertials: Sequence[Time], are_alike: bool) -> Mapping[str, Drawing]:
    """The stock as a line, what began and ended beside each other; no picture of a single tertial.

    `are_alike`: the same municipalities tell of all of them, so that the first and the last can be compared.
    """
    if len(tertials) < 2:
        return {}
    periods = tuple(time.words for time in tertials)
    last = tertials[-4:]
    stock = Titles(
        title=_stock_title(it, tertials) if are_alike else BY_TERTIAL,
        subtitle="Pågående placeringar vid tertialets slut, alla former, antal",
        note=NOTE,
        unit=UNIT,
        names="Tertial",
    )
    flow = Titles(
        title="Placeringar som har börjat och slutat, tertial för tertial",
        subtitle="Påbörjade och avslutade placeringar och sammanbrott, alla former, antal per tertial",
        note=NOTE,
        unit=UNIT,
        names="Tertial",
    )
    return drawn(
        {
            "stock": Lines(
                stock,
                periods,
                (("Pågående", tuple(amount_in(it.of(time, ALL, Measure.ONGOING)) for time in tertials)),),
            ),
            "flow": Columns(
                flow,
                tuple(time.words for time in last),
                tuple(
                    (words, tuple(amount_in(it.of(time, ALL, measure)) for time in last))
                    for measure, words in FLOW.items()
                ),
            ),
        }
    )


def _stock_title(it: Shown, tertials: Sequence[Time]) -> str:
    first, last = (it.of(time, ALL, Measure.ONGOING).value for time in (tertials[0], tertials[-1]))
    if first is None or last is None or first == last:
        return BY_TERTIAL
    return f"{'Fler' if last > first else 'Färre'} placeringar pågår än i slutet av {tertials[0].words}"


def _told(it: Shown, now: Time, before: Time | None) -> str:
    """How many go on when the time ends, beside the tertial before it, and how many started and ended."""
    ongoing, started, ended = (
        it.of(now, ALL, measure) for measure in (Measure.ONGOING, Measure.STARTED, Measure.ENDED)
    )
    if ongoing.value is None:
        return f"Hur många placeringar som pågick i slutet av {now.words} {_why_not(ongoing)}."
    counted = marked(ongoing, count_of(ongoing.value, "placering").capitalize())
    sentence = f"**{counted}** pågick i slutet av {now.words}"
    earlier = it.of(before, ALL, Measure.ONGOING) if before else None
    if earlier and earlier.value is not None:
        sentence += f", mot {marked(earlier)} i slutet av {before.words if before else ''}"
    if started.value is None or ended.value is None:
        return f"{sentence}."
    return f"{sentence}; {marked(started)} började och {marked(ended)} slutade."


def _why_not(found: Figure) -> str:
    return "visas inte" if found.suppressed else "är inte känt"


PLACEMENT_FLOW = Section(
    "placement_flow",
    "Läge och flöde",
    "Läge och flöde: inga uppgifter om placeringar är kända för tiden.",
    _part,
    rank=1,
)
