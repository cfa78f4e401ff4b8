"""Rows of placements for tests, written short. Nobody is real."""

from __future__ import annotations

from datetime import date
from itertools import count

from kfond.placements.tallies import Span
from kfond.placements.values import Ending, Kind, Placement
from kfond.provenance import Place, Source

NUMBERS = count(1)
FIRST, LAST = "2021-01-01", "2023-12-31"


def row(
    child: str,
    kind: Kind,
    start: str,
    end: str = "",
    ending: Ending | None = None,
    *,
    planned: str = "",
    trained: bool | None = None,
    code: str = "2281",
    known: tuple[str, str] = (FIRST, LAST),
    cell: str = "A2",
    number: str = "",
) -> Placement:
    """A placement of a list that speaks of `known`; days as 2022-01-31, "" for none; `number` "": one of its own."""
    return Placement(
        municipality_code=code,
        kind=kind,
        child=child,
        home="",
        start=date.fromisoformat(start),
        planned_end=date.fromisoformat(planned) if planned else None,
        end=date.fromisoformat(end) if end else None,
        ending=ending,
        age_group=None,
        had_training=trained,
        known_from=date.fromisoformat(known[0]),
        known_to=date.fromisoformat(known[1]),
        source=Source(Place(f"{code} {known[1]}.xlsx", "Placeringar", cell), "as typed"),
        number=number or f"one of its own, {next(NUMBERS)}",
    )


def span(first: str, last: str) -> Span:
    """A time by its first and last day."""
    return Span(date.fromisoformat(first), date.fromisoformat(last))


T1, T2, T3 = (
    span("2022-01-01", "2022-04-30"),
    span("2022-05-01", "2022-08-31"),
    span("2022-09-01", "2022-12-31"),
)
YEAR = span("2022-01-01", "2022-12-31")
