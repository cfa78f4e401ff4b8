"""What a supposition makes of the share of each band that leaves in a year, beside what is reckoned with."""

from dataclasses import replace
from decimal import Decimal

from made_up_bases import basis_with, start_of

from kfond.messages import say
from kfond.plan.asked import WhatIf
from kfond.plan.basis import Basis
from kfond.plan.leavers import leavers_beside
from kfond.plan.propose import propose
from written_catalogue import lines_of

LINES = lines_of([("BoU", "0-2 år", "LVU", "Vartannat år", 5, 12)])
NAMES = (say("now"), say("in that case"))


def told(basis: Basis, *what_ifs: WhatIf) -> list[tuple[str, ...]]:
    """The rows of the table, in Swedish."""
    base = propose(basis)
    other = propose(replace(basis, asked=replace(basis.asked, what_ifs=what_ifs)), near=base)
    return [
        tuple(
            cell.in_words("sv") if hasattr(cell, "in_words") else str(round(Decimal(str(cell)), 2))
            for cell in row
        )
        for chapter in leavers_beside(base, other, NAMES)
        for row in chapter.tables[0].rows
    ]


def test_each_band_is_shown_before_and_after() -> None:
    # 25, 15 and 10 % of ten persons each are 5 of 30; for 9 of 30 every share is 1.8 times as large.
    assert told(basis_with({"1401": (10, 10, 10)}, LINES), WhatIf("turnover", Decimal("0.3"))) == [
        ("BoU, 0–2 år", "10.00", "25.00", "45.00"),
        ("BoU, 2–5 år", "10.00", "15.00", "27.00"),
        ("BoU, mer än 5 år", "10.00", "10.00", "18.00"),
        ("Alla tillsammans", "30.00", "16.67", "30.00"),
    ]


def test_shares_that_are_as_before_are_not_shown() -> None:
    basis = basis_with({"1401": (10, 10, 10)}, LINES)

    assert told(basis, WhatIf("joint_budget", Decimal(1000))) == []


def test_without_staff_figures_there_is_nothing_to_compare() -> None:
    assert told(basis_with({}, LINES), WhatIf("turnover", Decimal("0.3"))) == []


def test_a_band_that_nobody_has_counted_is_not_known() -> None:
    basis = basis_with({"1401": (10, 10, 10)}, LINES)
    unknown = replace(start_of("1401", (0, 0, 0)), bands={})

    assert told(replace(basis, starts=(unknown,)), WhatIf("turnover", Decimal("0.3")))[0] == (
        ("BoU, 0–2 år", "inte känt", "25.00", "45.00")
    )
