"""Groups over weeks: as even as their choices allow."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kfond.plan.week_loads import even_weeks


def loads(weeks: list[int], count: int) -> list[int]:
    return [weeks.count(week) for week in range(count)]


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ([(0, 1)], [0, 1]),
        ([(0, 1), (0,)], [1, 1]),
        ([(0,), (0, 1)], [1, 1]),
        ([(0, 1), (0, 1), (0,), (0,)], [2, 2]),
        (
            [(0, 1), (0,), (1, 2), (1,)],
            [1, 2, 1],
        ),  # two of four in the middle: the fourth can go nowhere else
        ([(1,), (1,), (1,)], [0, 3, 0]),
        ([], [0, 0, 0]),
    ],
)
def test_a_group_makes_room_for_one_that_has_less_choice(
    choices: list[tuple[int, ...]], expected: list[int]
) -> None:
    weeks = even_weeks(choices, len(expected))

    assert loads(weeks, len(expected)) == expected
    assert all(week in own for week, own in zip(weeks, choices, strict=True))


@settings(deadline=None)
@given(
    st.lists(
        st.sets(st.integers(0, 3), min_size=1).map(lambda own: tuple(sorted(own))), min_size=1, max_size=6
    )
)
def test_nothing_is_more_even(choices: list[tuple[int, ...]]) -> None:
    unevenness = sum(load**2 for load in loads(even_weeks(choices, 4), 4))

    assert unevenness == min(sum(load**2 for load in loads(list(every), 4)) for every in product(*choices))
