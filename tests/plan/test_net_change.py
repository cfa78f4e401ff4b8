"""Two snapshots of the same staff: how it changed, and whether the rates that are set allow it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from made_up_staff import LONG, NEW, OURS, SOME, UNCLEAR, between, exactly, start

from kfond.plan.forecast.net_change import net_change


def test_two_snapshots_tell_the_net_change_and_whether_the_rates_allow_it() -> None:
    first = start("1421", [exactly(8), exactly(6), exactly(10)])
    later = replace(
        first, as_of=date(2018, 3, 31), bands={NEW: exactly(7), SOME: exactly(40), LONG: exactly(10)}
    )
    new, some, long = net_change((first,), (later,), OURS)

    assert (new.band, new.change, new.is_allowed) == (NEW, -1, True)
    assert (some.band, some.change, some.is_allowed) == (SOME, 34, False)
    assert some.message.in_words("en") == (
        "BoU, 2–5 years: from 6 persons 2017-03-31 to 40 persons 2018-03-31, where the shares of leavers that are set "
        f"give {some.lowest} to {some.highest}. Change them, or ask the municipalities who left."
    )
    assert long.codes == ("1421",)


def test_an_unclear_cell_may_hide_what_the_rates_allow() -> None:
    first = start("1421", [exactly(8), exactly(6), exactly(10)])
    bands = {NEW: exactly(7), SOME: between(5, 40, 50), LONG: exactly(10)}
    _, some, _ = net_change((first,), (replace(first, as_of=date(2018, 3, 31), bands=bands),), OURS)

    assert (some.least, some.after, some.most, some.is_allowed) == (5, 40, 50, True)


def test_two_sheets_of_the_same_half_year_tell_no_change() -> None:
    first = start("1421", [exactly(8), exactly(6), exactly(10)])

    assert net_change((first,), (replace(first, as_of=date(2017, 6, 1)),), OURS) == ()


def test_a_band_without_a_best_value_in_both_snapshots_has_no_net_change() -> None:
    first = start("1421", [exactly(8), exactly(6), exactly(10)])
    later = replace(first, as_of=date(2018, 3, 31), bands={NEW: UNCLEAR, SOME: exactly(6)})

    assert [change.band for change in net_change((first,), (later,), OURS)] == [SOME]
