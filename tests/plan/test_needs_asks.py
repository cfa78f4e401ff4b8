"""What each municipality asks for: rounded to persons once, never below its place in the queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.catalogue.lines import Band
from kfond.messages import say
from kfond.plan.estimates import Estimate
from kfond.plan.needs.asks import Asking, share_out
from kfond.plan.needs.values import BandNeed, CourseNeed, Need, Request, State, TakeUp, Trained
from kfond.settings import DEFAULTS, Settings
from kfond.sharing import Ask, share_seats
from kfond.staffing.boxes import Box

KEPT = (Decimal(1), Decimal("0.8"), Decimal("0.6"), Decimal("0.5"))
PERSONS = st.decimals(0, 30, places=1)


def municipality(
    code: str,
    left: str | None,
    certain: str | None = None,
    requests: Sequence[int | None] = (None,) * 4,
    most: str = "99",
) -> Need:
    """Persons who lack the course in each of four terms (None: not known), how many the sheet is certain of."""
    best = Decimal(left or 0)
    low = Decimal(certain) if certain is not None else best
    estimates = () if left is None else (Estimate(best, best, Decimal(most)),) * 4
    bands = () if left is None else (BandNeed(Band.NEW, Box(low, best, best, ())),)
    asked = tuple(None if seats is None else Request(seats, 0, None) for seats in requests)
    return Need(code, code, bands, left is None, estimates, None, estimates, asked)


def course(*members: Need, share: str = "0.6", is_recurring: bool = False) -> CourseNeed:
    take_up = TakeUp(Decimal(share), 0, 0, say("our default"))
    return CourseNeed(State.KNOWN, members, (), take_up, KEPT, is_recurring)


def asks(
    need: CourseNeed,
    at: int = 0,
    given: Mapping[str, Sequence[int]] | None = None,
    settings: Settings = DEFAULTS,
    held: Mapping[str, int] | None = None,
    **keys: int,
) -> tuple[Ask, ...]:
    return Asking.of(need, settings, keys).asks_in(at, given or {}, {"A": 2}, held or {})


def seats(found: Sequence[Ask]) -> dict[str, int]:
    return {ask.code: ask.seats for ask in found}


def test_what_take_up_leaves_is_rounded_once_for_all() -> None:
    # 0.6 of 9, 6 and 4 is 5.4, 3.6 and 2.4: 11.4, so 12 persons; rounded each by itself it would be 6 + 4 + 3.
    need = course(municipality("A", "9"), municipality("B", "6"), municipality("C", "4"))

    assert asks(need) == (
        Ask("A", seats=6, need=9, held=0, waited=2),
        Ask("B", seats=4, need=6, held=0, waited=0),
        Ask("C", seats=2, need=4, held=0, waited=0),
    )


def test_seats_given_before_are_taken_off_as_far_as_they_are_still_there() -> None:
    need = course(municipality("A", "10"), municipality("B", "10"))

    # Two terms after 5 and one term after 2 seats, 5 x 0.6 + 2 x 0.8 = 4.6 persons of A have it: 5.4 are left.
    after = asks(need, at=2, given={"A": (5, 2), "B": (0, 0)})

    assert [(ask.seats, ask.need, ask.held) for ask in after] == [(4, 5, 7), (6, 10, 0)]
    # 0.6 x 5.4 = 3.24 and 6: 10 persons, of which A's remainder takes the tenth.


def test_a_recurring_course_is_for_all_of_them_each_time() -> None:
    need = course(municipality("A", "10"), municipality("B", "5"), is_recurring=True)

    assert seats(asks(need, at=3, given={"A": (6, 6, 6), "B": (3, 3, 3)})) == {"A": 6, "B": 3}


def test_a_certain_part_of_a_post_keeps_its_place_and_a_guess_does_not() -> None:
    need = course(
        municipality("A", "20"),
        municipality("B", "0.5", certain="0.5"),
        municipality("C", "0.5", certain="0"),
        municipality("D", "0"),
    )

    # 0.6 x 21 = 12.6, so 13 persons: B one, the others 12 in proportion to 12 and 0.3, which are 11.7 and 0.3.
    assert seats(asks(need)) == {"A": 12, "B": 1, "C": 0, "D": 0}


def test_a_half_post_that_has_been_given_its_seat_is_nobody_certain_a_term_later() -> None:
    need = course(municipality("A", "21"), municipality("B", "0.8"))

    assert seats(asks(need)) == {"A": 13, "B": 1}
    # Two terms after its seat 0.8 - 0.6 = 0.2 of somebody lacks it: 0.12 of a seat, and no floor.
    assert seats(asks(need, at=2, given={"A": (0, 0), "B": (1, 0)})) == {"A": 13, "B": 0}


def test_what_allocated_training_leaves_of_the_only_post_is_nobody_certain() -> None:
    mine = municipality("B", "0.07", certain="1")
    trained = Trained(
        Estimate(Decimal("0.3"), Decimal("0.93"), Decimal(1)),
        False,
        (),
        (Estimate(Decimal("0.3"), Decimal("0.93"), Decimal(1)),) * 4,
    )
    need = course(municipality("A", "21"), replace(mine, trained=trained))

    assert seats(asks(need))["B"] == 0


def test_fourteen_half_posts_are_fourteen_persons() -> None:
    need = course(*(municipality(f"{number:02}", "0.5") for number in range(14)))

    assert [ask.seats for ask in asks(need)] == [1] * 14


def test_what_was_rounded_up_is_not_rounded_down_while_it_waits() -> None:
    # 0.6 x 4 = 2.4 each, 7.2 together: 8 persons, and the first two have the remainders.
    need = course(*(municipality(code, "4") for code in "ABC"))
    assert seats(asks(need)) == {"A": 3, "B": 3, "C": 2}

    # C grows, A and B wait with their 3: C's remainder is the largest now, yet neither falls.
    grown = replace(need, members=(*need.members[:2], _growing("C", "4", "4.3")))
    assert seats(asks(grown, at=1, given=dict.fromkeys("ABC", (0,)))) == {"A": 3, "B": 3, "C": 2}
    # Without the memory of the term before: 2.4, 2.4 and 2.58 are 7.38, so 8.
    assert share_out([24_000, 24_000, 25_800], [1, 1, 1], 10_000) == [3, 2, 3]


def _growing(code: str, first: str, later: str) -> Need:
    start, then = municipality(code, first), municipality(code, later)
    return replace(start, left=(start.left[0], *then.left[1:]))


@pytest.mark.parametrize(
    ("requests", "expected"),
    [
        # what A (9 persons, 10 at most) asks for; B (6 persons, 3.6 of them by take-up) is silent
        ((None,) * 4, {"A": 5, "B": 4}),  # 5.4 and 3.6 are 9
        ((2, None, None, None), {"A": 2, "B": 4}),
        ((10, None, None, None), {"A": 10, "B": 4}),
        ((40, None, None, None), {"A": 10, "B": 4}),  # more than there are: the rest waits for an answer
        ((0, None, None, None), {"A": 0, "B": 4}),
    ],
)
def test_a_request_replaces_the_forecast_of_that_municipality_and_term(
    requests: Sequence[int | None], expected: Mapping[str, int]
) -> None:
    need = course(municipality("A", "9", requests=requests, most="10"), municipality("B", "6"))

    assert seats(asks(need)) == expected
    later = asks(need, at=1, given={"A": (0,), "B": (0,)})
    assert {ask.code: ask.need for ask in later} == {"A": 9, "B": 6}  # the stock is as it was


def test_nobody_known_and_silent_is_left_out_and_asks_when_it_asks() -> None:
    silent, asking = municipality("A", None), municipality("A", None, requests=(3, None, None, None))

    assert seats(asks(course(silent, municipality("B", "5")))) == {"B": 3}
    assert asks(course(asking, municipality("B", "5")))[0] == Ask("A", seats=3, need=1, held=0, waited=2)


def test_seats_held_count_for_as_long_as_the_memory_goes() -> None:
    need = course(municipality("A", "20"))
    short = replace(DEFAULTS, memory_terms=2)
    given = {"A": (4, 3, 2)}

    assert asks(need, 3, given, held={"A": 5})[0].held == 5 + 4 + 3 + 2
    assert asks(need, 3, given, short)[0].held == 3 + 2


@pytest.mark.parametrize(("key", "expected"), [("need", 9), ("request", 6 - 2), ("staff", 40 - 2)])
def test_what_seats_are_in_proportion_to(key: str, expected: int) -> None:
    (ask,) = asks(
        course(municipality("A", "9")), settings=replace(DEFAULTS, seat_key=key), held={"A": 2}, A=40
    )

    assert (ask.need, ask.held) == (expected, 2)  # the quotient's key is their sum


@given(
    persons=st.lists(PERSONS, min_size=1, max_size=8),
    certain=st.lists(PERSONS, min_size=8, max_size=8),
    share=st.decimals("0.01", 1, places=2),
    rooms=st.lists(st.integers(0, 60), min_size=4, max_size=4),
)
def test_asks_hold_in_every_term(
    persons: list[Decimal], certain: list[Decimal], share: Decimal, rooms: list[int]
) -> None:
    need = course(
        *(
            municipality(f"{at:02}", str(number), str(min(number, sure)))
            for at, (number, sure) in enumerate(zip(persons, certain, strict=False))
        ),
        share=str(share),
    )
    asking = Asking.of(need, DEFAULTS)
    given: dict[str, list[int]] = {part.code: [] for part in need.members}
    waiting = dict.fromkeys(given, 0)
    for at, room in enumerate(rooms):
        found = asking.asks_in(at, given, {}, {})
        left = {
            part.code: max(
                Decimal(0), part.left[at].best - sum(n * KEPT[at - s] for s, n in enumerate(given[part.code]))
            )
            for part in need.members
        }
        places = sum(ask.seats > 0 for ask in found)
        assert Asking.of(need, DEFAULTS).asks_in(at, given, {}, {}) == found  # whatever was asked before
        assert sum(ask.seats for ask in found) >= ceil(share * sum(left.values()))
        assert sum(ask.seats for ask in found) <= ceil(share * sum(left.values())) + places
        for ask in found:
            assert ask.seats <= ceil(left[ask.code])
            assert ask.seats >= min(waiting[ask.code], ceil(share * left[ask.code]))
        sharing = share_seats(found, room)
        for ask in found:
            given[ask.code].append(sharing.seats_of(ask.code))
            waiting[ask.code] = sharing.queued(ask.code)


@given(
    quotas=st.lists(st.integers(0, 500), max_size=8),
    floors=st.lists(st.integers(0, 3), min_size=8, max_size=8),
)
def test_persons_shared_out_sum_to_the_total_and_keep_the_floors(
    quotas: list[int], floors: list[int]
) -> None:
    lowest = [min(floor, ceil(quota / 100)) for quota, floor in zip(quotas, floors, strict=False)]

    shared = share_out(quotas, lowest, 100)

    assert sum(shared) == max(ceil(sum(quotas) / 100), sum(lowest))
    for seats_of, quota, floor in zip(shared, quotas, lowest, strict=True):
        assert floor <= seats_of <= max(floor, ceil(quota / 100))


def test_who_was_certain_and_has_had_seats_asks_for_one_more_only_while_half_a_person_lacks_it() -> None:
    # B's sheet is certain of four, who are one more than its three seats. But the forecast leaves 2.7 - 3 x 0.8 = 0.3.
    need = course(municipality("A", "21"), municipality("B", "2.7", certain="4"))

    assert seats(asks(need)) == {"A": 13, "B": 2}
    assert seats(asks(need, at=1, given={"A": (0,), "B": (3,)})) == {"A": 13, "B": 0}
