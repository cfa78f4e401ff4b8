"""What somebody who subtracts can find out: from shown counts and the sums that tie them to the hidden ones."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction

import highspy

Equation = tuple[Mapping[Hashable, int], int]
"""Hidden counts with their signs, and what they come to together."""


def equations(
    shown: Mapping[Hashable, int], sums: Iterable[tuple[Hashable, Sequence[Hashable]]]
) -> list[Equation]:
    """Each sum with the shown counts on the one side and the hidden ones on the other."""
    found = []
    for total, parts in sums:
        left: dict[Hashable, int] = {}
        right = 0
        for key, sign in ((total, -1), *((part, 1) for part in parts)):
            if key in shown:
                right -= sign * shown[key]
            else:
                left[key] = left.get(key, 0) + sign
        found.append((left, right))
    return found


Row = tuple[dict[Hashable, Fraction], Fraction]


def computed(found: Iterable[Equation]) -> dict[Hashable, Fraction]:
    """Every hidden count that follows from the equations alone, by elimination."""
    rows: list[Row] = [
        ({key: Fraction(sign) for key, sign in left.items()}, Fraction(right)) for left, right in found
    ]
    solved: list[tuple[Hashable, Row]] = []
    while rows:
        left, right = rows.pop()
        if not left:
            continue
        pivot = next(iter(left))
        used: Row = ({key: sign / left[pivot] for key, sign in left.items()}, right / left[pivot])
        rows = [_without(row, pivot, used) for row in rows]
        solved = [(key, _without(row, pivot, used)) for key, row in solved]
        solved.append((pivot, used))
    return {key: value for key, (row, value) in solved if row == {key: 1}}


def _without(row: Row, pivot: Hashable, used: Row) -> Row:
    """A row with `pivot` put out of it by one that has it once."""
    factor = row[0].get(pivot, Fraction(0))
    if not factor:
        return row
    keys = dict.fromkeys((*row[0], *used[0]))
    less = {key: row[0].get(key, Fraction(0)) - factor * used[0].get(key, Fraction(0)) for key in keys}
    return {key: sign for key, sign in less.items() if sign}, row[1] - factor * used[1]


def possible(
    found: Sequence[Equation], wanted: Hashable, least: int, most: int, among: Iterable[int] | None = None
) -> set[int]:
    """Every number from `least` to `most` that a hidden count could be, with all hidden ones in that range.

    `among`: only these are tried, since each is a search through all the others.
    """
    tried = range(least, most + 1) if among is None else among
    return {number for number in tried if _fits(found, {wanted: number}, least, most)}


def extremes(found: Sequence[Equation], wanted: Hashable, least: int, most: int) -> tuple[int, int]:
    """The smallest and the largest that a hidden count could be, with all hidden ones from `least` to `most`."""
    ends = []
    for sense in (1.0, -1.0):
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        keys = {
            key: number for number, key in enumerate(dict.fromkeys(key for left, _ in found for key in left))
        }
        for key in keys:
            highs.addVar(least, most)
            highs.changeColIntegrality(keys[key], highspy.HighsVarType.kInteger)
        highs.changeColCost(keys[wanted], sense)
        for left, right in found:
            numbers = [keys[key] for key in left]
            highs.addRow(
                float(right), float(right), len(left), numbers, [float(sign) for sign in left.values()]
            )
        highs.run()
        assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        ends.append(round(highs.getSolution().col_value[keys[wanted]]))
    return ends[0], ends[1]


def _fits(found: Sequence[Equation], fixed: Mapping[Hashable, int], least: int, most: int) -> bool:
    open_ones = []
    for left, right in found:
        rest = right - sum(sign * fixed[key] for key, sign in left.items() if key in fixed)
        unknown = {key: sign for key, sign in left.items() if key not in fixed}
        low = sum(least if sign > 0 else -most for sign in unknown.values())
        high = sum(most if sign > 0 else -least for sign in unknown.values())
        if not low <= rest <= high:
            return False
        if unknown:
            open_ones.append((len(unknown), unknown, rest))
    if not open_ones:
        return True
    _, unknown, rest = min(open_ones, key=lambda each: each[0])
    key, sign = next(iter(unknown.items()))
    numbers = [rest * sign] if len(unknown) == 1 else range(least, most + 1)
    return any(
        least <= number <= most and _fits(found, {**fixed, key: number}, least, most) for number in numbers
    )
