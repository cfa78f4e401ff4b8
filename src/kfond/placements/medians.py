"""Medians of days as whole numbers, so that they can be kept as every other tally."""

from __future__ import annotations

from collections.abc import Sequence


def median_in_half_days(days: Sequence[int]) -> int | None:
    """Twice the median: of an even number of cases it lies between two, which may be on half a day. None of none."""
    if not days:
        return None
    in_order = sorted(days)
    half = len(in_order) // 2
    return 2 * in_order[half] if len(in_order) % 2 else in_order[half - 1] + in_order[half]
