"""The organisation's homes: from expression of interest to the first placement, who stands ready, and who left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kfond.formatting import number as in_digits
from kfond.placements.home_definitions import HOME_DEFINITIONS
from kfond.placements.tallies import OF_DAYS, HomeMeasure
from kfond.provenance import Figure
from kfond.reports.annual.home_figures import count, is_told, key_of, times_of
from kfond.reports.annual.material import Material
from kfond.reports.annual.placement_figures import Time, whole_in_words
from kfond.reports.annual.placement_tables import amount_in, cell_of
from kfond.reports.annual.section import Part, Section
from kfond.reports.documents.document import Drawing
from kfond.reports.pictures.drawing import drawn
from kfond.reports.pictures.kinds import Funnel, Titles
from kfond.reports.tables import Cell, Column, Marked, Table
from kfond.reports.wording import marked

STEPS = (
    HomeMeasure.INTEREST,
    HomeMeasure.ASSESSMENT,
    HomeMeasure.ASSESSED,
    HomeMeasure.TRAINED,
    HomeMeasure.BANKED,
    HomeMeasure.PLACED,
)
OTHERS = (
    HomeMeasure.TRAINED_FIRST,
    HomeMeasure.IN_BANK,
    HomeMeasure.MENTORS,
    HomeMeasure.MENTORED,
    HomeMeasure.CONTRACTED,
    HomeMeasure.LEFT,
)
WAYS: Mapping[HomeMeasure, str] = {
    HomeMeasure.HALF_DAYS_TO_ASSESSMENT: "Från intresse till påbörjad kartläggning",
    HomeMeasure.HALF_DAYS_TO_ASSESSED: "Från påbörjad till klar kartläggning",
    HomeMeasure.HALF_DAYS_TO_TRAINED: "Från klar kartläggning till grundutbildning",
    HomeMeasure.HALF_DAYS_TO_BANKED: "Från grundutbildning till banken",
    HomeMeasure.HALF_DAYS_TO_PLACED: "Från banken till första placering",
    HomeMeasure.HALF_DAYS_ALL_THE_WAY: "Hela vägen: från intresse till första placering",
}
NO_HOMES = "inga hem"
NAMES: Mapping[str, str] = {
    each.numerator.value: each.name for each in HOME_DEFINITIONS.values() if each.denominator is None
}


def _part(material: Material) -> Part | None:
    counts = material.homes
    if counts is None:
        return None
    times = times_of(material, counts)
    if not times or times[-1].span.last != material.last_day:
        return None
    findings = tuple(
        count(material, counts, "homes", time, measure)
        for time in times
        for measure in (*STEPS, *OTHERS, *WAYS, *(OF_DAYS[way] for way in WAYS))
    )
    figures = {finding.figure.id: finding.figure for finding in findings}
    told = _told(figures, times[-1])
    tables = {
        "home_steps": _table(figures, times, STEPS, "Vägen till en första placering, antal hem"),
        "home_days": _days_table(figures, times),
        "home_others": _table(figures, times, OTHERS, "Hem som står redo och hem som har slutat, antal"),
    }
    return Part(
        findings=findings,
        tables=MappingProxyType({key: table for key, table in tables.items() if table.rows}),
        drawings=_drawings(figures, times[-1]),
        words=MappingProxyType({"told": told, "k": material.smallest_shown}),
        summary=(told,) if told else (),
    )


def _of(figures: Mapping[str, Figure], time: Time, measure: HomeMeasure) -> Figure:
    return figures[f"homes.{key_of(time, measure)}"]


def _table(
    figures: Mapping[str, Figure], times: Sequence[Time], measures: Sequence[HomeMeasure], caption: str
) -> Table:
    """Numbers by time; those that nobody tells are left out."""
    rows = [(measure, [_of(figures, time, measure) for time in times]) for measure in measures]
    return Table(
        caption,
        (Column("Vad", False), *(Column(whole_in_words(time)) for time in times)),
        tuple((NAMES[measure], *map(cell_of, found)) for measure, found in rows if is_told(found)),
    )


def _days_table(figures: Mapping[str, Figure], times: Sequence[Time]) -> Table:
    """The median of the days of each step, and of how many homes it is in the whole time; none where nobody tells."""
    ways = [way for way in WAYS if is_told(_of(figures, time, OF_DAYS[way]) for time in times)]
    return Table(
        "Dagar mellan stegen, i mitten (median)",
        (
            Column("Steg", False),
            *(Column(whole_in_words(time)) for time in times),
            Column(f"Hem {times[-1].words}"),
        ),
        tuple(
            (
                WAYS[way],
                *(_days_cell(figures, time, way) for time in times),
                cell_of(_of(figures, times[-1], OF_DAYS[way])),
            )
            for way in ways
        ),
    )


def _days_cell(figures: Mapping[str, Figure], time: Time, way: HomeMeasure) -> Cell:
    """A median in days, halves among them; where no home took the step that is said."""
    found = _of(figures, time, way)
    if _of(figures, time, OF_DAYS[way]).value == 0:
        return NO_HOMES
    return (
        cell_of(found)
        if found.value is None
        else Marked(in_digits(found.value, 1 if found.value % 1 else 0), found.id)
    )


def _drawings(figures: Mapping[str, Figure], time: Time) -> Mapping[str, Drawing]:
    found = {measure: _of(figures, time, measure) for measure in STEPS}
    told = {measure: each for measure, each in found.items() if is_told([each])}
    if len(told) < 2:
        return {}
    titles = Titles(
        title=f"Från intresseanmälan till första placering {time.words}",
        subtitle=f"Hem som kom till varje steg under {time.words}, antal",
        note="Källa: organisationens uppgifter. Stegen räknas när de tas; det är inte alltid samma hem i alla.",
        unit=("hem", "hem"),
        names="Steg",
    )
    steps = tuple((NAMES[measure], amount_in(each)) for measure, each in told.items())
    return drawn({"home_steps": Funnel(titles, steps)})


def _told(figures: Mapping[str, Figure], time: Time) -> str:
    """How many showed interest, and how many came to a first placement; "" where neither is shown."""
    interest, placed = (_of(figures, time, each) for each in (HomeMeasure.INTEREST, HomeMeasure.PLACED))
    if interest.value is None or placed.value is None:
        return ""
    first = f"{marked(placed)} hem fick sin första placering"
    return f"**{marked(interest)} hem** anmälde intresse {time.words}, och {first}."


HOMES = Section(
    "homes",
    "Hemmen: från intresse till första placering",
    "Hemmen: inga uppgifter om familjehem på väg in är kända för tiden.",
    _part,
    rank=6,
)
