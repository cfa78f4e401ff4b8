"""Rows of lists of placements, homes and referrals as the values that the room counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kfond.lists.rows import Row
from kfond.placements.values import (
    AgeGroup,
    Ending,
    Home,
    Kind,
    Placement,
    Referral,
    Step,
    WayOut,
)


def placements_of(rows: Iterable[Row]) -> tuple[Placement, ...]:
    """Rows of kind "placement_rows", each with a municipality, a period, a form and a start, as placements."""
    return tuple(_placement(row) for row in rows)


def homes_of(rows: Iterable[Row]) -> tuple[Home, ...]:
    """Rows of kind "home_rows" as homes."""
    return tuple(_home(row) for row in rows)


def referrals_of(rows: Iterable[Row]) -> tuple[Referral, ...]:
    """Rows of kind "referral_rows" as referrals."""
    return tuple(_referral(row) for row in rows)


def _placement(row: Row) -> Placement:
    known_from, known_to = _known(row)
    end = _day(row, "end")
    told = Ending(row.text("ending")) if row.text("ending") else Ending.UNKNOWN
    return Placement(
        municipality_code=row.municipality_code,
        kind=Kind(row.name),
        child=row.text("child"),
        home=row.text("home"),
        start=_must(row, "start"),
        planned_end=_day(row, "planned_end"),
        end=end,
        ending=told if end else None,
        age_group=AgeGroup(row.text("age_group")) if row.text("age_group") else None,
        had_training=_yes(row, "had_training"),
        known_from=known_from,
        known_to=known_to,
        source=row.source,
        number=row.text("placement"),
    )


def _home(row: Row) -> Home:
    known_from, known_to = _known(row)
    return Home(
        home=row.text("home"),
        kind=Kind(row.name),
        steps={step: day for step in Step if (day := _day(row, step.value))},
        left=_day(row, "left"),
        way_out=WayOut(row.text("way_out")) if row.text("way_out") else None,
        is_mentor=_yes(row, "is_mentor") is True,
        mentored_from=_day(row, "mentored_from"),
        contracted_from=_day(row, "contracted_from"),
        contracted_to=_day(row, "contracted_to"),
        known_from=known_from,
        known_to=known_to,
        source=row.source,
    )


def _referral(row: Row) -> Referral:
    known_from, known_to = _known(row)
    return Referral(
        municipality_code=row.municipality_code,
        kind=Kind(row.name),
        asked=_must(row, "asked"),
        matched=_day(row, "matched"),
        closed=_day(row, "closed"),
        known_from=known_from,
        known_to=known_to,
        source=row.source,
        number=row.text("referral"),
    )


def _known(row: Row) -> tuple[date, date]:
    """The time that the list speaks of, which every row of these lists states."""
    if row.first_day is None or row.last_day is None:
        raise ValueError(f"the row of {row.source.place} states no time")
    return row.first_day, row.last_day


def _day(row: Row, field: str) -> date | None:
    text = row.text(field)
    return date.fromisoformat(text) if text else None


def _must(row: Row, field: str) -> date:
    day = _day(row, field)
    if day is None:
        raise ValueError(f"the row of {row.source.place} states no {field}")
    return day


def _yes(row: Row, field: str) -> bool | None:
    value = row.value(field)
    answer = value.reading.answer if value else None
    return None if answer is None else answer == "yes"
