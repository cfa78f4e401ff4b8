"""Over 200 simulated organisations, the 95 % intervals hold the true rate about as often as they claim."""

from __future__ import annotations

import pytest

from simulated_intervals import SEEDS, covered

STATISTICS = (
    "of_ended",
    "of_under_way",
    "per_100_years",
    "within_24_months",
    "per_child",
    "ended_early",
    "trained_before",
)


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    return {each.key: each.share for each in covered(SEEDS)}


@pytest.mark.parametrize("key", STATISTICS)
def test_intervals_hold_what_is_true_as_often_as_they_claim(key: str, shares: dict[str, float]) -> None:
    assert 0.90 <= shares[key] <= 0.98
    assert len(shares) == len(STATISTICS)
