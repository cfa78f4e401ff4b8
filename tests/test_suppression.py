"""Small counts are hidden, and nobody can subtract his way to them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attack import computed, equations, possible
from kfond.suppression import Count, Sum, hide, is_small_group

K = 5


def hidden_of(row: Sequence[int | None], k: int = K) -> list[object]:
    """A row of counts with its total at the end, as a document would print it."""
    counts = [Count(place, number) for place, number in enumerate(row)]
    sums = [Sum(len(row) - 1, tuple(range(len(row) - 1)))]
    hidden = hide(counts, sums, k)
    return ["dold" if place in hidden else number for place, number in enumerate(row)]


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        ([8, 9, 6, 23], [8, 9, 6, 23]),  # nothing is small
        ([0, 9, 6, 15], [0, 9, 6, 15]),  # zeros are shown
        ([3, 9, 6, 18], ["dold", 9, "dold", 18]),  # one alone would be 18 - 9 - 6
        ([3, 2, 6, 11], ["dold", "dold", 6, 11]),  # 5 together: each may be 1 to 4
        (
            [1, 2, 6, 9],
            ["dold", "dold", "dold", 9],
        ),  # 3 together would be 1 and 2: no more is told than "below 5"
        ([1, 1, 0, 2], ["dold", "dold", 0, "dold"]),  # the total is small itself
        ([1, 1, 1, 1, 1, 5], ["dold"] * 6),  # five that are at least 1 each: the total would tell them all
        ([3, None, 6, 9], ["dold", None, "dold", 9]),  # what is not known counts for nothing
        ([3, 0, 0, 3], ["dold", 0, 0, "dold"]),
    ],
)
def test_a_small_count_is_hidden_with_what_it_takes(row: list[int | None], printed: list[object]) -> None:
    assert hidden_of(row) == printed


def test_a_table_with_totals_hides_a_rectangle() -> None:
    # familjehem jourhem HVB | sum
    table = [[9, 2, 8, 19], [7, 6, 9, 22], [8, 7, 7, 22], [24, 15, 24, 63]]
    counts = [Count((r, c), n) for r, row in enumerate(table) for c, n in enumerate(row)]
    sums = [Sum((r, 3), ((r, 0), (r, 1), (r, 2))) for r in range(4)]
    sums += [Sum((3, c), ((0, c), (1, c), (2, c))) for c in range(4)]
    assert hide(counts, sums, K) == {(0, 0), (0, 1), (1, 0), (1, 1)}  # the smallest: 9, 2, 7 and 6


def test_what_no_document_shows_is_protected_too() -> None:
    counts = [Count("ended", 8), Count("unplanned", 6), Count("planned", 2, shown=False)]
    hidden = hide(counts, [Sum("ended", ("unplanned", "planned"))], K)
    assert hidden == {"unplanned"}  # else 8 - 6


def test_a_total_that_is_never_hidden_leaves_the_room_there_is() -> None:
    counts = [Count("women", 2), Count("men", 0), Count("participations", 2, sensitive=False)]
    hidden = hide(counts, [Sum("participations", ("women", "men"))], K)
    assert hidden == {"women", "men"}  # a zero is hidden only where it would tell


def test_what_cannot_be_protected_is_refused() -> None:
    counts = [Count("children", 2), Count("seats", 2, sensitive=False)]
    with pytest.raises(ValueError, match="children"):
        hide(counts, [Sum("seats", ("children",))], K)


def test_a_total_that_is_not_its_parts_is_refused() -> None:
    with pytest.raises(ValueError, match="'sum'"):
        hide([Count("one", 2), Count("sum", 3)], [Sum("sum", ("one",))], K)


@pytest.mark.parametrize(("size", "small"), [(1, True), (10, True), (11, False)])
def test_groups_of_ten_are_small(size: int, small: bool) -> None:
    assert is_small_group(size) is small


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Count], list[Sum]]:
    """Municipalities by form, with every total; a year more or less; the forms of home grouped in two."""
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    years = draw(st.integers(1, 2))
    number = st.one_of(st.just(0), st.integers(1, 4), st.integers(0, 12))
    cells = {(y, r, c): draw(number) for y in range(years) for r in range(rows) for c in range(columns)}
    sums: list[Sum] = []

    def add(total: Hashable, parts: list[Hashable]) -> None:
        cells[total] = sum(cells[part] for part in parts)  # type: ignore[index]
        sums.append(Sum(total, tuple(parts)))

    for y in range(years):
        for r in range(rows):
            add((y, r, "all"), [(y, r, c) for c in range(columns)])
        for c in range(columns):
            add((y, "all", c), [(y, r, c) for r in range(rows)])
        add((y, "all", "all"), [(y, "all", c) for c in range(columns)])
        sums.append(Sum((y, "all", "all"), tuple((y, r, "all") for r in range(rows))))
    if years > 1 and draw(st.booleans()):
        for r in range(rows):
            add(("years", r), [(y, r, "all") for y in range(years)])
        add(("years", "all"), [(y, "all", "all") for y in range(years)])
        sums.append(Sum(("years", "all"), tuple(("years", r) for r in range(rows))))
    return [Count(key, number) for key, number in cells.items()], sums


@given(tables())
@settings(deadline=None, max_examples=150)
def test_no_hidden_count_can_be_computed(table: tuple[list[Count], list[Sum]]) -> None:
    counts, sums = table
    hidden = hide(counts, sums, K)
    values = {each.key: each.value or 0 for each in counts}
    assert {key for key, number in values.items() if 0 < number < K} <= hidden
    shown = {key: number for key, number in values.items() if key not in hidden}
    found = equations(shown, [(each.total, each.parts) for each in sums])
    assert not [key for key in computed(found) if values[key] < K]


@given(tables())
@settings(deadline=None, max_examples=60)
def test_a_reader_who_knows_that_zeros_are_shown_learns_only_that_it_is_small(
    table: tuple[list[Count], list[Sum]],
) -> None:
    counts, sums = table
    hidden = hide(counts, sums, K)
    values = {each.key: each.value or 0 for each in counts}
    shown = {key: number for key, number in values.items() if key not in hidden}
    found = equations(shown, [(each.total, each.parts) for each in sums])
    leaves = {each.key for each in counts} - {each.total for each in sums}
    for key in sorted(hidden & leaves, key=str)[:3]:
        if values[key] < K:
            assert {1, K - 1} <= possible(found, key, 1, 60, among=(1, K - 1))


def in_turn(numbers: Sequence[int], k: int = K) -> list[object]:
    """Three thirds, told one after the other, and their year, told with the last, as documents would print them."""
    counts = [Count(at, number, turn=min(at, 2)) for at, number in enumerate((*numbers, sum(numbers)))]
    hidden = hide(counts, [Sum(3, (0, 1, 2))], k)
    return ["dold" if each.key in hidden else each.value for each in counts]


@pytest.mark.parametrize(
    ("thirds", "printed"),
    [
        ([8, 9, 6], [8, 9, 6, 23]),
        ([3, 9, 6], ["dold", 9, "dold", 18]),  # the last third, else 18 - 9 - 6
        (
            [9, 6, 3],
            [9, 6, "dold", "dold"],
        ),  # two thirds have been told, so that the year would tell the last
        ([9, 3, 2], [9, "dold", "dold", 14]),
    ],
)
def test_what_has_been_told_stays_told(thirds: list[int], printed: list[object]) -> None:
    assert in_turn(thirds) == printed


@given(st.lists(st.integers(0, 12), min_size=3, max_size=3))
def test_what_a_turn_hides_does_not_depend_on_what_comes_later(thirds: list[int]) -> None:
    before = hide([Count(at, number, turn=at) for at, number in enumerate(thirds[:2])], [], K)
    assert in_turn(thirds)[:2] == ["dold" if at in before else number for at, number in enumerate(thirds[:2])]


def test_what_was_hidden_before_is_as_open_as_it_was() -> None:
    # a, b | sum first; then b with c, of which the sum would tell b, and so a
    first = [Count("a", 2), Count("b", 7), Count("a and b", 9)]
    later = [Count("c", 6, turn=1), Count("b and c", 13, turn=1)]
    sums = [Sum("a and b", ("a", "b")), Sum("b and c", ("b", "c"))]
    assert hide(first, sums[:1], K) == {"a", "b"}
    assert hide([*first, *later], sums, K) == {"a", "b", "c"}
