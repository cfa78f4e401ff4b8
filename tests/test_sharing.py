"""Seats by divisors: the textbook example, the queue, and what holds for every sharing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.sharing import Ask, Seat, SeatLine, Sharing, round_by_largest_remainder, share_seats

CODES = [f"14{n:02d}" for n in range(14)]


@st.composite
def asks(draw: st.DrawFn) -> list[Ask]:
    few = st.integers(min_value=0, max_value=6)
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=8))
    return [Ask(code, draw(few), draw(st.integers(0, 30)), draw(few), draw(few)) for code in codes]


CAPACITIES = st.integers(min_value=0, max_value=60)
BASES = st.integers(min_value=0, max_value=3)


def seats(sharing: Sharing) -> list[int]:
    return [granted for _, granted in sharing.granted]


def test_textbook_example_of_uddatalsmetoden() -> None:
    # 53 000, 24 000 and 23 000 votes, seven seats: 53 000, 24 000, 23 000, 17 666⅔, 10 600, 8 000, 7 666⅔.
    votes = [Ask("A", 7, 53_000), Ask("B", 7, 24_000), Ask("C", 7, 23_000)]
    sharing = share_seats(votes, capacity=7, base=0)
    assert sharing.granted == (("A", 3), ("B", 2), ("C", 2))
    assert "".join(seat.code for seat in sharing.sequence[:7]) == "ABCAABC"
    quotients = [floor(seat.quotient) for seat in sharing.sequence[:7]]
    assert quotients == [53_000, 24_000, 23_000, 17_666, 10_600, 8_000, 7_666]


def test_each_seat_can_be_checked_by_hand() -> None:
    sharing = share_seats([Ask("1492", 3, need=4, held=2), Ask("1488", 2, need=9, held=1)], capacity=3)
    shown = [(s.code, s.number, s.step, f"{s.key}/{s.divisor}") for s in sharing.sequence]
    assert shown == [
        ("1488", 1, "base", "10/3"),
        ("1492", 1, "base", "6/5"),
        ("1488", 2, "quotient", "10/5"),
        ("1492", 2, "quotient", "6/7"),
        ("1492", 3, "quotient", "6/9"),
    ]
    assert sharing.granted == (("1488", 2), ("1492", 1))
    assert (sharing.seats_of("1492"), sharing.queued("1492"), sharing.queued("1488")) == (1, 2, 0)


def test_the_longest_waiting_comes_first_when_seats_do_not_reach() -> None:
    line = [Ask("1430", 2, need=20), Ask("1435", 1, need=1, waited=2), Ask("1438", 1, need=1, waited=1)]
    assert share_seats(line, capacity=2).granted == (("1430", 0), ("1435", 1), ("1438", 1))


def test_a_second_base_seat_comes_after_everybodys_first() -> None:
    sharing = share_seats([Ask("1430", 3, need=90), Ask("1435", 2, need=1)], capacity=5, base=2)
    assert [(seat.code, seat.number) for seat in sharing.sequence] == [
        ("1430", 1),
        ("1435", 1),
        ("1430", 2),
        ("1435", 2),
        ("1430", 3),
    ]


def test_equal_quotients_go_by_terms_waited_and_then_by_code() -> None:
    equal = [Ask("1430", 1, 5), Ask("1435", 1, 5, waited=1), Ask("1421", 1, 5)]
    assert [seat.code for seat in share_seats(equal, 3, base=0).sequence] == ["1435", "1421", "1430"]


def test_who_has_held_seats_stands_back() -> None:
    sharing = share_seats([Ask("1430", 5, need=6, held=4), Ask("1435", 5, need=10)], capacity=4, base=0)
    assert sharing.granted == (("1430", 0), ("1435", 4))


def test_asking_for_nothing_keeps_a_place_and_gives_no_seat() -> None:
    sharing = share_seats([Ask("1430", 0, need=9, waited=3), Ask("1435", 1, need=1)], capacity=9)
    assert sharing.granted == (("1430", 0), ("1435", 1))
    assert sharing.queued("1430") == 0


def test_somebody_who_did_not_ask_is_not_in_the_sharing() -> None:
    with pytest.raises(KeyError):
        share_seats([Ask("1430", 1, need=1)], capacity=1).seats_of("1435")


@pytest.mark.parametrize(
    ("ask", "capacity", "base"),
    [
        (Ask("1430", -1, 1), 1, 1),
        (Ask("1430", 1, -1), 1, 1),
        (Ask("1430", 1, 1, held=-1), 1, 1),
        (Ask("1430", 1, 1, waited=-1), 1, 1),
        (Ask("1430", 1, 1), -1, 1),
        (Ask("1430", 1, 1), 1, -1),
    ],
)
def test_negative_numbers_are_refused(ask: Ask, capacity: int, base: int) -> None:
    with pytest.raises(ValueError, match="negative"):
        share_seats([ask], capacity, base)


def test_a_municipality_that_asks_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="1430 asks twice"):
        share_seats([Ask("1430", 1, 1), Ask("1430", 2, 1)], capacity=1)


@given(asks(), CAPACITIES, BASES)
def test_sum_and_caps(wishes: list[Ask], capacity: int, base: int) -> None:
    sharing = share_seats(wishes, capacity, base)
    assert sum(seats(sharing)) == min(capacity, sum(ask.seats for ask in wishes))
    assert all(sharing.seats_of(ask.code) + sharing.queued(ask.code) == ask.seats for ask in wishes)
    assert all(0 <= sharing.seats_of(ask.code) <= ask.seats for ask in wishes)


@given(asks(), CAPACITIES, BASES)
def test_one_more_seat_takes_none_from_anybody(wishes: list[Ask], capacity: int, base: int) -> None:
    fewer, more = share_seats(wishes, capacity, base), share_seats(wishes, capacity + 1, base)
    assert fewer.sequence == more.sequence
    gains = [after - before for before, after in zip(seats(fewer), seats(more), strict=True)]
    assert sorted(gains, reverse=True)[1:] == [0] * len(gains[1:])
    assert min(gains, default=0) >= 0


@given(asks(), BASES)
def test_no_seat_goes_before_a_larger_quotient(wishes: list[Ask], base: int) -> None:
    by_quotient = [seat for seat in share_seats(wishes, 0, base).sequence if seat.step == "quotient"]
    assert all(first.quotient >= second.quotient for first, second in pairwise(by_quotient))


@given(asks(), CAPACITIES, BASES)
def test_the_order_of_asking_changes_nothing(wishes: list[Ask], capacity: int, base: int) -> None:
    assert share_seats(wishes, capacity, base) == share_seats(wishes[::-1], capacity, base)


@given(asks(), CAPACITIES, st.permutations(CODES))
def test_codes_decide_nothing_but_ties(wishes: list[Ask], capacity: int, new_codes: list[str]) -> None:
    # Nobody has waited equally long, so no tie reaches the code.
    untied = [ask._replace(waited=terms) for terms, ask in enumerate(wishes)]
    new = dict(zip(CODES, new_codes, strict=True))
    before = share_seats(untied, capacity)
    after = share_seats([ask._replace(code=new[ask.code]) for ask in untied], capacity)
    assert [replace(seat, code=new[seat.code]) for seat in before.sequence] == list(after.sequence)
    assert {new[code]: granted for code, granted in before.granted} == dict(after.granted)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=14), CAPACITIES)
def test_a_sharing_stays_near_the_proportional_share(needs: list[int], capacity: int) -> None:
    # Every total is its key over one common number, rounded; so it is off by at most this.
    wishes = [Ask(code, capacity, need) for code, need in zip(CODES, needs, strict=False)]
    sharing = share_seats(wishes, capacity, base=0)
    for ask in wishes:
        part = Fraction(ask.need, sum(needs))
        assert abs(sharing.seats_of(ask.code) - capacity * part) <= Fraction(1, 2) + part * len(needs) / 2


def one_seat_at_a_time(wishes: list[Ask], base: int) -> Iterator[Seat]:
    """The rule itself: laps of base seats, then each seat to the largest quotient at that moment."""
    got = {ask.code: 0 for ask in wishes}
    in_line = sorted(wishes, key=lambda ask: (-ask.waited, ask.code))

    def next_seat(ask: Ask, step: str) -> Seat:
        return Seat(
            ask.code, got[ask.code] + 1, step, ask.need + ask.held, 2 * (ask.held + got[ask.code]) + 1
        )

    for lap in range(base):
        for ask in in_line:
            if ask.seats > lap:
                yield next_seat(ask, "base")
                got[ask.code] += 1
    while left := [ask for ask in in_line if ask.seats > got[ask.code]]:
        served = max(left, key=lambda ask: next_seat(ask, "quotient").quotient)
        yield next_seat(served, "quotient")
        got[served.code] += 1


@given(asks(), BASES, st.sampled_from([1, 7, 2**24, 2**26, 2**70]))
def test_the_line_is_the_rule_seat_by_seat(wishes: list[Ask], base: int, scale: int) -> None:
    # Needs from a few persons to numbers that no double holds.
    scaled = [ask._replace(need=ask.need * scale) for ask in wishes]

    assert share_seats(scaled, 9, base).sequence == tuple(one_seat_at_a_time(scaled, base))


@given(st.integers(1, 2**25), st.integers(1, 2**24), st.integers(-2, 2), st.integers(-1, 1))
def test_quotients_that_hardly_differ_are_not_equal(need: int, held: int, more: int, other: int) -> None:
    # key/(2h + 1) against its nearest neighbours; keys and divisors stay below 2**26.
    wishes = [Ask("1430", 1, need, held), Ask("1421", 1, max(need + more, 0), max(held + other, 0))]

    assert share_seats(wishes, 1, base=0).sequence == tuple(one_seat_at_a_time(wishes, 0))


@given(asks(), BASES)
def test_one_line_serves_every_capacity(wishes: list[Ask], base: int) -> None:
    line = SeatLine(wishes, base)

    assert line.asked == sum(ask.seats for ask in wishes)
    for capacity in range(line.asked + 2):
        assert line.cut(capacity) == share_seats(wishes, capacity, base)


def terms_of(persons: list[int], capacity: int, base: int) -> Iterator[list[int]]:
    """Seats in one term after the other; a seat trains a person, and four terms are remembered."""
    held: list[list[int]] = [[] for _ in persons]
    waited = [0] * len(persons)
    while True:
        remembered = [sum(past[-4:]) for past in held]
        wishes = [
            Ask(code, capacity, max(0, total - before), before, terms)
            for code, total, before, terms in zip(CODES, persons, remembered, waited, strict=False)
        ]
        granted = seats(share_seats(wishes, capacity, base))
        for past, given_now in zip(held, granted, strict=True):
            past.append(given_now)
        waited = [0 if now else before + 1 for now, before in zip(granted, waited, strict=True)]
        yield granted


def totals(persons: list[int], capacity: int, base: int, terms: int) -> list[int]:
    each = [granted for granted, _ in zip(terms_of(persons, capacity, base), range(terms), strict=False)]
    return [sum(column) for column in zip(*each, strict=True)]


# Primes above every divisor that occurs in five terms of ten seats, so that no two quotients are equal.
PRIMES = [103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 211, 307, 401, 499]


@given(st.lists(st.sampled_from(PRIMES), min_size=2, unique=True), st.integers(1, 10))
def test_terms_in_memory_add_up_as_one_large_sharing(persons: list[int], capacity: int) -> None:
    # Five terms: four that are remembered and the one being shared.
    wishes = [Ask(code, 5 * capacity, total) for code, total in zip(CODES, persons, strict=False)]
    assert totals(persons, capacity, base=0, terms=5) == seats(share_seats(wishes, 5 * capacity, base=0))


@pytest.mark.parametrize("capacity", [1, 2, 5, 12, 20, 24, 40])
@pytest.mark.parametrize(("terms", "seats_off"), [(5, 1), (8, 2)])
def test_fourteen_municipalities_stay_near_their_share(capacity: int, terms: int, seats_off: int) -> None:
    # Beyond the memory the oldest terms are forgotten, and a total may be off by more than one seat.
    persons = [73, 15, 70, 80, 50, 50, 30, 60, 45, 65, 340, 470, 150, 70]
    got = totals(persons, capacity, base=0, terms=terms)
    shares = [Fraction(terms * capacity * each, sum(persons)) for each in persons]
    assert all(abs(total - share) < seats_off for total, share in zip(got, shares, strict=True))


@given(st.lists(st.integers(1, 300), min_size=2, max_size=14), st.integers(1, 10))
def test_with_a_base_nobody_waits_longer_than_one_turn(persons: list[int], capacity: int) -> None:
    turn = ceil(len(persons) / capacity)
    assert min(totals(persons, capacity, 1, terms=turn)) >= 1


@pytest.mark.parametrize(
    ("amounts", "total", "expected"),
    [
        ({"A": Decimal("1.5"), "B": Decimal("0.3"), "C": Decimal("0.2")}, None, {"A": 2, "B": 0, "C": 0}),
        ({"B": Fraction(1, 2), "A": Fraction(1, 2)}, None, {"B": 0, "A": 1}),
        ({"A": Fraction(1, 2)}, None, {"A": 1}),
        ({"A": 2, "B": Fraction(7, 3), "C": Fraction(5, 3)}, 7, {"A": 2, "B": 3, "C": 2}),
        ({"A": Fraction(9, 10), "B": Fraction(9, 10)}, 0, {"A": 0, "B": 0}),
        ({}, None, {}),
    ],
)
def test_round_by_largest_remainder(
    amounts: dict[str, Fraction | Decimal | int], total: int | None, expected: dict[str, int]
) -> None:
    assert round_by_largest_remainder(amounts, total) == expected


@pytest.mark.parametrize("total", [1, 4])
def test_a_total_out_of_reach_is_refused(total: int) -> None:
    with pytest.raises(ValueError, match="outside 2 to 3"):
        round_by_largest_remainder({"A": 2, "B": Fraction(1, 2)}, total)


@given(st.dictionaries(st.sampled_from(CODES), st.fractions(0, 50)))
def test_rounded_amounts_keep_the_sum_and_move_by_less_than_one(amounts: dict[str, Fraction]) -> None:
    rounded = round_by_largest_remainder(amounts)
    assert sum(rounded.values()) == floor(sum(amounts.values()) + Fraction(1, 2))
    assert all(abs(rounded[code] - amount) < 1 for code, amount in amounts.items())


@given(asks(), st.integers(0, 2))
def test_the_seats_of_each_are_found_without_walking_the_line(wishes: list[Ask], base: int) -> None:
    sharing = share_seats(wishes, 7, base)
    for ask in wishes:
        numbers = range(1, sharing.in_line(ask.code) + 1)
        own = [sharing.own_seat(ask.code, number) for number in numbers]
        assert own == [seat for seat in sharing.sequence if seat.code == ask.code]
    assert not sharing.has_asked("nobody")
