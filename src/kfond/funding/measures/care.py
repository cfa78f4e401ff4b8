"""Measures of placements, as the sealed room lets them out: hidden where they are few."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kfond.funding.measures.values import HIDDEN, Facts, Filters, Measure, Measured, unknown
from kfond.funding.units import SHARE
from kfond.periods import Span as Days
from kfond.placements import definitions
from kfond.placements.definitions import Definition
from kfond.placements.tallies import Measure as Counted
from kfond.placements.tallies import Span

NOT_TOLD = "ingen uppgift om placeringar för just den tiden"
SHARES: Mapping[str, Definition] = {
    "breakdown_share_ended": definitions.OF_ENDED,
    "breakdown_share_under_way": definitions.OF_UNDER_WAY,
    "breakdown_share_children": definitions.PER_CHILD,
}


def breakdowns(facts: Facts, span: Days, _: Filters) -> Measured:
    """Breakdowns of a time."""
    if facts.statistics is None:
        return unknown(NOT_TOLD)
    tally = facts.statistics.number(Span(*span), Counted.BREAKDOWNS)
    if tally is None:
        return unknown(HIDDEN)
    if tally.number is None:
        return unknown(NOT_TOLD)
    number = Fraction(tally.number)
    return Measured(number, tally.sources, low=number, high=number)


def _share(definition: Definition) -> Measure:
    def compute(facts: Facts, span: Days, _: Filters) -> Measured:
        if facts.statistics is None:
            return unknown(NOT_TOLD)
        found = facts.statistics.rate(definition, Span(*span))
        if found is None:
            return unknown(HIDDEN)
        if found.value is None:
            return Measured(None, found.sources, found.why_not.in_words("sv") if found.why_not else NOT_TOLD)
        return Measured(
            found.value,
            found.sources,
            "",
            Fraction(found.low) if found.low is not None else None,
            Fraction(found.high) if found.high is not None else None,
        )

    return Measure(
        definition.name, definition.words, SHARE, {}, compute, definition.source, is_on_persons=True
    )


MEASURES = {
    "breakdowns": Measure(
        "Sammanbrott",
        "Antal placeringar som slutade med sammanbrott under tiden.",
        "sammanbrott",
        {},
        breakdowns,
        is_on_persons=True,
    ),
    **{key: _share(definition) for key, definition in SHARES.items()},
}
