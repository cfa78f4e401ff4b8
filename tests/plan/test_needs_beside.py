"""What if more of the staff left: the need of each municipality stands beside its seats, before and after."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from made_up_bases import SETTINGS, basis_with

from kfond.messages import say
from kfond.plan.asked import WhatIf
from kfond.plan.needs_beside import needs_beside
from kfond.plan.propose import propose
from written_catalogue import lines_of

BASIS = replace(
    basis_with(
        {"1401": (20, 0, 0), "1402": (9, 0, 0)}, lines_of([("BoU", "0-2 år", "LVU", "1 gång/år", 5, 12)])
    ),
    settings=SETTINGS,
)
NAMES = (say("now"), say("then"))


def test_the_need_of_both_plans_stands_beside_the_seats() -> None:
    now = propose(BASIS)
    then = propose(replace(BASIS, asked=replace(BASIS.asked, what_ifs=(WhatIf("turnover", Decimal("0.6")),))))

    (chapter,) = needs_beside(now, then, NAMES)

    rows = chapter.tables[0].rows
    assert [row[0] for row in rows[:2]] == ["Kommun 1401", "Kommun 1402"]
    assert [row[1:] for row in rows[:2]] == [
        (before.need, after.need, before.seats, after.seats)
        for before, after in zip(now.coverage, then.coverage, strict=True)
    ]
    needs = rows[2][1:3]
    assert needs[0] < needs[1]  # whoever comes for those who leave needs the course too
    assert needs_beside(now, now, NAMES) == ()
