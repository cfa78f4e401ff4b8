"""Who declines a seat that there is no time for, and who gets it then."""

from __future__ import annotations

from dataclasses import replace

import pytest
from choices import choice_of
from made_up_tasks import LVU, schedule, task

from kfond.messages import say
from kfond.plan.choice.declines import Release, handovers, next_in_line, proposed_declines
from kfond.plan.choice.values import Declined, Pinned
from kfond.plan.menus.values import FULL_WEIGHT, Menu
from kfond.sharing import Ask, share_seats


def test_the_seats_of_least_weight_are_proposed_to_be_declined() -> None:
    light = replace(schedule((1, 0, 0, 0), [{"1401": 3}]), value=2 * FULL_WEIGHT)
    made = task(LVU, Menu("light", (light,)), day_caps={"1401": (400,) * 4}, codes=("1401",))
    made = replace(made, limits=replace(made.limits, pins=(Pinned("lvu", frozenset({1}), say("pin")),)))
    found = choice_of(made)

    assert found.declined == (Declined("1401", 0, 500),)
    assert proposed_declines(made, found) == (Release("1401", "light", 0, 3), Release("1401", "lvu", 0, 2))


def test_declined_seats_go_down_the_queue() -> None:
    sharing = share_seats([Ask("1401", 4, 4), Ask("1402", 4, 4), Ask("1403", 1, 1)], 5)

    assert sharing.granted == (("1401", 2), ("1402", 2), ("1403", 1))
    assert next_in_line(sharing, {"1402": 2}) == ("1401", "1401")
    assert next_in_line(sharing, {"1401": 1, "1402": 0}) == ()
    assert next_in_line(sharing, {"1403": 1}) == ("1401",)
    assert next_in_line(sharing, {"1403": 1}, room={"1401": 0}) == ("1402",)
    assert next_in_line(sharing, {"1402": 2}, room={"1401": 1}) == ("1401",)
    with pytest.raises(ValueError, match="1403 cannot decline 2 of 1"):
        next_in_line(sharing, {"1403": 2})


def test_a_declined_seat_is_offered_to_the_next_who_has_time_for_it() -> None:
    # 1401 has days for 1 of its 4 seats; 1402 and 1403 ask for one more each, and 1404 has a day left.
    asks = [Ask("1401", 6, 6), Ask("1402", 4, 4), Ask("1403", 2, 2), Ask("1404", 6, 6)]
    shared = share_seats(asks, 12)
    lvu = replace(schedule((1, 0, 0, 0), [{"1401": 1}]), sharings=(shared, None, None, None))
    caps = {"1401": (100,) * 4, "1404": (100 * dict(shared.granted)["1404"] + 100,) * 4}
    made = task(Menu("lvu", (lvu,)), codes=("1401", "1402", "1403", "1404"), day_caps=caps)
    found = choice_of(made)

    given = dict(shared.granted)
    assert given == {"1401": 4, "1402": 3, "1403": 1, "1404": 4}
    assert found.declined == (Declined("1401", 0, 300),)
    (handed,) = handovers(made, found)
    assert handed.release == Release("1401", "lvu", 0, 3)
    assert sorted(handed.offered) == [("1402", 1), ("1403", 1), ("1404", 1)]
    assert handed.empty == 0


def test_seats_that_nobody_else_has_time_for_stay_empty() -> None:
    full = schedule((1, 0, 0, 0), [{"1401": 6, "1402": 6}])
    made = task(Menu("lvu", (full,)), day_caps={"1401": (400,) * 4})

    (handed,) = handovers(made, choice_of(made))

    assert (handed.release, handed.offered, handed.empty) == (Release("1401", "lvu", 0, 2), (), 2)
