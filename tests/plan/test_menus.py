"""The menu of a course: its schedules with their seats, what they are worth, and which of them may be dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kfond.catalogue.lines import Band
from kfond.messages import say
from kfond.periods import Term
from kfond.plan.askers import given_by
from kfond.plan.group_sizes import GroupSize
from kfond.plan.menus.listing import menu_of
from kfond.plan.menus.premises import Premises
from kfond.plan.menus.pruning import may_run_out, prune
from kfond.plan.menus.tree import group_numbers, is_small, most_schedules
from kfond.plan.menus.values import Menu, Schedule
from kfond.plan.menus.windows import lateness, rhythm_of, starts_of
from kfond.plan.menus.worth import seat_weight, term_weights, value_of, yearly_costs
from kfond.plan.needs.values import State
from kfond.plan.waiting import Given
from kfond.sharing import Ask, SeatLine, share_seats
from planned_courses import course

SIX_TERMS = tuple(Term(2018, 1) + step for step in range(6))
FOUR_PLACES = {"1430": 20, "1435": 6, "1438": 3, "1480": 30}


def asks_of(needs: Mapping[str, int], at: int, given: Given) -> tuple[Ask, ...]:
    """Six in ten of those who still lack the course ask for a seat; four terms are remembered."""
    left = {code: need - sum(given.get(code, ())) for code, need in needs.items()}
    return tuple(
        Ask(code, ceil(Decimal("0.6") * left[code]), left[code], sum(given.get(code, ())[-4:]))
        for code in needs
    )


def premises(phrase: str, needs: Mapping[str, int], **changes: object) -> Premises:
    """A course for band 0-2 in groups of 12 to 25, two years planned and one of look-ahead; 40 000 kr a group."""
    made = course(phrase)
    basis = Premises(
        key=made.key,
        rhythm=rhythm_of(made, SIX_TERMS),
        planned=4,
        size=GroupSize(12, 25, say("our default"), say("our default")),
        state=State.KNOWN,
        line=lambda sharings: SeatLine(asks_of(needs, len(sharings), given_by(sharings))),
        cost=lambda at, groups, seats: 4_000_000 * groups,
        days=200,
        seat_weight=300,
    )
    return replace(basis, **changes)  # type: ignore[arg-type]


def written(menu: Menu) -> list[str]:
    return ["".join(map(str, schedule.groups)) for schedule in menu.schedules]


def test_every_number_of_groups_that_can_be_filled_on_every_allowed_start() -> None:
    # 59 persons, 12 + 4 + 2 + 18 = 36 seats asked for: one group of 25, or two of 12 or more, not three.
    menu = menu_of(premises("Vartannat år", FOUR_PLACES))

    assert written(menu) == [
        "000000",
        "000001", "000002", "000010", "000020", "000100", "000200", "001000", "002000",
        "010000", "010001", "020000", "020001",
        "100000", "100001", "100010", "200000", "200001", "200010",
    ]  # fmt: skip
    assert not menu.is_thinned


def test_a_schedule_can_be_recomputed_by_hand() -> None:
    menu = menu_of(premises("Vartannat år", FOUR_PLACES))
    schedule = menu.schedules[written(menu).index("100010")]

    # First one seat each, then 20/3, 30/3, 6/3 ...: 25 of the 36 seats asked for.
    assert schedule.sharings[0] == share_seats(asks_of(FOUR_PLACES, 0, {}), 25)
    assert schedule.seats == (25, 0, 0, 0, 23, 0)
    assert [schedule.seats_of(code)[0] for code in FOUR_PLACES] == [8, 3, 1, 13]
    assert schedule.late == 0
    assert schedule.value == (100 * 25 + 50 * 23) * 300  # the second is in the look-ahead
    assert schedule.costs == (4_000_000, 0, 2_000_000)
    assert schedule.days == 200


NEEDS = st.dictionaries(st.sampled_from([f"14{n:02}" for n in range(14)]), st.integers(0, 25), max_size=8)
PHRASES = st.sampled_from(
    ["1-1½ år", "Vartannat år", "1 gång/år", "2 ggr/år", "Vid behov", "1-2 grupper/termin"]
)


@settings(max_examples=25, deadline=None)
@given(PHRASES, NEEDS, st.sampled_from([(12, 25), (5, 8), (3, 30)]))
def test_the_tree_is_the_rule_schedule_by_schedule(
    phrase: str, needs: Mapping[str, int], size: tuple[int, int]
) -> None:
    # The definition: every vector of groups on every allowed start, each shared from the beginning by itself.
    smallest, largest = size
    basis = premises(phrase, needs, size=GroupSize(smallest, largest, say("our default"), say("our default")))
    menu = menu_of(basis)
    rhythm = basis.rhythm
    for schedule in menu.schedules:
        given: dict[str, tuple[int, ...]] = {}
        for at, groups in enumerate(schedule.groups):
            asks = asks_of(needs, at, given)
            asked = sum(ask.seats for ask in asks)
            sharing = schedule.sharings[at]
            if groups:
                assert smallest * groups <= asked and groups <= ceil(Decimal(asked) / largest)
                assert sharing == share_seats(asks, largest * groups)
                assert schedule.seats[at] == min(asked, largest * groups)
            else:
                assert sharing is None
            given = {code: (*given.get(code, (0,) * at), schedule.seats_of(code)[at]) for code in needs}
        assert schedule.rounds in starts_of(rhythm)
    assert len({schedule.groups for schedule in menu.schedules}) == len(menu.schedules)
    if not menu.is_thinned:
        listed = {schedule.groups for schedule in menu.schedules if max(schedule.groups) <= 2}
        allowed = (
            product(*((1, 2) if starting else (0,) for starting in starts)) for starts in starts_of(rhythm)
        )
        assert listed == {groups for some in allowed for groups in some if is_possible(groups, basis, needs)}


def is_possible(groups: tuple[int, ...], basis: Premises, needs: Mapping[str, int]) -> bool:
    """Whether those who ask fill so many groups on allowed starts, term after term."""
    rhythm, size = basis.rhythm, basis.size
    given: dict[str, tuple[int, ...]] = dict.fromkeys(needs, ())
    for at, number in enumerate(groups):
        asks = asks_of(needs, at, given)
        asked = sum(ask.seats for ask in asks)
        if size.smallest * number > asked or number > ceil(Decimal(asked) / size.largest):
            return False
        if rhythm.most_groups is not None and number > rhythm.most_groups:
            return False
        shared = dict(share_seats(asks, size.largest * number).granted)
        given = {code: (*given[code], shared[code]) for code in needs}
    return True


@given(NEEDS, st.integers(0, 60), st.integers(0, 60))
def test_one_line_of_seats_serves_every_number_of_groups(
    needs: Mapping[str, int], few: int, many: int
) -> None:
    # What lets schedules share their beginnings: a larger round begins with the very seats of a smaller one.
    asks = asks_of(needs, 0, {})
    fewer, more = share_seats(asks, min(few, many)), share_seats(asks, max(few, many))

    assert fewer.sequence == more.sequence


def test_late_counts_what_could_be_filled_after_the_seats_given_before() -> None:
    # Twenty persons: nobody asks any more after the first group, so that its second window binds nobody.
    few = menu_of(premises("1-1½ år", {"1430": 20}))
    many = menu_of(premises("1-1½ år", {"1430": 200}))

    assert {schedule.groups: schedule.late for schedule in few.schedules}[1, 0, 0, 0, 0, 0] == 0
    assert {schedule.groups: schedule.late for schedule in many.schedules}[1, 0, 0, 0, 0, 0] == 3


def test_a_need_that_is_not_known_is_scheduled_from_its_frequency_alone() -> None:
    basis = premises("1-1½ år", {}, state=State.UNKNOWN)
    menu = menu_of(basis)
    punctual = [schedule for schedule in menu.schedules if schedule.late == 0]

    assert all(sharing is None for schedule in menu.schedules for sharing in schedule.sharings)
    assert {max(schedule.groups) for schedule in punctual} == {1}
    # Due by the third term, then within three; no start that the others could do without.
    assert ["".join(map(str, schedule.groups)) for schedule in punctual] == [
        "001001", "001010", "010010", "010100", "100100"
    ]  # fmt: skip


def test_a_start_of_unknown_need_counts_as_its_smallest_group_once() -> None:
    menu = menu_of(premises("1-1½ år", {}, state=State.UNKNOWN))
    values = {schedule.groups: schedule.value for schedule in menu.schedules}

    assert values[0, 1, 0, 0, 1, 0] == values[0, 1, 0, 1, 0, 0] == 95 * 12 * 300
    assert values[1, 0, 0, 1, 0, 0] == 100 * 12 * 300


def test_supervision_of_unknown_need_holds_the_owed_groups() -> None:
    menu = menu_of(premises("2-3 grupper/termin", {}, state=State.UNKNOWN))

    assert [schedule.groups for schedule in menu.schedules if schedule.late == 0] == [(2,) * 6]
    assert not menu.is_thinned


def test_a_need_known_in_part_may_hold_one_group_that_those_counted_do_not_fill() -> None:
    few = {"1430": 5}
    known = menu_of(premises("Vartannat år", few))
    partly = menu_of(premises("Vartannat år", few, state=State.PARTLY))
    on_demand = menu_of(premises("Vid behov", few, state=State.PARTLY))

    assert written(known) == ["000000"]
    assert known.schedules[0].late == 0
    # Due by HT2019, again by HT2020 after a start in VT2018 alone: no other second start is listed.
    assert written(partly) == [
        "000000", "000001", "000010", "000100", "001000", "010000", "100000", "100001", "100010"
    ]  # fmt: skip
    assert partly.schedules[0].late == 3
    assert written(on_demand) == ["000000"]


def test_nobody_asks_and_nothing_is_held() -> None:
    for phrase in ("1-1½ år", "Vid behov", "1-2 grupper/termin", "Undersöka behovet först"):
        [schedule] = menu_of(premises(phrase, {})).schedules
        assert (schedule.groups, schedule.late, schedule.value, schedule.costs) == ((0,) * 6, 0, 0, (0, 0, 0))


def test_what_is_announced_is_held_whoever_asks() -> None:
    menu = menu_of(premises("Vartannat år", {"1430": 5}, announced={1: 2, 3: 0}))

    assert written(menu) == ["020000"]
    assert menu.schedules[0].seats == (0, 3, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (0, (0,)),
        (5, (0, 1, 2, 3, 4, 5)),
        (6, (0, 1, 2, 3, 4, 6)),
        (9, (0, 1, 3, 5, 7, 9)),
        (50, (0, 1, 13, 25, 37, 50)),
    ],
)
def test_of_many_numbers_of_groups_only_even_steps(most: int, expected: tuple[int, ...]) -> None:
    assert group_numbers(most) == expected


@pytest.mark.parametrize(
    ("municipalities", "lines", "most"),
    [(14, 53, 400), (14, 100, 400), (40, 40, 400), (5, 200, 100), (49, 53, 100), (290, 200, 5)],
)
def test_menus_of_very_large_plans_are_shorter(municipalities: int, lines: int, most: int) -> None:
    assert most_schedules(municipalities, lines) == most
    assert is_small(municipalities, lines) == (most == 400)


@pytest.mark.parametrize(
    "phrase", ["1 gång/år", "1-2 ggr/år", "1-1½ år", "Vartannat år", "Vid behov", "ca 1-2 grupper/termin"]
)
@pytest.mark.parametrize("needs", [FOUR_PLACES, {"1401": 3}, {"1401": 12, "1402": 1}, {"1430": 200}])
def test_what_is_later_than_another_need_not_be_listed(phrase: str, needs: Mapping[str, int]) -> None:
    whole, timely = menu_of(premises(phrase, needs)), menu_of(premises(phrase, needs, is_timely=True))

    least = min(schedule.late for schedule in whole.schedules)
    assert timely.schedules == tuple(each for each in whole.schedules if each.late == least)


def test_of_two_numbers_of_groups_one_is_none_and_the_other_all_that_can_be_filled() -> None:
    assert [group_numbers(most, 2) for most in (0, 1, 7)] == [(0,), (0, 1), (0, 7)]


def test_a_large_need_is_thinned_and_says_so() -> None:
    menu = menu_of(premises("Vartannat år", {"1430": 900}))

    assert menu.is_thinned
    assert {schedule.groups[0] for schedule in menu.schedules} == {0, 1, 6, 11, 16, 22}


def test_the_order_in_which_municipalities_ask_changes_nothing() -> None:
    backwards = dict(reversed(FOUR_PLACES.items()))

    assert menu_of(premises("1-1½ år", FOUR_PLACES)) == menu_of(premises("1-1½ år", backwards))


def test_weights_of_the_terms() -> None:
    assert term_weights(6, 4) == (100, 95, 90, 85, 50, 47)
    assert term_weights(14, 12)[8:] == (60, 55, 55, 55, 50, 47)


@pytest.mark.parametrize(
    ("eligible", "weight"),
    [
        ({Band.NEW: Decimal(10)}, 300),
        ({Band.EXPERIENCED: Decimal(10)}, 200),
        ({Band.NEW: Decimal(10), Band.SOME_YEARS: Decimal(20)}, 233),
        ({Band.NEW: Decimal(1), Band.SOME_YEARS: Decimal(1)}, 250),
        ({Band.NEW: None, Band.SOME_YEARS: Decimal(4)}, 200),
        ({Band.NEW: None, Band.CASEWORKERS: None}, 250),
        ({Band.NEW: Decimal(0), Band.SOME_YEARS: Decimal(0)}, 250),
    ],
)
def test_what_a_seat_counts_by_band(eligible: Mapping[Band, Decimal | None], weight: int) -> None:
    assert seat_weight(eligible) == weight


def test_waiting_longer_never_pays() -> None:
    # One term beyond its window when the plan begins. If each term of waiting raised the seats where they are given,
    # one more term would be worth more than a start at once: 95 x (3 + 2) > 100 x (3 + 1).
    weights = term_weights(6, 4)
    values = [value_of([10 * (at == start) for at in range(6)], weights, 300, waited=1) for start in range(6)]

    assert 95 * (3 + 2) > 100 * (3 + 1)
    assert values == sorted(values, reverse=True)
    assert values[0] == 100 * 10 * 400


def test_waiting_counts_two_terms_at_most_and_for_the_first_start_alone() -> None:
    assert value_of([10, 0, 10], (100, 95, 90), 200, waited=5) == 100 * 10 * 400 + 90 * 10 * 200


@pytest.mark.parametrize(
    ("rounds", "expected"),
    [
        ([(1, 20), (0, 0), (2, 30), (0, 0), (0, 0), (0, 0)], (1_020, 2_030, 0)),
        ([(1, 21), (1, 22), (0, 0), (0, 0), (1, 21), (0, 0)], (2_043, 0, 511)),  # 510.5 is rounded up
        (
            [(1, 20), (3, 60), (0, 0), (0, 0), (3, 1), (1, 1)],
            (None, 0, None),
        ),  # three groups have no known price
    ],
)
def test_costs_of_the_years(rounds: list[tuple[int, int]], expected: tuple[int | None, ...]) -> None:
    def price(at: int, groups: int, seats: int) -> int | None:
        return None if groups == 3 else 1_000 * groups + seats

    assert yearly_costs([2018, 2018, 2019, 2019, 2020, 2020], 4, rounds, price) == expected


def without_beaten(menu: Menu) -> list[Schedule]:
    """What would be left if lateness, value and every year's cost were all that is compared."""

    def beats(one: Schedule, other: Schedule) -> bool:
        pairs = zip(one.costs, other.costs, strict=True)
        no_dearer = all(a == b or (a is not None and b is not None and a <= b) for a, b in pairs)
        return one.late <= other.late and one.value > other.value and no_dearer

    return [mine for mine in menu.schedules if not any(beats(other, mine) for other in menu.schedules)]


def smallest_peak(schedules: list[Schedule], courses: int) -> int:
    """The fewest rounds in the fullest term, where so many like courses each get a schedule of their own, on time."""
    punctual = sorted({mine.rounds for mine in schedules if mine.late == 0})
    sums = {(0,) * 6}
    for _ in range(courses):
        sums = {tuple(map(sum, zip(so_far, more, strict=True))) for so_far in sums for more in punctual}
    return min(map(max, sums))


def test_comparing_lateness_value_and_costs_alone_would_lose_the_spread() -> None:
    # Once a year in spring beats once a year in autumn: the same year's money, and sooner. With all courses in spring
    # nothing is left to spread; the plan with half of them in autumn is lost.
    menu = menu_of(premises("1 gång/år", {"1430": 400}))

    assert smallest_peak(without_beaten(menu), courses=2) == 2
    assert smallest_peak(list(prune(menu, capped=()).schedules), courses=2) == 1


def test_a_schedule_goes_when_another_with_the_same_starts_is_nowhere_worse() -> None:
    # One price whatever the number of groups: where nobody's training days can run out, more seats cost nothing.
    basis = premises("Vartannat år", FOUR_PLACES, cost=lambda at, groups, seats: 4_000_000)
    menu = menu_of(basis)
    pruned = prune(menu, capped=())

    assert written(pruned) == [
        "000000", "000002", "000020", "000200", "002000", "020000", "020001", "200000", "200001", "200010"
    ]  # fmt: skip
    assert prune(menu, capped=(), keep=True) == menu


@settings(max_examples=25, deadline=None)
@given(PHRASES, NEEDS)
def test_nothing_goes_where_everybodys_training_days_may_run_out(
    phrase: str, needs: Mapping[str, int]
) -> None:
    # No more days in any term and no fewer seats in all are the same seats; and no two schedules give the same.
    menu = menu_of(premises(phrase, needs))

    assert prune(menu, capped=tuple(needs)) == menu


@settings(max_examples=25, deadline=None)
@given(PHRASES, NEEDS, st.sets(st.sampled_from([f"14{n:02}" for n in range(14)])))
def test_each_schedule_that_goes_is_beaten_by_one_that_stays(
    phrase: str, needs: Mapping[str, int], capped: set[str]
) -> None:
    menu = menu_of(premises(phrase, needs, cost=lambda at, groups, seats: None))
    kept = prune(menu, sorted(capped)).schedules
    for gone in set(menu.schedules) - set(kept):
        assert any(
            mine.rounds == gone.rounds
            and mine.late <= gone.late
            and mine.value >= gone.value
            and mine.costs == gone.costs
            and all(sum(mine.seats_of(code)) >= sum(gone.seats_of(code)) for code in needs)
            and all(mine.seats_of(code)[at] <= gone.seats_of(code)[at] for code in capped for at in range(6))
            for mine in kept
        )


def test_whose_training_days_may_run_out() -> None:
    # Two days a seat; 1480 may get 18 seats of each course in a term: 36 days of each.
    menus = [menu_of(premises("Vartannat år", FOUR_PLACES))] * 2

    assert may_run_out(menus, {"1430": (4_800,) * 6, "1480": (7_200,) * 6}) == ()
    assert may_run_out(menus, {"1430": (4_800,) * 6, "1480": (7_200,) * 5 + (7_199,)}) == ("1480",)


def test_lateness_of_a_schedule_is_that_of_its_windows() -> None:
    basis = premises("1-1½ år", FOUR_PLACES)
    rhythm = basis.rhythm

    for schedule in menu_of(basis).schedules:
        assert schedule.late <= lateness(rhythm, schedule.groups, (9,) * 6)
