"""When a course may start, and how late a schedule is: what each frequency asks for in terms."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfond.periods import Term
from kfond.plan.menus.windows import Rhythm, Starts, lateness, rhythm_of, starts_of, window_of
from planned_courses import course

VT2018 = Term(2018, 1)
FOUR_TERMS = tuple(VT2018 + step for step in range(4))
SIX_TERMS = tuple(VT2018 + step for step in range(6))


def rhythm(
    *phrases: str, terms: tuple[Term, ...] = FOUR_TERMS, last_start: str = "", entered: str = "HT2017"
) -> Rhythm:
    return rhythm_of(course(*phrases, last_start=last_start, entered=entered), terms)


def on_time(asked: Rhythm, announced: Mapping[int, int] | None = None) -> set[str]:
    """The starts that are nowhere late, where groups can be filled in every term: "1010" starts in two terms."""
    everywhere = (9,) * len(asked.years)
    return {
        written(starts) for starts in starts_of(asked, announced) if not lateness(asked, starts, everywhere)
    }


def written(starts: Starts) -> str:
    return "".join(map(str, starts))


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
def test_rounds_in_four_terms_where_none_is_late(phrase: str, fewest: int, most: int) -> None:
    asked = rhythm(phrase)
    held = range(1, 1 + (asked.most_groups or 1))
    schedules = [
        groups
        for starts in starts_of(asked)
        for groups in product(*(held if starting else (0,) for starting in starts))
    ]

    punctual = {sum(groups) for groups in schedules if not lateness(asked, groups, (9,) * 4)}

    assert punctual == set(range(fewest, most + 1))


@pytest.mark.parametrize(
    ("phrase", "last_start", "entered", "expected"),
    [
        ("Vartannat år", "", "HT2017", "1000 0100 0010 0001"),
        ("1-1½ år", "", "HT2017", "1010 1001 0100 0101 0010"),
        ("1-1½ år", "HT2017", "HT2017", "0100 0101 0010"),
        ("1 gång/år", "", "HT2017", "1010 1001 0110 0101"),
        # Overdue: only a start in the first term is not late, however long it has waited.
        ("Vartannat år", "VT2014", "HT2017", "1000"),
        ("Vartannat år", "", "VT2012", "1000"),
        # Not before it entered the catalogue.
        ("Vartannat år", "", "HT2018", "0010 0001 0000"),
        # Half a year has gone since the last start: the smallest gap forbids the first term.
        ("1-1½ år", "VT2017", "HT2016", "1010 1001 0100 0101"),
        ("Vid behov", "", "HT2017", " ".join(f"{number:04b}" for number in range(16))),
        ("Undersöka behovet först", "", "HT2017", "0000"),
        ("", "", "HT2017", "0000"),
        ("0-1 gånger/år", "", "HT2017", "0000 0001 0010 0100 0101 0110 1000 1001 1010"),
    ],
)  # fmt: skip
def test_starts_that_are_nowhere_late(phrase: str, last_start: str, entered: str, expected: str) -> None:
    assert on_time(rhythm(phrase, last_start=last_start, entered=entered)) == set(expected.split())


def test_a_window_opens_after_the_smallest_gap_and_closes_after_the_largest() -> None:
    known = window_of(course("1-1½ år", last_start="VT2017"))
    unknown = window_of(course("1-1½ år", entered="HT2017"))

    assert (known.first.label, known.last.label, known.known_start) == ("VT2018", "HT2018", True)
    assert (unknown.first.label, unknown.last.label, unknown.known_start) == ("VT2018", "VT2019", False)


@pytest.mark.parametrize(
    ("phrase", "groups", "fillable", "late"),
    [
        # Due by VT2019, the third term: nothing until then is late, every term from then on is.
        ("1-1½ år", "000000", "111111", 4),
        ("1-1½ år", "001000", "111111", 1),  # the next is due by HT2020
        ("1-1½ år", "000010", "111111", 2),
        ("1-1½ år", "100001", "111111", 2),
        ("1-1½ år", "000010", "110011", 0),  # no group could be filled before
        ("1-1½ år", "000000", "000000", 0),
        ("1-2 ggr/år", "100000", "111111", 2),  # one each for 2019 and 2020
        ("1-2 ggr/år", "100000", "111100", 1),
        ("2 ggr/år", "101000", "111111", 4),
        ("2 ggr/år", "101000", "101111", 3),  # HT2018 could not be filled
        ("4 ggr/år", "111111", "111111", 0),  # a year has no more rounds than terms
        ("2-3 grupper/termin", "211320", "999910", 2),  # below two groups where nine could be filled
        ("Vid behov", "000000", "111111", 0),
    ],
)
def test_lateness_counts_only_where_a_group_could_be_filled(
    phrase: str, groups: str, fillable: str, late: int
) -> None:
    asked = rhythm(phrase, terms=SIX_TERMS)

    assert lateness(asked, tuple(map(int, groups)), tuple(map(int, fillable))) == late


@pytest.mark.parametrize(
    ("phrase", "last_start", "announced", "expected"),
    [
        # Announced for HT2018: the smallest gap of a year holds on both sides of it.
        ("1-1½ år", "", {1: 2}, "010000 010100 010101 010010 010001"),
        # Two announced starts stand although they are too close.
        ("1-1½ år", "", {0: 1, 1: 1}, "110000 110100 110101 110010 110001"),
        # Announced that it is not held in VT2019.
        ("1 gång/år", "", {0: 1, 2: 0}, "100000 100001 100010 100100 100101 100110"),
        # Held already this year.
        ("1 gång/år", "VT2018", {1: 0, 2: 0, 3: 0}, "000000 000001 000010"),
        ("Testutbildning hösten 2018", "", {1: 1}, "010000"),
    ],
)
def test_what_is_announced_stands(
    phrase: str, last_start: str, announced: Mapping[int, int], expected: str
) -> None:
    found = starts_of(rhythm(phrase, terms=SIX_TERMS, last_start=last_start), announced)

    assert {written(starts) for starts in found} == set(expected.split())


def test_several_lines_take_the_strictest_window_and_the_smallest_gap() -> None:
    asked = rhythm("Vartannat år", "1-1½ år", "2-3 år", last_start="HT2017")
    yearly = rhythm("1 gång/år", "1-2 ggr/år")

    assert (asked.opens, asked.due, asked.shortest, asked.longest) == (1, 2, 2, 3)
    assert (yearly.owed, yearly.allowed) == (1, 2)


@pytest.mark.parametrize(("last_start", "waited"), [("HT2016", 0), ("VT2016", 1), ("HT2015", 2), ("", 0)])
def test_terms_waited_when_the_plan_begins(last_start: str, waited: int) -> None:
    # 1-1½ år after HT2016: due by VT2018, the first term of the plan.
    assert rhythm("1-1½ år", last_start=last_start).terms_waited == waited


INTERVALS = {"1-1½ år": (2, 3), "Vartannat år": (4, 5), "2-3 år": (4, 6)}


@given(phrase=st.sampled_from(sorted(INTERVALS)), back=st.integers(0, 12))
def test_on_time_means_that_every_gap_lies_within_the_interval(phrase: str, back: int) -> None:
    asked = rhythm(phrase, terms=SIX_TERMS, last_start=(VT2018 + -back).label if back else "")
    shortest, longest = INTERVALS[phrase]
    for found in on_time(asked):
        starts = [at for at, mark in enumerate(found) if mark == "1"]
        assert all(shortest <= later - earlier <= longest for earlier, later in pairwise(starts))
        assert not starts or len(SIX_TERMS) - starts[-1] <= longest


@given(
    phrase=st.sampled_from(["1-1½ år", "Vartannat år", "1 gång/år", "2 ggr/år", "vart tredje år"]),
    back=st.integers(1, 8),
    fillable=st.tuples(*[st.integers(0, 1)] * 6),
)
def test_a_further_start_never_makes_a_number_a_year_later(phrase: str, back: int, fillable: Starts) -> None:
    asked = rhythm(phrase, terms=SIX_TERMS, last_start=(VT2018 + -back).label)
    late = {starts: lateness(asked, starts, fillable) for starts in starts_of(asked)}

    assert all(0 <= number <= sum(fillable) for number in late.values())
    if asked.owed:
        for starts, number in late.items():
            fewer = [tuple(0 if at == gone else held for at, held in enumerate(starts)) for gone in range(6)]
            assert all(late[other] >= number for other in fewer)


def test_the_first_vector_starts_the_least() -> None:
    assert starts_of(rhythm("1-1½ år"))[0] == (0, 0, 0, 0)
    assert starts_of(rhythm("1-1½ år"), {2: 3})[0] == (0, 0, 1, 0)
