"""Staff turnover: four definitions, never mixed, and none of them guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal as D  # noqa: N817

import pytest

from kfond.provenance import Place, Source
from kfond.staffing.boxes import BANDS
from kfond.staffing.movements import Movement
from kfond.staffing.returns import Measure
from kfond.staffing.turnover import AGV, EXTERNAL, OWN_REQUEST, REPLACEMENT, Turnover, turnover

CELL = Source(Place("sheet.xlsx", "Blad1", "B2"), "?")
VT, HT = (date(2017, 1, 1), date(2017, 6, 30)), (date(2017, 7, 1), date(2017, 12, 31))
YEAR = (VT[0], HT[1])


def told(
    leavers: int | None,
    own: int | None,
    hires: int | None,
    days: tuple[date, date] = YEAR,
    code: str = "1421",
    band: Measure | None = None,
) -> Movement:
    return Movement(code, "BoU", *days, band, leavers, own, None, None, hires, CELL)


def found(
    movements: Sequence[Movement], opening: int | None = 18, closing: int | None = 22
) -> dict[str, Turnover]:
    ends = (None if number is None else D(number) for number in (opening, closing))
    return {one.id: one for one in turnover(movements, *ends)}


@pytest.mark.parametrize(
    ("leavers", "own", "hires", "a_and_b", "c", "d"),
    [
        # the mean of 18 and 22 employees is 20
        (5, 3, 8, "0.25", "0.15", "0.25"),  # more were hired than left: A and B count those who left
        (5, 3, 2, "0.10", "0.15", "0.25"),  # fewer were hired: those hired
        (5, 0, 5, "0.25", "0", "0.25"),
        (0, 0, 4, "0", "0", "0"),
    ],
)
def test_each_definition_by_hand(leavers: int, own: int, hires: int, a_and_b: str, c: str, d: str) -> None:
    values = {name: one.value for name, one in found([told(leavers, own, hires)]).items()}

    assert values == {REPLACEMENT: D(a_and_b), AGV: D(a_and_b), OWN_REQUEST: D(c), EXTERNAL: D(d)}


def test_numerator_and_denominator_are_always_there() -> None:
    one = found([told(5, 3, 8)])[OWN_REQUEST]

    assert (one.numerator, one.denominator, one.value, one.why_not) == (3, 20, D("0.15"), None)
    assert one.name.in_words("en") == "at their own request, without pensions"


@pytest.mark.parametrize(
    ("leavers", "own", "hires", "computable"),
    [
        (None, 3, 8, [OWN_REQUEST]),
        (5, None, 8, [REPLACEMENT, AGV, EXTERNAL]),
        (5, 3, None, [OWN_REQUEST, EXTERNAL]),
        (None, None, None, []),
    ],
)
def test_what_is_not_reported_is_not_computable_and_never_zero(
    leavers: int | None, own: int | None, hires: int | None, computable: list[str]
) -> None:
    every = found([told(leavers, own, hires)])

    assert [name for name, one in every.items() if one.value is not None] == computable
    assert all((one.why_not is None) == (name in computable) for name, one in every.items())


def reasons(every: dict[str, Turnover]) -> set[str]:
    return {
        one.why_not.in_words("en").removeprefix("not computable: ") for one in every.values() if one.why_not
    }


@pytest.mark.parametrize(
    ("movements", "opening", "closing", "why"),
    [
        ([], 18, 22, "nobody has reported who left and who was hired"),
        ([told(5, 3, 8)], None, 22, "the number of employees at the start or the end is not known"),
        ([told(5, 3, 8)], 0, 0, "there were no employees"),
        ([told(5, 3, 8, VT), told(9, 3, 9)], 18, 22, "the reports are not about the same days"),
        ([told(5, 3, 8), told(1, 1, 1, VT, "1435")], 18, 22, "the reports are not about the same days"),
    ],
    ids=["nothing", "no headcount", "nobody", "overlapping", "different periods"],
)
def test_why_nothing_is_computable(
    movements: list[Movement], opening: int | None, closing: int | None, why: str
) -> None:
    every = found(movements, opening, closing)

    assert reasons(every) == {why}
    assert all(one.value is None for one in every.values())


def test_half_years_and_municipalities_add_up_and_one_that_is_silent_makes_it_unknown() -> None:
    whole = [told(1, 1, 2, VT), told(2, 0, 1, HT), told(1, 0, 0, VT, "1435"), told(0, 0, 3, HT, "1435")]
    every = found(whole)
    silent = found([*whole[:3], told(None, 0, 3, HT, "1435")])

    assert [every[name].numerator for name in (REPLACEMENT, OWN_REQUEST, EXTERNAL)] == [4, 1, 4]
    assert silent[EXTERNAL].numerator is None
    assert reasons({EXTERNAL: silent[EXTERNAL]}) == {"how many left is not reported for all"}


def test_bands_add_up_only_when_all_three_are_there_and_never_to_the_sum_that_is_stated() -> None:
    bands = [told(1, 0, 1, band=band) for band in BANDS]

    assert found(bands)[EXTERNAL].numerator == 3
    assert found([*bands, told(3, 0, 3)])[EXTERNAL].numerator == 3
    assert found(bands[:2])[EXTERNAL].numerator is None
