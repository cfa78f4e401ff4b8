"""How many groups a start needs, and who gets its seats."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from kfond.plan.need import BandNeed, Need
from kfond.plan.seats import Course, Filled, TooFew

from kfond.catalogue.lines import Band
from kfond.messages import Message
from kfond.periods import Term
from kfond.plan.proposal import GroupSize
from kfond.settings import Settings
from kfond.staffing.boxes import Box

VT2018, HT2019 = Term(2018, 1), Term(2019, 2)
OURS = Message("ours")


def need(code: str, persons: str) -> Need:
    """A municipality's known need."""
    number = Decimal(persons)
    return Need(code, code, (BandNeed(Band.NEW, Box(number, number, number, ())),), has_unknown_band=False)


def missing(code: str) -> Need:
    """A municipality without figures."""
    return Need(code, code, (), has_unknown_band=True)


def size(smallest: int, largest: int) -> GroupSize:
    return GroupSize(smallest, largest, OURS, OURS)


def seats(made: Filled | TooFew) -> dict[str, int | None]:
    assert isinstance(made, Filled)
    return {share.need.code: share.seats for share in made.shares}


def test_a_single_start_offers_what_take_up_fills() -> None:
    course = Course([need("A", "20"), need("B", "10")], size(5, 25), Settings())

    made = course.start(VT2018, starts_left=1, most_groups=None)

    # 60 % of 30 persons are 18 seats: one each, then uddatalsmetoden with keys 20 and 10.
    assert seats(made) == {"A": 12, "B": 6}
    assert isinstance(made, Filled)
    assert made.groups == 1


def test_need_is_spread_over_the_starts_that_are_left_and_goes_down_with_each() -> None:
    course = Course([need("A", "30")], size(5, 10), Settings())

    made = [course.start(VT2018 + at, starts_left=3 - at, most_groups=None) for at in range(3)]

    assert [seats(start) for start in made] == [{"A": 10}, {"A": 10}, {"A": 6}]


def test_a_start_that_cannot_fill_a_group_says_how_many_would_come() -> None:
    course = Course([need("A", "6")], size(5, 10), Settings())

    assert course.start(VT2018, starts_left=1, most_groups=None) == TooFew(VT2018, wanted=4)


def test_where_others_may_come_one_group_is_held_all_the_same() -> None:
    course = Course([need("A", "6"), missing("B")], size(5, 10), Settings())

    made = course.start(VT2018, starts_left=1, most_groups=None, is_open=True)

    assert seats(made) == {"A": 4, "B": None}


def test_groups_counted_per_term_are_never_more_than_the_catalogue_allows() -> None:
    course = Course([need("A", "100")], size(5, 8), Settings())

    made = course.start(VT2018, starts_left=1, most_groups=2)

    assert isinstance(made, Filled)
    assert (made.groups, made.seats) == (2, 16)


def test_half_a_post_asks_for_one_seat_once() -> None:
    course = Course([need("A", "30"), need("B", "0.5")], size(5, 25), Settings())

    first = course.start(VT2018, starts_left=2, most_groups=None)
    second = course.start(HT2019, starts_left=1, most_groups=None)

    assert seats(first)["B"] == 1
    assert seats(second)["B"] == 0


@given(
    persons=st.lists(st.decimals(0, 40, places=2), min_size=1, max_size=14),
    largest=st.integers(5, 50),
    starts=st.integers(1, 4),
)
def test_seats_never_exceed_the_need_and_a_group_is_never_overfull(
    persons: list[Decimal], largest: int, starts: int
) -> None:
    needs = [need(f"{number:02}", str(part)) for number, part in enumerate(persons)]
    course = Course(needs, size(5, largest), Settings())
    given_to = dict.fromkeys((found.code for found in needs), 0)

    for at in range(starts):
        made = course.start(VT2018 + at, starts - at, None)
        if isinstance(made, Filled):
            assert 5 <= made.seats <= made.groups * largest
            assert made.groups == -(-made.seats // largest)
            for share in made.shares:
                given_to[share.need.code] += share.seats or 0

    for found in needs:
        assert given_to[found.code] <= int(found.known) + (found.known != int(found.known))
