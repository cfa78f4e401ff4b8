"""When a course may start, and how starts are spread over the terms."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kfond.plan.schedule import Schedule, schedules, spread, window_of

from kfond.catalogue.frequency import Kind, read_frequency
from kfond.periods import Term

VT2018 = Term(2018, 1)
ENTERED = Term(2017, 2)
FOUR_TERMS = tuple(VT2018 + step for step in range(4))
SIX_TERMS = tuple(VT2018 + step for step in range(6))


def menu(
    phrase: str, terms: Sequence[Term] = FOUR_TERMS, last_start: Term | None = None, entered: Term = ENTERED
) -> tuple[Schedule, ...]:
    """The schedules that a phrase allows."""
    frequency = read_frequency(phrase)
    return schedules(frequency, frequency.kind, entered, last_start, terms)


@pytest.mark.parametrize(
    ("phrase", "fewest", "most"),
    [
        ("1-1½ år", 1, 2),
        ("Vartannat år", 1, 1),
        ("1 gång/år", 2, 2),
        ("1-2 ggr/år", 2, 4),
        ("Ca 1-2 grupper /termin", 4, 8),
    ],
)
def test_starts_in_four_terms(phrase: str, fewest: int, most: int) -> None:
    starts = {sum(schedule) for schedule in menu(phrase)}

    assert starts
    assert all(fewest <= count <= most for count in starts)


def test_every_other_year_may_begin_in_any_of_the_four_terms_of_its_first_interval() -> None:
    assert menu("Vartannat år") == ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))


def test_one_to_one_and_a_half_years_keeps_its_gaps_of_two_or_three_terms() -> None:
    assert menu("1-1½ år") == ((1, 0, 1, 0), (1, 0, 0, 1), (0, 1, 0, 0), (0, 1, 0, 1), (0, 0, 1, 0))


def test_once_a_year_comes_in_the_same_half_of_every_year() -> None:
    assert menu("1 gång/år") == ((1, 0, 1, 0), (0, 1, 0, 1))


def test_a_known_last_start_opens_the_window_after_the_smallest_gap() -> None:
    window = window_of(read_frequency("1-1½ år"), ENTERED, Term(2017, 1))

    assert (window.first, window.last) == (Term(2018, 1), Term(2018, 2))
    assert menu("1-1½ år", last_start=Term(2017, 2)) == ((0, 1, 0, 0), (0, 1, 0, 1), (0, 0, 1, 0))


def test_an_overdue_course_starts_in_the_first_term() -> None:
    assert {schedule[0] for schedule in menu("Vartannat år", last_start=Term(2014, 1))} == {1}
    assert {schedule[0] for schedule in menu("Vartannat år", entered=Term(2012, 1))} == {1}


def test_a_line_that_enters_later_does_not_start_before_it_entered() -> None:
    assert all(schedule[:2] == (0, 0) for schedule in menu("Vartannat år", entered=Term(2018, 2)))


PHRASES = st.sampled_from(["1-1½ år", "Vartannat år", "1 gång/år", "1-2 ggr/år", "2-3 år", "vart tredje år"])


@given(phrase=st.sampled_from(["1-1½ år", "Vartannat år", "2-3 år"]), back=st.integers(0, 12))
def test_every_schedule_keeps_the_gaps(phrase: str, back: int) -> None:
    frequency = read_frequency(phrase)
    shortest, longest = frequency.term_gaps
    for schedule in menu(phrase, SIX_TERMS, last_start=VT2018 + -back if back else None):
        starts = [at for at, count in enumerate(schedule) if count]
        gaps = [later - earlier for earlier, later in pairwise(starts)]
        assert all(shortest <= gap <= longest for gap in gaps)
        assert not starts or len(SIX_TERMS) - starts[-1] <= longest


@given(st.lists(PHRASES, min_size=1, max_size=40))
def test_spreading_picks_from_the_menus_and_crowds_no_term_more_than_it_must(phrases: list[str]) -> None:
    menus = {f"{number:02}": menu(phrase, SIX_TERMS) for number, phrase in enumerate(phrases)}

    chosen = spread(menus)

    assert chosen.keys() == menus.keys()
    assert all(chosen[key] in menus[key] for key in menus)
    for key, options in menus.items():  # moving any one course evens nothing out
        others = [sum(chosen[other][term] for other in chosen if other != key) for term in range(6)]

        def crowding(option: Schedule, others: list[int] = others) -> int:
            return sum((busy + starts) ** 2 for busy, starts in zip(others, option, strict=True))

        assert crowding(chosen[key]) == min(crowding(option) for option in options)


def test_the_order_of_the_courses_does_not_change_the_spread() -> None:
    menus = {
        name: menu(phrase) for name, phrase in [("a", "1-1½ år"), ("b", "1 gång/år"), ("c", "Vartannat år")]
    }

    assert dict(spread(menus)) == dict(spread(dict(reversed(menus.items()))))


def test_a_phrase_counted_in_groups_starts_every_term() -> None:
    assert read_frequency("Ca 1-2 grupper /termin").kind is Kind.GROUPS_PER_TERM
    assert menu("Ca 1-2 grupper /termin") == ((1, 1, 1, 1),)
