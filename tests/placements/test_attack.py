"""An attacker who has everything that may be shown of three tertials and the year recovers no hidden number."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from attacker import Attacker
from made_up_rows import T1, T2, T3, YEAR, row

from kfond.placements.definitions import DEFINITIONS
from kfond.placements.statistics import Statistics
from kfond.placements.tallies import ALL, Measure, Spot
from kfond.placements.tallying import tallied
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


@pytest.mark.parametrize(
    ("seed", "placements", "codes"),
    [
        (2, 60, ("2260", "2280", "2282")),
        (4, 600, ("2260", "2280", "2282", "2283")),
        (5, 1500, ("2260", "2280")),
    ],
)
def test_no_hidden_number_follows_from_what_is_shown(
    seed: int, placements: int, codes: tuple[str, ...]
) -> None:
    found = protected(seed, placements, codes)
    attacker = Attacker(found, YEAR, (T1, T2, T3))
    small = [
        (spot, number)
        for spot in attacker.columns
        if spot.measure is not Measure.DAYS and (number := found.tallies.at(spot).number) in range(1, K)
    ]
    assert small, "there is something to find out"
    assert [spot for spot, number in small if not attacker.can_be_other(spot, number or 0)] == []


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
    tallies = tallied(organisation(4, 600, ("2260", "2280")), (T1, T2, T3, YEAR))
    alone = Spot(T1, ALL, Kind.EMERGENCY, Measure.ENDED)

    class OneHidden(Statistics):
        def is_hidden(self, spot: Spot) -> bool:
            return spot == alone

    attacker = Attacker(OneHidden(tallies, K), YEAR, (T1, T2, T3))
    assert not attacker.can_be_other(alone, tallies.at(alone).number or 0)
