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


class WholeNumbers:
    """Everything that somebody knows, as bounds and sums in whole numbers; what is told is fixed."""

    def __init__(self, told: Mapping[Hashable, int]) -> None:
        self.told = told
        self.columns: dict[Hashable, int] = {}
        self.low: list[int] = []
        self.high: list[int] = []
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)

    def take(self, key: Hashable, most: int) -> None:
        """A number that is told, or is from 0 to `most`."""
        self.columns[key] = len(self.columns)
        self.solver.addVar(*((self.told[key],) * 2 if key in self.told else (0, most)))

    def know(self, terms: Iterable[tuple[int, Hashable]], least: float, most: float) -> None:
        """A sum of numbers, each with its sign or factor, that lies between two bounds."""
        signs: dict[int, int] = {}
        for sign, key in terms:
            signs[self.columns[key]] = signs.get(self.columns[key], 0) + sign
        self.solver.addRow(least, most, len(signs), list(signs), [float(sign) for sign in signs.values()])

    def ranges(self, wanted: Sequence[Hashable], enough: int) -> dict[Hashable, tuple[int, int]]:
        """How low and how high each number can be; looked for no further than until that is `enough` apart."""
        for sense in (1.0, -1.0):
            for key in wanted:
                column = self.columns[key]
                if not self.low or self.high[column] - self.low[column] < enough:
                    self._solve(column, sense)
        return {key: (self.low[self.columns[key]], self.high[self.columns[key]]) for key in wanted}

    def _solve(self, column: int, sense: float) -> None:
        """Notes numbers that fit with this one as low or high as can be; most come out whole."""
        self.solver.changeColCost(column, sense)
        numbers = self._run()
        if any(abs(number - round(number)) > 1e-6 for number in numbers):
            self._of_kind(highspy.HighsVarType.kInteger)
            numbers = self._run()
            self._of_kind(highspy.HighsVarType.kContinuous)
        self.solver.changeColCost(column, 0.0)
        whole = [round(number) for number in numbers]
        self.low = [min(pair) for pair in zip(self.low or whole, whole, strict=True)]
        self.high = [max(pair) for pair in zip(self.high or whole, whole, strict=True)]

    def _of_kind(self, kind: highspy.HighsVarType) -> None:
        for column in self.columns.values():
            self.solver.changeColIntegrality(column, kind)

    def _run(self) -> list[float]:
        self.solver.run()
        assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, "the truth fits"
        return list(self.solver.getSolution().col_value)
