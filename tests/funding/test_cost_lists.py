"""Costs from a sheet: rows of one voucher split one cost, and each krona keeps its cell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kfond.funding.cost_lists import costs_in
from kfond.funding.costs import uses_of
from written_lists import rows_of

HEADINGS = (
    "Verifikation", "Betald dag", "Vad som betalades", "Hela beloppet", "Ansökan", "Budgetrad",
    "Annan finansiär", "Andel i kronor", "Andel i procent",
)  # fmt: skip
EXAM = ("V-30", "2021-10-05", "Examination", 6000, "mafi", "examination")
Rows = Sequence[Sequence[object]]


def shares(*rows: Sequence[object]) -> list[tuple[str, str, int, str]]:
    """Voucher, who, öre and cell of each share that counts."""
    read = costs_in(rows_of("fund_costs", [HEADINGS, *rows]))
    return [
        (cost.key, str(share.bearer), share.amount, share.source.place.cell if share.source else "")
        for cost in read.costs
        for share in cost.shares
    ]


def problems(*rows: Sequence[object]) -> str:
    read = costs_in(rows_of("fund_costs", [HEADINGS, *rows]))
    assert read.costs == ()
    return "\n".join(problem.in_words("en") for problem in read.problems)


def test_a_row_alone_bears_all_of_its_cost() -> None:
    assert shares(EXAM) == [("V-30", "mafi:examination", 600_000, "D2")]


def test_rows_of_one_voucher_split_its_cost_to_the_ore() -> None:
    assert shares(
        ("V-31", "2021-10-06", "Böcker", 333.33, "mafi", "litteratur", "", "", 0.5),
        ("V-31", "2021-10-06", "Böcker", "333,33", "", "", "egen budget", "", "50 %"),
        ("V-32", "2021-10-07", "Teoridag", "12 tkr", "mafi", "teoridag", "", 9000, ""),
        ("V-32", "2021-10-07", "Teoridag", 12000, "", "", "Orust", "", ""),
    ) == [
        ("V-31", "mafi:litteratur", 16_667, "I2"),
        ("V-31", "egen budget", 16_666, "I3"),
        ("V-32", "mafi:teoridag", 900_000, "H4"),
        ("V-32", "Orust", 300_000, "D5"),
    ]


def test_what_an_application_used_is_its_shares_with_their_cells() -> None:
    read = costs_in(
        rows_of(
            "fund_costs",
            [HEADINGS, EXAM, ("V-33", "2021-11-01", "Resa", 500, "annan", "", "", "", "")],
        )
    )
    (use,) = uses_of(read.costs, "mafi")
    assert (use.year, use.line, use.amount, use.by) == (2021, "examination", 600_000, "V-30")
    assert use.source and str(use.source.place) == "list.xlsx, Blad1!D2"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("V-1", "2021-10-05", "Resa", 500, "mafi", "", "", 400, "")], "come to 400 kronor, and the cost is 500"),
        ([("V-1", "2021-10-05", "Resa", 500, "mafi", "", "Orust")], "names both an application and another source"),
        ([("V-1", "2021-10-05", "Resa", 500)], "names nobody who bears it"),
        ([("V-1", "oktober 2021", "Resa", 500, "mafi")], "has no day but a longer time"),
        ([("V-1", "2021-10-05", "Resa", "ca 500", "mafi")], "“ca 500” is no amount of voucher V-1"),
        ([("V-1", "2021-10-05", "Resa", 500, "mafi", "", "", 200, 0.4)], "in kronor and one in per cent"),
        ([("V-1", "2021-10-05", "Resa", 500, "mafi", "", "", 200),
          ("V-1", "2021-10-05", "Resa", 600, "", "", "Orust")], "another amount or day here than in A2"),
        ([("V-1", "2021-10-05", "Resa", 500, "mafi"), ("V-1", "2021-10-05", "Resa", 500, "", "", "Orust")],
         "2 sources are to take the rest"),
    ],
)  # fmt: skip
def test_a_voucher_with_anything_wrong_counts_for_nothing(rows: Rows, words: str) -> None:
    told = problems(*rows)
    assert words in told and told.startswith("list.xlsx, Blad1!")
