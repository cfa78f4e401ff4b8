"""The figures on homes and referrals: numbers of a time as they may be shown, each with its meaning."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from kfond.placements.counts_shown import MEDIANS, CountsShown
from kfond.placements.tallies import ALL, AnyMeasure, Span, Spot
from kfond.provenance import Coverage, Figure
from kfond.reports.annual.definitions import UNKNOWN, exactly, figure
from kfond.reports.annual.material import Finding, Material
from kfond.reports.annual.placement_figures import ALL_FORMS, Time, sealed, tertials_of, time_of
from kfond.suppression import without_hidden

HALF_DAYS = 2
"""Medians are kept in half days, so that each is whole."""


def times_of(material: Material, counts: CountsShown) -> tuple[Time, ...]:
    """The tertials of the report's year that are told of, and the year; of a tertial's report that one alone."""
    there = set(counts.tallies.spans())
    now = time_of(material)
    times = (now,) if material.tertial else (*tertials_of(material.year), now)
    return tuple(time for time in times if time.span in there)


def key_of(time: Time, measure: AnyMeasure, code: str = ALL) -> str:
    """The id of a figure without what it counts: 2022.t2.all.asked."""
    return f"{time.key}.{code or ALL_FORMS}.{measure}"


def count(
    material: Material, counts: CountsShown, what: str, time: Time, measure: AnyMeasure, code: str = ALL
) -> Finding:
    """A number of `what` (homes, referrals) of a time; one of referrals may be of a municipality alone."""
    stated = counts.tallies.at(Spot(time.span, code, ALL, measure))
    shown = counts.number(time.span, measure, code)
    number = None if shown is None or shown.number is None else Fraction(shown.number)
    if number is not None and measure in MEDIANS:
        number = number / HALF_DAYS
    made = figure(
        f"{what}.{key_of(time, measure, code)}",
        UNKNOWN if number is None else exactly(number),
        sealed(stated.sources),
        _coverage(material, counts, time.span, measure) if what == "referrals" and not code else None,
        meaning=f"{what}.{measure}",
        time=time.words,
        whose=f", {material.names.get(code, code)}" if code else "",
    )
    return Finding(without_hidden(made, shown is None and stated.number is not None))


def _coverage(material: Material, counts: CountsShown, span: Span, measure: AnyMeasure) -> Coverage:
    answered = counts.tallies.municipalities(span)
    known = [code for code in answered if counts.tallies.number(span, code, ALL, measure) is not None]
    return Coverage(len(material.members | set(answered)), len(answered), len(known))


def is_told(figures: Iterable[Figure]) -> bool:
    """Whether anything is known of some figures."""
    return any(found.value is not None or found.suppressed for found in figures)
