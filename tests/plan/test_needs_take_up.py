"""The share that takes a seat: from rounds that did not fill; a full one only bounds it from below."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.periods import Term
from kfond.plan.needs.take_up import PastRound, take_up_of
from kfond.settings import DEFAULTS

VT = Term(2017, 1)
ROUNDS = st.lists(
    st.builds(PastRound, st.just(VT), st.integers(0, 40), st.integers(0, 60), st.none() | st.integers(1, 40)),
    max_size=5,
)


def past(taken: int, offered: int, capacity: int | None = 40) -> PastRound:
    return PastRound(VT, taken, offered, capacity)


@pytest.mark.parametrize(
    ("rounds", "share", "taken", "offered"),
    [
        ([], "0.6", 0, 0),  # (6 + 0) / (10 + 0)
        ([past(9, 20)], "0.5", 9, 20),  # (6 + 9) / (10 + 20)
        ([past(9, 20), past(4, 20)], "0.38", 13, 40),  # (6 + 13) / (10 + 40)
        ([past(25, 100, 25)], "0.6", 0, 0),  # full: a quarter at least, which says nothing
        ([past(28, 30, 28)], "0.85", 28, 30),  # full, and yet more than we thought: (6 + 28) / (10 + 30)
        ([past(9, 20), past(25, 100, 25)], "0.5", 9, 20),
        ([past(8, 20, None)], "0.6", 0, 0),  # whether it was full is not known
        ([past(12, 10)], "0.8", 10, 10),  # more came than lacked it: all of them, (6 + 10) / (10 + 10)
        ([past(3, 0)], "0.6", 0, 0),
    ],
)
def test_the_share_that_takes_a_seat(rounds: list[PastRound], share: str, taken: int, offered: int) -> None:
    found = take_up_of(rounds, DEFAULTS)

    assert (found.share, found.taken, found.offered) == (Decimal(share), taken, offered)


@given(ROUNDS, st.integers(0, 60), st.integers(1, 60))
def test_a_full_round_never_lowers_the_share(rounds: list[PastRound], taken: int, offered: int) -> None:
    full = PastRound(VT, taken, offered, capacity=taken)

    assert take_up_of([*rounds, full], DEFAULTS).share >= take_up_of(rounds, DEFAULTS).share


@given(ROUNDS)
def test_the_share_is_a_share_and_the_order_of_rounds_does_not_matter(rounds: list[PastRound]) -> None:
    found = take_up_of(rounds, DEFAULTS)

    assert 0 < found.share <= 1
    assert take_up_of(rounds[::-1], DEFAULTS) == found


def test_the_origin_tells_what_it_rests_on() -> None:
    assert take_up_of([], DEFAULTS).origin.in_words("en") == "our default"
    assert take_up_of([], replace(DEFAULTS, take_up=Decimal("0.5"))).origin.in_words("en") == "the settings"
    assert take_up_of([past(9, 20)], DEFAULTS).origin.in_words("en") == (
        "9 of 20 who lacked it took a seat in 1 earlier round, put together with 60 % of 10 (our default)"
    )
