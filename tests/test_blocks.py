"""Blocks of seats, all or nothing: who is set to zero, whose seats a block takes, and what holds always."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.blocks import BlockSharing, BrokenBlock, WholeBlock, share_with_blocks
from kfond.sharing import Ask, share_seats

CODES = [f"14{n:02d}" for n in range(10)]
CAPACITIES = st.integers(min_value=0, max_value=40)
BASES = st.integers(min_value=0, max_value=2)


@st.composite
def asks(draw: st.DrawFn) -> list[Ask]:
    few = st.integers(min_value=0, max_value=8)
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=7))
    return [
        Ask(code, draw(few), draw(st.integers(0, 30)), draw(few), draw(few), fewest=draw(few))
        for code in codes
    ]


def given_away(shared: BlockSharing) -> int:
    return sum(seats for _, seats in shared.sharing.granted)


def test_a_block_that_is_not_reached_gives_its_seats_to_the_others() -> None:
    # Without the block 2 and 2: two of Orust's three.
    wishes = [Ask("1421", 3, need=10, fewest=3), Ask("1485", 6, need=10)]
    shared = share_with_blocks(wishes, capacity=4, base=0)
    assert shared.sharing.granted == (("1421", 0), ("1485", 4))
    assert shared.broken == (BrokenBlock("1421", 2, 3, went_to=(("1485", 2),)),)
    assert shared.broken[0].share == Fraction(2, 3)
    assert (shared.sharing.queued("1421"), shared.whole) == (3, ())


def test_one_more_seat_may_take_seats_from_others() -> None:
    # The known counterexample: the fifth seat makes the block of three whole, and 1485 falls from 4 to 2.
    wishes = [Ask("1421", 3, need=10, fewest=3), Ask("1485", 6, need=10)]
    four, five = (share_with_blocks(wishes, capacity, base=0) for capacity in (4, 5))
    assert four.sharing.granted == (("1421", 0), ("1485", 4))
    assert five.sharing.granted == (("1421", 3), ("1485", 2))
    assert five.whole == (WholeBlock("1421", 3, 3, taken_from=(("1485", 3),)),)
    without = [share_seats(wishes, capacity, base=0).granted for capacity in (4, 5)]
    assert without == [(("1421", 2), ("1485", 2)), (("1421", 3), ("1485", 2))]


def test_the_block_with_the_smallest_share_goes_first_and_may_save_the_others() -> None:
    # Shared 4 and 2: four of five, two of four. Without the second the first has its five.
    wishes = [Ask("1430", 5, need=20, fewest=5), Ask("1435", 4, need=10, fewest=4)]
    shared = share_with_blocks(wishes, capacity=6, base=0)
    assert shared.sharing.granted == (("1430", 5), ("1435", 0))
    assert [(block.code, block.share) for block in shared.broken] == [("1435", Fraction(1, 2))]


@pytest.mark.parametrize(("waited", "kept"), [((0, 0), "1430"), ((0, 2), "1435"), ((2, 2), "1430")])
def test_equal_shares_go_by_terms_waited_and_then_by_code(waited: tuple[int, int], kept: str) -> None:
    wishes = [
        Ask(code, 3, need=5, waited=terms, fewest=3)
        for code, terms in zip(("1430", "1435"), waited, strict=True)
    ]
    shared = share_with_blocks(wishes, capacity=4, base=0)
    assert [block.code for block in shared.whole] == [kept]


def test_empty_seats_go_back_to_a_block_that_fits() -> None:
    # 1430 has one of three and is set to zero first; then 1435 has four of six and goes too. Three of four fit 1430.
    wishes = [Ask("1430", 3, need=2, fewest=3), Ask("1435", 6, need=10, fewest=6)]
    shared = share_with_blocks(wishes, capacity=4, base=1)
    assert shared.sharing.granted == (("1430", 3), ("1435", 0))
    assert [(block.code, block.seats) for block in shared.broken] == [("1435", 4)]


def test_empty_seats_go_first_to_the_block_of_which_most_was_there() -> None:
    # Plainly 2, 1 and 0 seats: 1435 goes first, then 1440, last 1430. Three seats stay empty, and both threes fit.
    wishes = [
        Ask("1430", 4, need=4, fewest=4),
        Ask("1435", 3, need=3, fewest=3),
        Ask("1440", 3, need=1, fewest=3),
    ]
    assert [seats for _, seats in share_seats(wishes, 3, base=0).granted] == [2, 1, 0]
    shared = share_with_blocks(wishes, capacity=3, base=0)
    assert shared.sharing.granted == (("1430", 0), ("1435", 3), ("1440", 0))
    assert [block.code for block in shared.broken] == ["1440", "1430"]


def test_a_block_larger_than_its_share_is_never_met_however_long_it_waits() -> None:
    # Its quotient does not grow with the terms waited: somebody has to see it in the record.
    for waited in range(20):
        wishes = [Ask("1421", 4, need=4, waited=waited, fewest=4), Ask("1485", 40, need=40)]
        assert share_with_blocks(wishes, capacity=12).sharing.seats_of("1421") == 0


def test_a_request_smaller_than_its_own_block_gets_nothing() -> None:
    shared = share_with_blocks([Ask("1430", 3, need=9, fewest=5)], capacity=10)
    assert (shared.sharing.granted, shared.sharing.asked) == ((("1430", 0),), (("1430", 3),))


def test_seats_by_another_key_than_need() -> None:
    # By inhabitants 3 : 1, where need says the opposite.
    wishes = [Ask("1430", 8, need=1, key=30_000), Ask("1435", 8, need=9, key=10_000)]
    sharing = share_seats(wishes, capacity=8, base=0)
    assert sharing.granted == (("1430", 6), ("1435", 2))
    assert sharing.sequence[0].key == 30_000


@pytest.mark.parametrize("ask", [Ask("1430", 1, 1, fewest=-1), Ask("1430", 1, 1, key=-1)])
def test_negative_numbers_are_refused(ask: Ask) -> None:
    with pytest.raises(ValueError, match="negative"):
        share_with_blocks([ask], capacity=1)


@given(asks(), CAPACITIES, BASES)
def test_no_block_is_broken_and_nobody_gets_more_than_asked(
    wishes: list[Ask], capacity: int, base: int
) -> None:
    shared = share_with_blocks(wishes, capacity, base)
    assert given_away(shared) <= capacity
    for ask in wishes:
        seats = shared.sharing.seats_of(ask.code)
        assert seats == 0 or max(ask.fewest, 1) <= seats <= ask.seats
    assert [code for code, _ in shared.sharing.asked] == sorted(ask.code for ask in wishes)


@given(asks(), CAPACITIES, BASES)
def test_who_is_named_as_whole_or_broken_is(wishes: list[Ask], capacity: int, base: int) -> None:
    shared = share_with_blocks(wishes, capacity, base)
    whole = {ask.code for ask in wishes if ask.fewest > 1 and shared.sharing.seats_of(ask.code)}
    assert [block.code for block in shared.whole] == sorted(whole)
    assert all(0 < block.seats < block.fewest for block in shared.broken)
    assert not whole & {block.code for block in shared.broken}


@given(asks(), CAPACITIES, BASES)
def test_no_block_that_fits_is_left_beside_empty_seats(wishes: list[Ask], capacity: int, base: int) -> None:
    shared = share_with_blocks(wishes, capacity, base)
    empty = capacity - given_away(shared)
    for ask in wishes:
        if not shared.sharing.seats_of(ask.code) and ask.seats >= max(ask.fewest, 1):
            assert empty < max(ask.fewest, 1)


@given(asks(), CAPACITIES, BASES)
def test_seats_taken_are_those_that_the_others_lack(wishes: list[Ask], capacity: int, base: int) -> None:
    only = [ask._replace(fewest=ask.fewest if number == 0 else 0) for number, ask in enumerate(wishes)]
    shared = share_with_blocks(only, capacity, base)
    for block in shared.whole:
        rest = share_seats([ask for ask in only if ask.code != block.code], capacity, base)
        lost = {code: rest.seats_of(code) - shared.sharing.seats_of(code) for code, _ in rest.granted}
        assert dict(block.taken_from) == {code: seats for code, seats in lost.items() if seats}
        assert sum(lost.values()) <= block.seats


@given(asks(), CAPACITIES, BASES)
def test_without_blocks_it_is_the_plain_sharing(wishes: list[Ask], capacity: int, base: int) -> None:
    plain = [ask._replace(fewest=ask.fewest % 2) for ask in wishes]
    assert share_with_blocks(plain, capacity, base) == BlockSharing(
        share_seats(plain, capacity, base), (), ()
    )


@given(asks(), CAPACITIES, BASES)
def test_the_order_of_asking_changes_nothing(wishes: list[Ask], capacity: int, base: int) -> None:
    assert share_with_blocks(wishes, capacity, base) == share_with_blocks(wishes[::-1], capacity, base)
