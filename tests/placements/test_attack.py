"""An attacker who has read every report of tertials and years recovers no hidden number."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from attacker import Attacker
from made_up_rows import T1, T2, T3, YEAR, row

from kfond.placements.definitions import DEFINITIONS
from kfond.placements.statistics import Statistics
from kfond.placements.tallies import ALL, Measure, Spot, Tallies
from kfond.placements.tallying import spans_of_year, tallied
from kfond.placements.values import Ending, Kind, Placement

K = 5
KINDS = (Kind.TRADITIONAL,) * 4 + (Kind.NETWORK,) * 2 + (Kind.CONSULTANT, Kind.EMERGENCY, Kind.RELIEF)


def organisation(seed: int, placements: int, codes: tuple[str, ...]) -> tuple[Placement, ...]:
    """Made-up placements, most of them in the first municipality."""
    dice = random.Random(seed)
    found = []
    for number in range(placements):
        start = date(2021, 1, 1) + timedelta(dice.randrange(700))
        end = start + timedelta(int(dice.expovariate(1 / 250)) + 1)
        has_ended = end <= date(2023, 12, 31)
        found.append(
            row(
                f"child {number % max(1, placements * 4 // 5)}",
                dice.choice(KINDS),
                start.isoformat(),
                end.isoformat() if has_ended else "",
                dice.choice(list(Ending)) if has_ended else None,
                planned=end.isoformat() if dice.random() < 0.5 else "",
                trained=dice.choice((True, False, None)),
                code=codes[min(dice.randrange(2 * len(codes)), len(codes) - 1) - 1],
            )
        )
    return tuple(found)


def protected(seed: int, placements: int, codes: tuple[str, ...]) -> Statistics:
    return Statistics(tallied(organisation(seed, placements, codes), (T1, T2, T3, YEAR)), K)


def published(rows: Sequence[Placement], years: Sequence[int]) -> tuple[dict[Spot, int], Tallies]:
    """What reports tell, each written when its tertial or year is over and nobody knows what comes after."""
    told: dict[Spot, int] = {}
    for year in years:
        *tertials, _ = spans_of_year(year)
        for tertial in tertials:
            every = [span for each in years for span in spans_of_year(each) if span.last <= tertial.last]
            found = Statistics(tallied(rows, every), K)
            now = {spot: tally.number for spot, tally in found.tallies if not found.is_hidden(spot)}
            assert all(now.get(spot) in (number, None) for spot, number in told.items())
            told |= {spot: number for spot, number in now.items() if number is not None}
    return told, found.tallies


@pytest.mark.parametrize(
    ("seed", "placements", "codes", "years"),
    [
        (2, 60, ("2260", "2280", "2282"), (2022,)),
        (4, 600, ("2260", "2280", "2282", "2283"), (2022,)),
        (5, 1500, ("2260", "2280"), (2022,)),
        (6, 120, ("2260", "2280"), (2022, 2023)),
    ],
)
def test_no_hidden_number_follows_from_reports_that_came_one_after_the_other(
    seed: int, placements: int, codes: tuple[str, ...], years: tuple[int, ...]
) -> None:
    told, tallies = published(organisation(seed, placements, codes), years)
    of_years = {spans[-1]: spans[:3] for spans in map(spans_of_year, years)}
    assert Attacker(told, of_years, codes).found_out(tallies, K) == []


@pytest.mark.parametrize("placements", [12, 60, 600, 1500])
def test_a_rate_is_shown_only_where_all_that_it_is_made_of_is(placements: int) -> None:
    found = protected(7, placements, ("2260", "2280", "2282"))
    shown = 0
    for definition in DEFINITIONS.values():
        for span in (T1, T2, T3, YEAR):
            for kind in (ALL, *Kind):
                rate = found.rate(definition, span, kind=kind)
                if rate is None or rate.value is None:
                    continue
                shown += 1
                for measure in (definition.numerator, definition.denominator, definition.unclear):
                    number = found.tallies.at(Spot(span, ALL, kind, measure)).number if measure else 0
                    assert number is None or number not in range(1, K)
    assert shown


def test_an_attacker_would_find_out_a_number_that_is_hidden_by_itself() -> None:
    codes = ("2260", "2280")
    tallies = tallied(organisation(4, 600, codes), (T1, T2, T3, YEAR))
    alone = Spot(T1, ALL, Kind.EMERGENCY, Measure.ENDED)
    number = tallies.number(T1, ALL, Kind.EMERGENCY, Measure.ENDED)
    told = {spot: tally.number for spot, tally in tallies if spot != alone and tally.number is not None}
    found = Attacker(told, {YEAR: (T1, T2, T3)}, codes).found_out(tallies, 10)
    assert (alone, number, (number, number)) in found
