"""Activities, points and surveys that a test writes down, each row as it would be typed."""

from __future__ import annotations

from kfond.activities.reading import activities_in
from kfond.activities.values import Activity
from kfond.lists.rows import Row
from written_lists import rows_of

HEADINGS = {
    "activities": ("När", "Slag", "Aktivitet", "Antal tillfällen", "Protokollfört", "Format", "Vilka", "Deltagare",
                   "Deltog eller erbjöds", "Andel", "Antal", "Vad som räknas", "Före eller efter", "Med ord"),
    "points": ("Beteckning", "Slag", "Ordalydelse", "Gäller från år", "Gäller till och med år", "Beslutad", "Reviderad",
               "Mäts med", "Utfall", "Utgångsläge", "Mål", "Läge", "Läget den", "Kommentar"),
    "surveys": ("Enkät", "Omgång", "Fråga", "Svarsalternativ", "Tillfrågade", "Antal svar", "Antal som svarade så",
                "Andel som svarade så", "Medelvärde", "Utgångsläge", "Mål"),
}  # fmt: skip


def rows(kind: str, *lines: tuple[object, ...]) -> tuple[Row, ...]:
    """The rows of a list of that kind, its columns in the order of HEADINGS."""
    return rows_of(kind, [HEADINGS[kind], *lines])


def activities(*lines: tuple[object, ...]) -> tuple[Activity, ...]:
    """What a list of activities says."""
    return activities_in(rows("activities", *lines))
