"""The year's work in counts: meetings, trainings, network evenings, events and campaigns, and what else is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kfond.activities.values import Activity, Kind
from kfond.formatting import join_and
from kfond.provenance import Figure
from kfond.reports.annual.activity_figures import (
    activities_until,
    inside,
    kinds_on_occasions,
    of_formats,
    of_kinds,
    of_participants,
    of_thing,
    of_thirds,
    things_done,
)
from kfond.reports.annual.activity_tables import (
    Shown,
    counted_table,
    formats_table,
    remarks_on,
    shown_of,
    table_of,
    thirds_table,
)
from kfond.reports.annual.material import Material
from kfond.reports.annual.participation_figures import words_of
from kfond.reports.annual.section import Part, Section
from kfond.reports.wording import marked, shown

NOUNS: Mapping[Kind, tuple[str, str]] = {
    Kind.MEETING: ("möte", "möten"),
    Kind.TRAINING: ("utbildningstillfälle", "utbildningstillfällen"),
    Kind.NETWORK: ("nätverksträff", "nätverksträffar"),
    Kind.EVENT: ("evenemang", "evenemang"),
    Kind.CAMPAIGN: ("kampanj", "kampanjer"),
}
"""One occasion of a kind, and several."""


def _part(material: Material) -> Part | None:
    activities = tuple(each for each in activities_until(material) if each.kind is not Kind.MENTORING)
    if not activities:
        return None
    told_of = inside(material, activities)
    done = things_done(told_of)
    thirds = of_thirds(material.year, activities) if len(material.years) == 1 and not material.tertial else {}
    findings = (
        *of_kinds(material, activities),
        *of_participants(material, done),
        *(finding for thing in done for finding in of_thing(material, thing)),
        *of_formats(material, activities),
        *(finding for of_kind in thirds.values() for finding in of_kind),
    )
    it = shown_of(material, findings)
    told = _told(it, activities, words_of(material))
    tables = {
        **{f"done_{kind}": table_of(material, it, done, kind) for kind in kinds_on_occasions(activities)},
        "done_formats": formats_table(it, words_of(material)),
        "done_thirds": thirds_table(it, thirds, material.year),
        "done_counted": counted_table(it, done, words_of(material)),
    }
    return Part(
        findings=findings,
        tables=MappingProxyType({key: table for key, table in tables.items() if table.rows}),
        words=MappingProxyType(
            {
                "told": told,
                "known": it.of("total.known"),
                "with_number": it.of("total.with_number"),
                "period": words_of(material),
                "of_year": len(things_done(activities)) - len(done),
                "year": str(material.year),
            }
        ),
        summary=(told,) if told else (),
        left_out=remarks_on(material, told_of),
    )


def _told(it: Shown, activities: Sequence[Activity], period: str) -> str:
    """How many meetings, trainings and other occasions there were; "" where no number is known."""
    said = []
    for kind in kinds_on_occasions(activities):
        found = it.of(f"total.{kind}.occasions")
        words = several(found, NOUNS[kind]) if found else ""
        if words and kind is Kind.MEETING:
            minutes = it.of("total.meeting.minutes")
            words += f" ({marked(minutes)} med protokoll)" if minutes and minutes.value is not None else ""
        said += [words] if words else []
    return f"Under {period} hölls **{join_and(said)}**." if said else ""


def several(found: Figure, noun: tuple[str, str]) -> str:
    """So many of something, tied to the figure; "" where nothing is known but that it may be none."""
    if found.value is None and not found.low:
        return ""
    least = found.low if found.value is None else found.value
    return marked(found, f"{shown(found)} {noun[0] if least == 1 else noun[1]}")


YEAR_IN_COUNTS = Section(
    "year_in_counts",
    "Årets arbete i antal",
    "Årets arbete i antal: ingen lista över aktiviteter är känd för tiden.",
    _part,
    rank=6,
)
